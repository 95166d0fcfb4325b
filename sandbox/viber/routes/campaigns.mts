import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	hasAtMost,
	isMissing,
	isObject,
	isOneOf,
	isText,
	isType,
	isValid,
	pageOf,
	pageRules,
	passes,
	required,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate, accountTime } from '../../dates.mts';
import { refusals } from '../../errors.mts';
import { viberRefusals } from '../errors.mts';
import { viberPriceOf } from '../ferry.mts';
import {
	matchesTemplate,
	MessageType,
	statisticOf,
	type NewViberCampaign,
	type ViberCampaign,
	type ViberSender,
} from '../store.mts';

/** Bounds of the OpenAPI description, and of the document for recipients. */
const MOST_RECIPIENTS = 1_000;
const LONGEST_TEXT = 1_000;
const MOST_PER_PAGE = 100;

/** Viber campaigns (OpenAPI description of Viber). */
export function campaignRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const complaint = (code: number) => refusals.campaign(options.campaignErrorStatus, code);
	const date = (time: number) => accountDate(time, sandbox.state.account.profile.locale);

	api.post('/viber', async (request) => {
		const args = asArguments(request.body);
		check(args, rules());
		const sender = senderOf(args);
		const content = contentOf(args);
		checkContent(content, Number(args.message_type), sender);
		const { ferry, account } = sandbox.state;
		const now = clock.now();
		const listId = options.viberBoth === 'list' || !hasRecipients(args) ? listIdIn(args) : null;
		const recipients = ferry.recipientsAmong(phonesOf(args, listId), now);
		if (recipients.length === 0) throw complaint(211);
		if (viberPriceOf({ recipients }) > account.fractions) throw complaint(707);
		const isNow = args.send_date === 'now';
		const campaign = ferry.begin({
			name: isMissing(args.task_name)
				? `Viber campaign for the personal list on ${date(now)}`
				: String(args.task_name),
			type: Number(args.message_type),
			sender,
			listId,
			...content,
			lifetime: Number(args.message_live_time),
			stretch: Number(args.stretch_time ?? 0),
			createdAt: now,
			sendAt: isNow ? now : (accountTime(args.send_date, account.profile.locale) ?? now),
			recipients,
		});
		const { id, name, type, text, button, image, sms, lifetime, sendAt } = campaign;
		// The lifetime is text here, and a number in lists.
		return {
			result: true,
			data: {
				task_id: id,
				task_name: name,
				address_book_id: listId,
				message: text,
				message_live_time: String(lifetime),
				message_type: type,
				sender_id: sender.id,
				send_date: date(sendAt),
				button_text: button?.text ?? null,
				button_link: button?.link ?? null,
				image_link: image,
				resend_sms: Number(sms !== null),
				sms_text: sms?.text ?? null,
				sms_sender_name: sms?.sender ?? null,
			},
		};
	});

	api.get('/viber/task', { config: { query: ['limit', 'offset'] } }, async (request) => {
		const query = asArguments(request.query);
		check(query, pageRules);
		const { limit, offset } = pageOf(query, MOST_PER_PAGE);
		return sandbox.state.viber
			.campaigns()
			.reverse()
			.slice(offset, offset + limit)
			.map(recordOf);
	});

	api.get('/viber/task/:id', { config: { query: [] } }, async (request) => {
		const campaign = campaignOf(request);
		const { sms, smsCampaignIds } = campaign;
		return {
			...recordOf(campaign),
			statistic: statisticOf(campaign),
			// Its values are not documented.
			...(sms && { resend_sms_status: smsCampaignIds.length > 0 ? 'send' : 'wait' }),
		};
	});

	api.get('/viber/task/:id/recipients', { config: { query: [] } }, async (request) => {
		const { id, listId, recipients } = campaignOf(request);
		const { currency } = sandbox.state.account.profile;
		return {
			task_id: id,
			recipients: recipients.map(({ phone, status, sentAt, changedAt, price }) => ({
				phone: Number(phone),
				address_book_id: listId,
				status,
				send_date: sentAt === null ? null : date(sentAt),
				price: price / 10_000,
				currency,
				last_update: date(changedAt),
			})),
		};
	});

	function rules(): Rule[] {
		return [
			...(options.viberNameRequired ? [required('task_name')] : []),
			isType('task_name', 'string'),
			required('message_type'),
			isOneOf('message_type', Object.values(MessageType)),
			required('sender_id'),
			isValid('sender_id', Number.isSafeInteger),
			required('message_live_time'),
			isValid('message_live_time', isBetween(60, 86_400)),
			required('send_date'),
			passes(
				'send_date',
				(text) => text === 'now' || (timeOf(text) ?? -1) >= Math.floor(clock.now() / 1_000) * 1_000,
				complaint(799),
			),
			(args) => {
				const count = Number(hasRecipients(args)) + Number(hasList(args));
				return count === 1 || (count === 2 && options.viberBoth === 'list')
					? undefined
					: viberRefusals.recipientsOrList();
			},
			isUnlessNull('address_book', Number.isSafeInteger),
			isUnlessNull('recipients', arrayOf(isPositive)),
			hasAtMost('recipients', MOST_RECIPIENTS),
			isUnlessNull('message', (text) => isText(text) && String(text).length <= LONGEST_TEXT),
			isValid('stretch_time', isBetween(0, 5)),
			// PHP knows no difference between an empty object and an empty array.
			isUnlessNull('additional', (value) => isObject(value) || isEmptyArray(value)),
		];
	}

	const timeOf = (text: unknown) => accountTime(text, sandbox.state.account.profile.locale);

	function senderOf({ sender_id: id }: Arguments): ViberSender {
		const sender = sandbox.state.viber.sender(Number(id));
		if (!sender) throw complaint(704);
		if (sender.status !== 'verified') throw viberRefusals.senderNotVerified();
		return sender;
	}

	function contentOf(args: Arguments): Pick<NewViberCampaign, 'text' | 'button' | 'image' | 'sms'> {
		const { button, image, resend_sms: resend } = asArguments(args.additional);
		const additional = { button, image, resend_sms: resend };
		const mostOnButton = options.viberMostButtonText ?? Infinity;
		check(additional, [
			part('button', ({ text, link }) => isFilled(text, mostOnButton) && isLink(link)),
			part('image', ({ link }) => isLink(link)),
			part('resend_sms', ({ status, sms_text, sms_sender_name }) => {
				const isAsked = status === true;
				return (
					typeof status === 'boolean' &&
					(!isAsked || (isFilled(sms_text) && isFilled(sms_sender_name)))
				);
			}),
		]);
		const sms = asArguments(resend);
		if (sms.status === true && !sandbox.state.sms.isActive(String(sms.sms_sender_name)))
			throw viberRefusals.smsSender();
		const { text, link } = asArguments(button);
		return {
			text: isMissing(args.message) ? null : String(args.message),
			button: isMissing(button) ? null : { text: String(text), link: String(link) },
			image: isMissing(image) ? null : String(asArguments(image).link),
			sms:
				sms.status === true
					? { text: String(sms.sms_text), sender: String(sms.sms_sender_name) }
					: null,
		};
	}

	function phonesOf(args: Arguments, listId: number | null): string[] {
		if (listId === null) return (args.recipients as number[]).map(String);
		if (!sandbox.state.lists.get(listId)) throw complaint(703);
		return sandbox.state.dispatch.addresseesOf(listId).map(({ phone }) => phone);
	}

	function campaignOf(request: FastifyRequest): ViberCampaign {
		const { id } = request.params as { id: string };
		const campaign = /^\d{1,15}$/.test(id) ? sandbox.state.viber.campaign(Number(id)) : undefined;
		if (!campaign) throw refusals.campaign(options.campaignNotFoundStatus, 802);
		return campaign;
	}

	const recordOf = (campaign: ViberCampaign) => ({
		id: campaign.id,
		name: campaign.name,
		message: campaign.text,
		button_text: campaign.button?.text ?? null,
		button_link: campaign.button?.link ?? null,
		image_link: campaign.image,
		address_book: campaign.listId ?? (options.viberNoList === 'zero' ? 0 : null),
		sender_name: campaign.sender.name,
		sender_id: campaign.sender.id,
		message_live_time: campaign.lifetime,
		send_date: date(campaign.sendAt),
		status: campaign.status,
		created: date(campaign.createdAt),
	});
}

/** Promo: text, text and button, these and an image, or an image alone. System: an approved text alone. */
function checkContent(
	{ text, button, image }: Pick<NewViberCampaign, 'text' | 'button' | 'image'>,
	type: number,
	sender: ViberSender,
): void {
	const parts = [text && 'text', button && 'button', image && 'image'].filter(Boolean).join(' ');
	const allowed =
		type === MessageType.system ? ['text'] : ['text', 'text button', 'text button image', 'image'];
	if (!allowed.includes(parts)) throw viberRefusals.combination();
	if (type === MessageType.system && !matchesTemplate(text ?? '', sender))
		throw viberRefusals.noTemplate();
}

const hasRecipients = ({ recipients }: Arguments) =>
	recipients !== undefined && recipients !== null;
const hasList = ({ address_book: id }: Arguments) => id !== undefined && id !== null;
const listIdIn = (args: Arguments) => (hasList(args) ? Number(args.address_book) : null);

const isBetween = (least: number, most: number) => (value: unknown) =>
	Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** Here numbers are numbers, unlike those of the SMS service. */
const isPositive = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;

const isEmptyArray = (value: unknown) => Array.isArray(value) && value.length === 0;

const isFilled = (value: unknown, most = Infinity) =>
	typeof value === 'string' && value.trim() !== '' && value.length <= most;

const isLink = (value: unknown) => typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value);

const isUnlessNull = (name: string, test: (value: unknown) => boolean): Rule =>
	isValid(name, (value) => value === null || test(value));

const part =
	(name: string, test: (value: Arguments) => boolean): Rule =>
	(args) =>
		isValid(
			`additional.${name}`,
			(value) => isMissing(value) || (isObject(value) && test(value)),
		)({
			[`additional.${name}`]: args[name],
		});
