import { createHash } from 'node:crypto';
import { randomFrom } from '../faults.mts';
import type { Bounce, Reading } from './happenings.mts';

/** What an address does with a mail. */
export interface Fate {
	delivery: 'delivered' | 'hardBounce' | 'softBounce';
	/** How often it opens the mail. */
	opens: number;
	/** How often it follows a link; whoever does has opened the mail. */
	clicks: number;
	/** Unsubscribes from this list, or from everything. */
	leaves: 'list' | 'everything' | null;
	complains: boolean;
	country: string;
	reading: Reading;
	/** Chooses the first link it follows. */
	taste: number;
}

const countries = ['DE', 'DE', 'DE', 'DE', 'AT', 'CH', 'PL', 'UA', 'FR', 'GB', 'SE', 'US'];

const readings: readonly Reading[] = [
	{ device: 'Desktop', platform: 'Windows 10', browser: 'Chrome', browserVersion: '126.0' },
	{ device: 'Desktop', platform: 'Mac OS X', browser: 'Safari', browserVersion: '17.4' },
	{ device: 'Phone', platform: 'iOS', browser: 'Mobile Safari', browserVersion: '17.5' },
	{ device: 'Phone', platform: 'Android', browser: 'Chrome Mobile', browserVersion: '125.0' },
	{ device: 'Tablet', platform: 'iPadOS', browser: 'Mobile Safari', browserVersion: '16.6' },
];

export const bounces = {
	hardBounce: { code: 550, subcode: '5.1.1', text: 'User unknown' },
	softBounce: { code: 452, subcode: '4.2.2', text: 'Mailbox full' },
} satisfies Record<string, Bounce>;

/** What becomes of mails: the same for the same seed, mailing and address. */
export class Fates {
	private readonly decided = new Map<string, Partial<Fate>>();

	constructor(private readonly seed: number) {}

	/** From now on this address does so, whatever it gets. */
	decide(email: string, fate: Partial<Fate>): void {
		this.decided.set(email.toLowerCase(), fate);
	}

	/** @param mailing the campaign's id, or that of a single mail */
	of(mailing: number | string, email: string): Fate {
		const key = email.toLowerCase();
		const digest = createHash('sha256').update(`${this.seed} ${mailing} ${key}`).digest();
		const random = randomFrom(digest.readUInt32BE());
		const pick = <T,>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
		const luck = random();
		const opens = random() < 0.45 ? 1 + Math.floor(random() * 2) : 0;
		const clicks = opens > 0 && random() < 0.35 ? 1 + Math.floor(random() * 2) : 0;
		const mood = random();
		const fate: Fate = {
			delivery: luck < 0.02 ? 'hardBounce' : luck < 0.04 ? 'softBounce' : 'delivered',
			opens,
			clicks,
			leaves: opens > 0 && mood < 0.03 ? (mood < 0.01 ? 'everything' : 'list') : null,
			complains: opens > 0 && mood > 0.99,
			country: pick(countries),
			reading: pick(readings),
			taste: random(),
			...this.decided.get(key),
		};
		return { ...fate, opens: Math.max(fate.opens, fate.clicks > 0 ? 1 : 0) };
	}
}
