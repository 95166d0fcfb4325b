import type { VariableValue } from './variables.mts';

/** Where a mail was read. */
export interface Reading {
	device: string;
	platform: string;
	browser: string;
	browserVersion: string;
}

/** What a mail server answered that would not take a mail. */
export interface Bounce {
	code: number;
	subcode: string;
	text: string;
}

/** What becomes of a campaign, in the words that webhooks have for it. */
export type CampaignNews = 'on_moderation' | 'approve' | 'sending';

interface OfCampaign {
	at: number;
	email: string;
	campaignId: number;
}

/** Something that happened to a contact or a campaign and that webhooks tell about. */
export type Happening =
	| {
			event: 'new_emails';
			at: number;
			email: string;
			listId: number;
			variables: ReadonlyMap<string, VariableValue>;
			source: string;
	  }
	| { event: 'delete'; at: number; email: string; listId: number }
	| {
			event: 'unsubscribe';
			at: number;
			email: string;
			listId: number;
			/** Null when it was the API that unsubscribed. */
			campaignId: number | null;
			fromAll: boolean;
			reason: string | null;
	  }
	| {
			event: 'task_status_update';
			at: number;
			campaignId: number;
			listId: number;
			status: CampaignNews;
	  }
	| (OfCampaign & { event: 'delivered' })
	| (OfCampaign & { event: 'hard_bounces' | 'soft_bounces'; bounce: Bounce })
	| (OfCampaign & { event: 'open'; reading: Reading })
	| (OfCampaign & { event: 'redirect'; reading: Reading; url: string; linkId: number })
	| (OfCampaign & { event: 'spam' });

export type EventName = Happening['event'];

/** Every event that a webhook may ask for (Bulk Email Service API, Create a webhook). */
export const eventNames: readonly EventName[] = [
	'new_emails',
	'delete',
	'unsubscribe',
	'task_status_update',
	'open',
	'delivered',
	'redirect',
	'spam',
	'hard_bounces',
	'soft_bounces',
];

type Listener = (happening: Happening) => void;

/** Tells whoever listens what happens to contacts and campaigns. */
export class Happenings {
	private readonly listeners: Listener[] = [];

	listen(listener: Listener): void {
		this.listeners.push(listener);
	}

	tell(happening: Happening): void {
		for (const listener of this.listeners) listener(happening);
	}
}
