import { asArguments } from '../arguments.mts';
import type { SandboxState } from '../state.mts';
import { channelOf } from './channels.mts';
import { ContactState, type BotContact, type ChatbotCampaign } from './store.mts';
import type { Said } from './talk.mts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a campaign says. */
export interface Content {
	/** Each with a filter of its own, if it has one, as Telegram's schema has it. */
	messages: ReadonlyArray<Pick<Said, 'data' | 'text'> & { filter?: unknown }>;
	/** Templates reach contacts who have long been silent as well. */
	isTemplate: boolean;
	filter?: unknown;
}

/** Sends a campaign: now, or when its time comes, to those who are there then. */
export function launch(state: SandboxState, campaign: ChatbotCampaign, content: Content): void {
	if (campaign.sendAt === null) send(state, campaign, content, campaign.createdAt);
	else state.agenda.at(campaign.sendAt, (at) => send(state, campaign, content, at));
}

function send(
	{ chatbots, talk }: SandboxState,
	campaign: ChatbotCampaign,
	{ messages, isTemplate, filter }: Content,
	at: number,
): void {
	const { withinDay } = channelOf(campaign.bot.channel);
	const isForRecent = !isTemplate && withinDay?.includes('campaigns');
	const audience = chatbots.contacts.filter(
		(contact) =>
			contact.bot === campaign.bot &&
			contact.status === ContactState.Active &&
			(!isForRecent || wroteWithinDay(contact, at)) &&
			passes(filter, contact),
	);
	for (const contact of audience) {
		const own = messages.filter((message) => passes(message.filter, contact));
		for (const { data, text } of own) {
			const about = { source: 'campaign', campaignId: campaign.id, createdAt: at } as const;
			talk.say(contact, { data, text, ...about });
		}
		if (own.length > 0) campaign.recipients.push(contact);
	}
}

/** Whether the contact has written lately: only so long WhatsApp lets free messages through. */
export const wroteWithinDay = ({ lastWroteAt }: BotContact, at: number) =>
	lastWroteAt !== null && at - lastWroteAt <= DAY_MS;

/** Whether a contact meets a filter, which is about tags; everybody meets none. */
function passes(filter: unknown, contact: BotContact): boolean {
	if (filter === undefined) return true;
	const { type, expressions, value } = asArguments(filter);
	if (!Array.isArray(expressions)) return contact.tags.has(String(value));
	const each = expressions.map((inner) => passes(inner, contact));
	return type === 'or' ? each.some(Boolean) : each.every(Boolean);
}
