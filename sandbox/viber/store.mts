/** Kinds of messages (OpenAPI description of Viber). */
export const MessageType = { promo: 2, system: 3 } as const;

export interface ViberSender {
	readonly id: number;
	readonly name: string;
	/** `verified` and `pending` are in the OpenAPI description. */
	status: 'verified' | 'pending';
	readonly countries: readonly string[];
	readonly adminComment: string | null;
	/** Texts that system messages have to match; what stands in double braces may be anything. */
	readonly templates: readonly string[];
}

/** `send` was seen; the others are assumptions, and so is null before it. */
export type RecipientStatus =
	| 'send'
	| 'delivered'
	| 'read'
	| 'redirected'
	| 'undelivered'
	| 'error'
	| null;

export interface ViberRecipient {
	readonly phone: string;
	/** In ten-thousandths of the account's currency. */
	readonly price: number;
	status: RecipientStatus;
	sentAt: number | null;
	changedAt: number;
}

export interface NewViberCampaign {
	name: string;
	type: number;
	sender: ViberSender;
	/** Null for numbers that were named. */
	listId: number | null;
	text: string | null;
	button: { text: string; link: string } | null;
	image: string | null;
	/** What goes to those whom Viber does not reach. */
	sms: { text: string; sender: string } | null;
	/** Seconds that Viber tries. */
	lifetime: number;
	/** Hours that the sending is spread over. */
	stretch: number;
	createdAt: number;
	sendAt: number;
	recipients: ViberRecipient[];
}

export interface ViberCampaign extends NewViberCampaign {
	readonly id: number;
	/** These three were seen; null is read as waiting for its time. */
	status: 'moderation' | null | 'send';
	/** What the SMS service made of those whom Viber did not reach. */
	smsCampaignIds: number[];
}

export interface BlockedNumber {
	readonly phone: string;
	readonly description: string;
	readonly at: number;
}

/** What the account holds of Viber campaigns. */
export class ViberStore {
	readonly senders: ViberSender[] = [];
	readonly blacklist = new Map<string, BlockedNumber>();
	private readonly byId = new Map<number, ViberCampaign>();

	addSender(
		name: string,
		{
			status = 'verified',
			countries = ['UA'],
			adminComment = null,
			templates = [],
		}: Partial<ViberSender> = {},
	): ViberSender {
		const id = 4_501 + this.senders.length;
		const sender = { id, name, status, countries, adminComment, templates };
		this.senders.push(sender);
		return sender;
	}

	sender(id: number): ViberSender | undefined {
		return this.senders.find((one) => one.id === id);
	}

	add(data: NewViberCampaign): ViberCampaign {
		const id = 90_241 + this.byId.size;
		const campaign: ViberCampaign = { ...data, id, status: 'moderation', smsCampaignIds: [] };
		this.byId.set(id, campaign);
		return campaign;
	}

	campaign(id: number): ViberCampaign | undefined {
		return this.byId.get(id);
	}

	campaigns(): ViberCampaign[] {
		return [...this.byId.values()];
	}
}

/** Whether a text is one that was approved. */
export function matchesTemplate(text: string, { templates }: ViberSender): boolean {
	return templates.some((template) => {
		const parts = template
			.split(/\{\{[^{}]*\}\}/)
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${parts.join('.+?')}$`, 's').test(text);
	});
}

const reached: Readonly<Record<string, readonly RecipientStatus[]>> = {
	sent: ['send', 'delivered', 'read', 'redirected', 'undelivered'],
	delivered: ['delivered', 'read', 'redirected'],
	read: ['read', 'redirected'],
	redirected: ['redirected'],
	undelivered: ['undelivered'],
	errors: ['error'],
};

/** How many came how far; who has read it is among those it was delivered to. */
export function statisticOf({ recipients }: ViberCampaign): Record<string, number> {
	return Object.fromEntries(
		Object.entries(reached).map(([name, statuses]) => [
			name,
			recipients.filter(({ status }) => statuses.includes(status)).length,
		]),
	);
}
