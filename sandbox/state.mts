import { Account } from './account.mts';
import { CampaignStore } from './campaigns.mts';
import type { Clock } from './clock.mts';
import { Happenings } from './happenings.mts';
import { ListStore } from './lists.mts';
import type { SandboxOptions } from './options.mts';
import { SenderStore } from './senders.mts';

/** A mail that asks an address to confirm its subscription; the sandbox keeps it instead of sending it. */
export interface ConfirmationMail {
	to: string;
	listId: number;
	senderEmail: string;
	templateId: string | null;
	language: string | null;
}

/** Everything the account holds. Tests may read it and fill it. */
export class SandboxState {
	readonly account: Account;
	readonly lists: ListStore;
	readonly senders = new SenderStore();
	readonly campaigns = new CampaignStore();
	readonly confirmationMails: ConfirmationMail[] = [];
	readonly happenings = new Happenings();

	constructor(options: SandboxOptions, clock: Clock, seed: number) {
		this.account = new Account(options, clock, seed);
		this.lists = new ListStore(clock);
	}
}
