import { HourlyCount, SmsCampaignStore } from './campaigns.mts';

/** Statuses of a sender's name (OpenAPI description of the SMS service). */
export const senderStatuses: Readonly<Record<number, string>> = {
	0: 'On moderation',
	1: 'Active',
	2: 'Rejected',
};

/** A name in one country: the same name may be there several times. */
export interface SmsSender {
	readonly id: number;
	readonly name: string;
	readonly countryCode: string;
	status: number;
}

export interface BlockedNumber {
	readonly phone: string;
	readonly description: string;
	readonly at: number;
}

/** What the account holds of the SMS service. Numbers are in the mailing lists of the e-mail service. */
export class SmsStore {
	readonly campaigns = new SmsCampaignStore();
	/** Campaigns of the last hour that count towards its limit. */
	readonly hourly = new HourlyCount();
	readonly senders: SmsSender[] = [];
	readonly blacklist = new Map<string, BlockedNumber>();

	addSender(name: string, countryCode: string, status = 1): void {
		this.senders.push({ id: 4_786 + this.senders.length, name, countryCode, status });
	}

	/** Whether messages may be sent under that name in a country, or in any. */
	isActive(name: string, countryCode?: string): boolean {
		return this.senders.some(
			(sender) =>
				sender.name === name &&
				sender.status === 1 &&
				(countryCode === undefined || sender.countryCode === countryCode),
		);
	}
}
