import { createHash } from 'node:crypto';
import type { Clock } from './clock.mts';
import { standardOffsetHours } from './dates.mts';
import { ApiError, refusals } from './errors.mts';
import type { SandboxOptions } from './options.mts';

const MAX_KEYS = 5;

/** How a request proved who it is. */
export type TokenKind = 'none' | 'oauth' | 'apiKey' | 'invalid';

export interface ApiKey {
	readonly key: string;
	readonly name: string;
	/** Addresses the key may be used from; null means any. */
	ips: string[] | null;
	revoked: boolean;
}

export interface Profile {
	id: number;
	name: string;
	email: string;
	phone: string;
	lang: string;
	currency: string;
	country: string;
	city: string;
	/** IANA name of the zone the account's dates are written in. */
	locale: string;
	team: string;
}

export interface TeamMember {
	id: number;
	firstName: string;
	lastName: string;
	email: string;
	groupId: number | null;
	avatar: string | null;
	lang: string;
	locale: string;
	currency: string;
	country: string;
	/** Here a number, unlike everywhere else. */
	phone: number;
}

/** The one account of the sandbox: who it is, and its client id and secret, tokens and API keys. */
export class Account {
	readonly profile: Profile = {
		id: 7_100_001,
		name: 'Ada Holm',
		email: 'ada.holm@shop.example',
		phone: '4930901820',
		lang: 'en:English',
		currency: 'USD',
		country: 'DE',
		city: 'Berlin',
		locale: 'Europe/Berlin',
		team: 'Holm & Sons',
	};

	/** What a mailing may use before it costs extra, and what is there to pay for that. */
	readonly funds = {
		emailsLeft: 9_500,
		balance: 9.36,
		bonus: 5,
		overdraftPrice: 0.0044,
		maximumSubscribers: 10_000,
	};

	/** People who were invited to the account, apart from its owner. */
	readonly team: TeamMember[] = [];

	clientId: string;
	clientSecret: string;
	/** Tokens handed out so far. */
	tokenFetches = 0;

	private readonly tokens = new Map<string, { expiresAt: number }>();
	private readonly keys = new Map<string, ApiKey>();

	constructor(
		private readonly options: SandboxOptions,
		private readonly clock: Clock,
		private readonly seed: number,
	) {
		this.clientId = this.secret('client id', 32);
		this.clientSecret = this.secret('client secret', 32);
		this.createApiKey('sandbox');
	}

	/** GET /user/info (Service REST API, Account information). */
	info(): Record<string, unknown> {
		const { profile } = this;
		const [firstName = '', lastName = ''] = profile.name.split(' ');
		return {
			id: profile.id,
			name: profile.name,
			first_name: firstName,
			last_name: lastName,
			email: profile.email,
			phone: profile.phone,
			lang: profile.lang,
			avatar: 'https://login.sendpulse.com/files/avatars/sandbox.png',
			currency: profile.currency,
			country: profile.country,
			city: profile.city,
			locale: profile.locale,
			time_zone: String(
				standardOffsetHours(profile.locale, new Date(this.clock.now()).getUTCFullYear()),
			),
			team_name: profile.team,
			team_avatar: null,
			phone_confirm: true,
		};
	}

	/** What mails to so many addresses take from the plan, and what from the balance. */
	quote(quantity: number): { fromPlan: number; fromBalance: number; price: number } {
		const fromPlan = Math.min(quantity, this.funds.emailsLeft);
		const fromBalance = quantity - fromPlan;
		const price = Math.round(fromBalance * this.funds.overdraftPrice * 10_000) / 10_000;
		return { fromPlan, fromBalance, price };
	}

	/** The balance in ten-thousandths of its currency: sums of prices are exact in these. */
	get fractions(): number {
		return Math.round(this.funds.balance * 10_000);
	}

	/** Takes so many ten-thousandths off the balance, or puts them back where there is a minus before them. */
	pay(fractions: number): void {
		this.funds.balance = (this.fractions - fractions) / 10_000;
	}

	/** GET /user/invited-users-list (Service REST API, Invited users): the owner comes first. */
	users(): Record<string, unknown>[] {
		const { profile } = this;
		const [firstName = '', lastName = ''] = profile.name.split(' ');
		const owner: TeamMember = {
			...profile,
			firstName,
			lastName,
			groupId: null,
			avatar: 'https://login.sendpulse.com/files/avatars/sandbox.png',
			phone: Number(profile.phone),
		};
		return [owner, ...this.team].map((member) => ({
			id: member.id,
			firstname: member.firstName.toLowerCase(),
			lastname: member.lastName.toLowerCase(),
			email: member.email,
			group_id: member.groupId,
			is_active: true,
			avatar: member.avatar,
			lang: member.lang,
			locale: member.locale,
			currency: member.currency,
			country: member.country,
			phone: member.phone,
		}));
	}

	/**
	 * Exchanges id and secret for a token (Service REST API, OAuth 2.0 Client Credentials). Earlier tokens stay
	 * good until they end.
	 */
	fetchToken(clientId: unknown, clientSecret: unknown): { token: string; expiresIn: number } {
		if (clientId !== this.clientId || clientSecret !== this.clientSecret)
			throw refusals.invalidClient();
		this.tokenFetches += 1;
		for (const [ended, { expiresAt }] of this.tokens)
			if (expiresAt <= this.clock.now()) this.tokens.delete(ended);
		const token = this.secret(`token ${this.tokenFetches}`, 64);
		const expiresIn = this.options.tokenLifetime;
		this.tokens.set(token, { expiresAt: this.clock.now() + expiresIn * 1_000 });
		return { token, expiresIn };
	}

	/** Makes every token handed out so far worthless, as if their hour had passed. */
	revokeTokens(): void {
		this.tokens.clear();
	}

	/** Number of tokens that are still good. */
	get liveTokens(): number {
		const now = this.clock.now();
		return [...this.tokens.values()].filter(({ expiresAt }) => expiresAt > now).length;
	}

	get apiKeys(): readonly ApiKey[] {
		return [...this.keys.values()];
	}

	/** Makes an API key; an account has at most five that are not revoked (Service REST API, API keys). */
	createApiKey(name: string, ips: string[] | null = null): ApiKey {
		if (this.apiKeys.filter(({ revoked }) => !revoked).length >= MAX_KEYS) {
			throw new Error(`An account has at most ${MAX_KEYS} API keys`);
		}
		const apiKey: ApiKey = {
			key: `sp_${this.secret(`key ${this.keys.size}`, 40)}`,
			name,
			ips,
			revoked: false,
		};
		this.keys.set(apiKey.key, apiKey);
		return apiKey;
	}

	/** Recognises the Authorization header of a request. A refusal still says what it was that was refused. */
	authenticate(
		header: string | undefined,
		ip: string,
	): { kind: TokenKind; refusal: ApiError | null } {
		if (header === undefined) return { kind: 'none', refusal: refusals.unauthorized() };
		const bearer = /^Bearer ([^\s]+)$/.exec(header)?.[1];
		const apiKey = bearer === undefined ? undefined : this.keys.get(bearer);
		if (apiKey && !apiKey.revoked) {
			const allowed = apiKey.ips === null || apiKey.ips.includes(ip.replace(/^::ffff:/, ''));
			return { kind: 'apiKey', refusal: allowed ? null : refusals.forbiddenAddress() };
		}
		const token = bearer === undefined ? undefined : this.tokens.get(bearer);
		if (token && token.expiresAt > this.clock.now()) return { kind: 'oauth', refusal: null };
		return { kind: 'invalid', refusal: refusals.unauthorized() };
	}

	/** Everything that must not show up in the log. */
	secrets(): string[] {
		return [this.clientSecret, ...this.tokens.keys(), ...this.keys.keys()];
	}

	// Derived, not random: two sandboxes with one seed have the same credentials, and a restart keeps them.
	private secret(purpose: string, length: number): string {
		return createHash('sha256').update(`${this.seed} ${purpose}`).digest('hex').slice(0, length);
	}
}
