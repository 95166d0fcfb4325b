import type { Arguments } from '../../arguments.mts';
import { launch, type Content } from '../campaigns.mts';
import { malformed } from '../errors.mts';
import { CAMPAIGN_TEMPLATE, FILTER, MESSAGE_TAGS } from '../messages.mts';
import { timeText } from '../records.mts';
import { accountTime } from '../../dates.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { bodyWith, id, text, valid, type Schema } from './requests.mts';
import { templateIn } from './whatsApp.mts';

const MINUTE_MS = 60_000;

/** What Messenger's campaigns have beside what all of them have. */
const MESSENGER: Record<string, Schema> = {
	message_tag: { enum: MESSAGE_TAGS },
	message_notification_type: { enum: ['REGULAR', 'SILENT_PUSH', 'NO_PUSH'] },
};

/** Campaigns: to all of a bot's contacts, or to those whom a filter lets through. */
export function campaignRoutes(routes: ChannelRoutes): void {
	const { sandbox, channel } = routes;
	const { campaigns } = channel;
	if (!campaigns) return;

	const more = routes.id === 'messenger' ? MESSENGER : {};
	const schema = bodyWith({ title: text, bot_id: id, ...more }, Object.keys(more));

	routes.post('campaigns/send', schema, (args, request) => {
		const messages = routes.messagesIn(request, args, campaigns, 'messages');
		if (args.filter !== undefined) valid(request, FILTER, args.filter, 'filter');
		return begin(args, messages, {
			messages: messages.map(({ filter, ...data }) => ({ data, filter })),
			isTemplate: false,
			filter: args.filter,
		});
	});

	if (routes.id === 'whatsapp') {
		// No filter is described: one that comes is not seen, and the campaign goes to everybody.
		routes.post(
			'campaigns/sendTemplate',
			bodyWith({ title: text, bot_id: id }),
			(args, request) => {
				const said = templateIn(
					routes,
					request,
					args,
					routes.botOf(args.bot_id),
					CAMPAIGN_TEMPLATE,
				);
				return begin(args, [said.data], { messages: [said], isTemplate: true });
			},
		);
	}

	function begin(args: Arguments, messages: unknown[], content: Content) {
		const bot = routes.botOf(args.bot_id);
		const sendAt = sendTimeIn(args);
		const campaign = routes.store.addCampaign({
			bot,
			title: String(args.title),
			sendAt,
			body: { ...args },
		});
		launch(sandbox.state, campaign, content);
		const own = Object.keys(more).map((name) => [name, args[name] ?? null]);
		return {
			id: campaign.id,
			bot_id: bot.id,
			title: campaign.title,
			...Object.fromEntries(own),
			send_at: timeText(sendAt ?? campaign.createdAt),
			messages,
			...(routes.id === 'whatsapp' ? { cost: { amount: 0, currency: 'USD' } } : {}),
			created_at: timeText(campaign.createdAt),
		};
	}

	/** When to send; null is at once. Assumption: the account's time zone, as e-mail campaigns are read. */
	function sendTimeIn({ send_at }: Arguments): number | null {
		if (send_at === undefined) return null;
		const { locale } = sandbox.state.account.profile;
		const time = typeof send_at === 'string' ? accountTime(`${send_at}:00`, locale) : null;
		if (time === null) {
			throw malformed('send_at', 'The send_at does not match the format Y-m-d H:i.');
		}
		const now = routes.now();
		if (time >= now) return time;
		const isOver = time < Math.floor(now / MINUTE_MS) * MINUTE_MS;
		if (isOver && sandbox.options.pastChatbotCampaign === 'refuse') {
			throw malformed('send_at', 'The send_at must be a date after now.');
		}
		return null;
	}
}
