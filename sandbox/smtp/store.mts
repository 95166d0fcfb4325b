import { DomainStore } from './domains.mts';
import { MailStore } from './mails.mts';
import { UnsubscribeList } from './unsubscribed.mts';
import { SmtpWebhooks } from './webhooks.mts';

/**
 * Whether the account may use the service: it has to be applied for, and can be limited or barred (the OpenAPI
 * description of the SMTP service, refusals of POST /smtp/emails).
 */
export const services = ['active', 'absent', 'limited', 'barred'] as const;

export type Service = (typeof services)[number];

/** Of the server that sends. */
export const SERVER_IP = '198.51.100.17';

/** What the account holds of the SMTP service. */
export class SmtpStore {
	readonly mails: MailStore;
	readonly unsubscribed = new UnsubscribeList();
	readonly domains = new DomainStore();
	readonly webhooks = new SmtpWebhooks();
	/** Addresses of the servers that send. */
	readonly ips = [SERVER_IP];
	service: Service = 'active';

	constructor(seed: number) {
		this.mails = new MailStore(seed);
	}
}
