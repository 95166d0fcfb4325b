import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isBase64Text,
	isEmail,
	isMissing,
	isObject,
	isOneOf,
	isQueryBoolean,
	isText,
	isTrue,
	isType,
	isValid,
	pageOf,
	pageRules,
	passes,
	queryList,
	required,
	withoutEmpty,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import {
	CampaignStatus,
	Delivery,
	deliveryCodes,
	type Campaign,
	type CampaignContent,
	type OtherCampaign,
} from '../campaigns.mts';
import type { SandboxContext } from '../../context.mts';
import { plainLink } from '../../html.mts';
import { accountDate, accountTime } from '../../dates.mts';
import { decodeBase64, isBase64 } from '../../encoding.mts';
import { invalid, refusals, type ApiError } from '../../errors.mts';
import type { MailingList } from '../lists.mts';
import { audienceOf, type Audience } from '../mailing.mts';
import { requirePaidPlan } from '../../plans.mts';

const MOST_LISTS = 10;
const MOST_ATTACHMENTS = 5;
/** Codes of "Delivered" and everything that means it did not arrive, for the summary. */
const errorCodes = [6, 7, 8, 9, 10, 12, 14, 16, 17, 18];

/** Campaigns (Bulk Email Service API, Campaigns). */
export function campaignRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.post('/campaigns', async (request) => {
		const args = withListIds(withoutEmpty(asArguments(request.body)), sandbox);
		check(args, creationRules(sandbox));
		const campaign = create(args, sandbox);
		const { account } = sandbox.state;
		return {
			id: campaign.id,
			status: campaign.status,
			count: campaign.fromPlan + campaign.fromBalance,
			tariff_email_qty: campaign.fromPlan,
			overdraft_price: String(account.funds.overdraftPrice),
			ovedraft_currency: account.profile.currency,
		};
	});

	api.patch('/campaigns/:id', async (request) => {
		const campaign = find(request, sandbox);
		if (!campaign?.isScheduled) throw notFound(602, sandbox);
		const args = withoutEmpty(asArguments(request.body), ['send_date']);
		check(args, editRules(sandbox));
		Object.assign(campaign, contentOf(args, sandbox));
		if (args.send_date !== undefined) {
			campaign.sendAt = accountTime(args.send_date, sandbox.state.account.profile.locale);
			sandbox.state.mailing.reschedule(campaign, clock.now());
		}
		return { result: true, id: campaign.id };
	});

	api.get('/campaigns', async (request) => {
		const query = asArguments(request.query);
		const statuses = queryList(query, 'status');
		check(query, [
			...pageRules,
			isOneOf('order', ['asc', 'desc']),
			passes('status', () => false, invalid('Argument status must be array')),
			() =>
				statuses?.every((one) => /^\d+$/.test(String(one))) === false
					? invalid('Argument status is invalid')
					: undefined,
			isQueryBoolean('planed', options.queryBooleans),
		]);
		const { limit, offset } = pageOf(query, options.campaignsMostPerPage);
		const { campaigns } = sandbox.state;
		const others = options.otherCampaigns === 'listed' ? campaigns.others : [];
		const rows = [
			...campaigns.all().map((campaign) => ({
				...{ at: campaign.createdAt, status: campaign.status, isScheduled: campaign.isScheduled },
				summary: () => summary(campaign, sandbox),
			})),
			...others
				.flatMap((list) => list())
				.map((other) => ({
					...{ at: other.at, status: other.status, isScheduled: other.at > clock.now() },
					summary: () => otherSummary(other, sandbox),
				})),
		].sort((a, b) => a.at - b.at);
		return inOrder(rows, query.order, sandbox)
			.filter(({ status }) => !statuses || statuses.map(Number).includes(status))
			.filter(({ isScheduled }) => !isTrue(query.planed) || isScheduled)
			.slice(offset, offset + limit)
			.map((row) => row.summary());
	});

	api.get('/campaigns/:id', async (request) => details(campaignOf(request, sandbox), sandbox));

	api.delete('/campaigns/:id', async (request) => {
		const campaign = campaignOf(request, sandbox);
		if (campaign.isFinished && campaign.status !== CampaignStatus.draft)
			throw notFound(602, sandbox);
		sandbox.state.mailing.cancel(campaign);
		return { result: true };
	});

	api.get('/campaigns/:id/countries', async (request) => {
		const { countries } = campaignOf(request, sandbox);
		return countries.size === 0 && options.emptyObjects === 'array'
			? []
			: Object.fromEntries(countries);
	});

	api.get('/campaigns/:id/referrals', async (request) => {
		const { clicks } = campaignOf(request, sandbox);
		return [...clicks].map(([link, count]) => ({ link: plainLink(link), count }));
	});

	// The example says `sent_date`, the table below it `send_date`; the OpenAPI description sides with the example.
	api.get('/campaigns/:id/email/:email', async (request) => {
		const campaign = campaignOf(request, sandbox);
		const recipient = campaign.recipient((request.params as { email: string }).email);
		if (!recipient) throw refusals.emailNotInList(options.missingContactStatus);
		const { sentAt, code } = recipient;
		const global = sentAt === null ? code : Delivery.sent;
		return {
			sent_date: sentAt === null ? null : date(sentAt, sandbox),
			global_status: global,
			global_status_explain: deliveryCodes.get(global),
			detail_status: code,
			detail_status_explain: deliveryCodes.get(code),
		};
	});
}

function find(request: FastifyRequest, { state }: SandboxContext): Campaign | undefined {
	const { id } = request.params as { id: string };
	return /^\d{1,15}$/.test(id) ? state.campaigns.get(Number(id)) : undefined;
}

function campaignOf(request: FastifyRequest, sandbox: SandboxContext): Campaign {
	const campaign = find(request, sandbox);
	if (!campaign) throw notFound(802, sandbox);
	return campaign;
}

const notFound = (code: 602 | 802, { options }: SandboxContext) =>
	refusals.campaign(options.campaignNotFoundStatus, code);

const date = (time: number, { state }: SandboxContext) =>
	accountDate(time, state.account.profile.locale);

// The documents explain asc as "from highest to lowest"; without a word the newest comes first.
function inOrder<T>(campaigns: T[], order: unknown, { options }: SandboxContext): T[] {
	const first = options.campaignOrder === 'documented' ? 'desc' : 'asc';
	return order === first ? campaigns : campaigns.reverse();
}

/** Complaints about what a campaign needs, in the order of the documents' table. */
function contentRules(sandbox: SandboxContext, whole: boolean): Rule[] {
	const { state, options } = sandbox;
	const complaint = (code: number) => refusals.campaign(options.campaignErrorStatus, code);
	const needs = (name: string, code: number): Rule => {
		if (whole) return required(name, complaint(code));
		return (args) =>
			args[name] !== undefined && isMissing(args[name]) ? complaint(code) : undefined;
	};
	return [
		needs('sender_name', 701),
		isType('sender_name', 'string'),
		needs('sender_email', 701),
		isEmail('sender_email'),
		passes(
			'sender_email',
			(email) => state.senders.get(String(email))?.activated === true,
			complaint(704),
		),
		needs('subject', 720),
		isType('subject', 'string'),
		passes('subject', (subject) => String(subject).trim() !== '', complaint(720)),
		({ body, template_id }) =>
			whole && isMissing(body) && isMissing(template_id) ? complaint(721) : undefined,
		({ body, template_id }) =>
			!isMissing(body) && !isMissing(template_id)
				? invalid('Only one of the arguments body and template_id may be given')
				: undefined,
		isType('body', 'string'),
		isBase64Text('body'),
		(args) => (isBase64(args.body) && isBlankBody(args) ? complaint(721) : undefined),
		(args) => templateComplaint(args, sandbox),
	];
}

const isBlankBody = ({ body, template_id }: Arguments) =>
	isMissing(template_id) && decodeBase64(String(body)).trim() === '';

function templateComplaint({ template_id: id }: Arguments, { state }: SandboxContext) {
	if (isMissing(id)) return undefined;
	if (typeof id !== 'number' && typeof id !== 'string')
		return invalid('Argument template_id is invalid');
	const template = state.templates.find(id);
	if (!template) return refusals.templateNotFound();
	return template.isProcessing ? refusals.templateInProcessing() : undefined;
}

function creationRules(sandbox: SandboxContext): Rule[] {
	const { state, options } = sandbox;
	const complaint = (code: number) => refusals.campaign(options.campaignErrorStatus, code);
	return [
		...contentRules(sandbox, true),
		({ list_id, segment_id }) =>
			isMissing(list_id) && isMissing(segment_id) ? complaint(722) : undefined,
		isValid('list_id', (value) => [value].flat().every(isId)),
		passes(
			'list_id',
			(value) => [value].flat().length <= MOST_LISTS,
			invalid(`Argument list_id may not have more than ${MOST_LISTS} items`),
		),
		passes(
			'list_id',
			(value) => [value].flat().every((id) => state.lists.get(Number(id))),
			complaint(703),
		),
		isValid('segment_id', isId),
		isValid('segment_id', (id) => state.segments.get(Number(id)) !== undefined),
		// A segment is a part of one list, and that is the only one that may be named beside it.
		({ list_id, segment_id }) =>
			!isMissing(segment_id) &&
			!isMissing(list_id) &&
			[list_id].flat().some((id) => Number(id) !== state.segments.get(Number(segment_id))?.listId)
				? invalid('Argument list_id is invalid')
				: undefined,
		isType('is_test', 'boolean'),
		({ is_test, list_id }) =>
			is_test === true && [list_id].flat().length !== 1
				? invalid('Argument list_id is invalid')
				: undefined,
		dateRule(sandbox),
		isType('name', 'string'),
		isType('use_dynamic_list', 'boolean'),
		...attachmentRules,
		isOneOf('type', ['draft']),
		isType('body_amp', 'string'),
		isBase64Text('body_amp'),
		isValid('stats', isObject),
		passes(
			'stats',
			(stats) =>
				(stats as Record<string, unknown>).clicks === undefined ||
				typeof (stats as Record<string, unknown>).clicks === 'boolean',
			invalid('Argument stats.clicks must be boolean'),
		),
		passes(
			'stats',
			(stats) =>
				(stats as Record<string, unknown>).opens === undefined ||
				typeof (stats as Record<string, unknown>).opens === 'boolean',
			invalid('Argument stats.opens must be boolean'),
		),
		passes(
			'stats',
			(stats) =>
				(stats as Record<string, unknown>).utm_campaign === undefined ||
				typeof (stats as Record<string, unknown>).utm_campaign === 'string',
			invalid('Argument stats.utm_campaign must be string'),
		),
	];
}

/** PATCH: the documents mark everything but the date as required, the OpenAPI description nothing. */
function editRules(sandbox: SandboxContext): Rule[] {
	const isWhole = sandbox.options.campaignEdit === 'whole';
	return [
		...(isWhole ? [required('name')] : []),
		isType('name', 'string'),
		...contentRules(sandbox, isWhole),
		dateRule(sandbox),
	];
}

function dateRule({ state, options, clock }: SandboxContext): Rule {
	return passes(
		'send_date',
		(text) => {
			const time = accountTime(text, state.account.profile.locale);
			return time !== null && time >= Math.floor(clock.now() / 1_000) * 1_000;
		},
		refusals.campaign(options.campaignErrorStatus, 799),
	);
}

/** `list_id` as numbers joined by commas, as the vendor's node for n8n sends several, where the switch has it. */
function withListIds(args: Arguments, { options }: SandboxContext): Arguments {
	const { list_id: ids } = args;
	if (!options.listIdsAsText || typeof ids !== 'string' || !ids.includes(',')) return args;
	return { ...args, list_id: ids.split(',').map((id) => id.trim()) };
}

const files = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

// Of both kinds together: five attachments is what a campaign may have. PHP's empty object is an empty array.
const attachmentRules: readonly Rule[] = [
	isValid(
		'attachments',
		(value) => Object.values(files(value)).every(isText) && (isObject(value) || isEmpty(value)),
	),
	isValid(
		'attachments_binary',
		(value) => Object.values(files(value)).every(isText) && (isObject(value) || isEmpty(value)),
	),
	passes(
		'attachments_binary',
		(value) => arrayOf(isBase64)(Object.values(files(value))),
		invalid('Argument attachments_binary is invalid string'),
	),
	(args) =>
		attachmentNames(args).length > MOST_ATTACHMENTS
			? invalid(`Argument attachments may not have more than ${MOST_ATTACHMENTS} items`)
			: undefined,
];

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

const attachmentNames = ({ attachments, attachments_binary }: Arguments): string[] => [
	...Object.keys(files(attachments)),
	...Object.keys(files(attachments_binary)),
];

const isId = (value: unknown) =>
	(typeof value === 'number' && Number.isSafeInteger(value) && value > 0) ||
	(typeof value === 'string' && /^\d{1,15}$/.test(value));

function contentOf(args: Arguments, { state }: SandboxContext): Partial<CampaignContent> {
	return {
		...(!isMissing(args.name) && { name: String(args.name) }),
		...(args.sender_name !== undefined && { senderName: String(args.sender_name) }),
		...(args.sender_email !== undefined && { senderEmail: String(args.sender_email) }),
		...(args.subject !== undefined && { subject: String(args.subject) }),
		...(!isMissing(args.body) && { body: decodeBase64(String(args.body)) }),
		...(!isMissing(args.template_id) && { body: state.templates.find(args.template_id)?.body }),
	};
}

/** Makes a campaign of arguments that are in order, if plan, balance and the limit of an hour allow it. */
function create(args: Arguments, sandbox: SandboxContext): Campaign {
	const { state, options, clock } = sandbox;
	const refuse = (code: number): ApiError => refusals.campaign(options.campaignErrorStatus, code);
	const isDraft = args.type === 'draft';
	const isTest = !isDraft && args.is_test === true;
	const isDynamic = args.use_dynamic_list === true;
	if (isDynamic) requirePaidPlan(options);

	const audience = readAudience(args, sandbox);
	const lists = audience.listIds.flatMap((id) => state.lists.get(id) ?? []);
	for (const list of isDraft ? [] : lists) {
		const obstacle = state.lists.obstacleTo(list);
		if (obstacle) throw obstacle;
	}
	if (!isDraft && lists.length > 0 && lists.every((list) => isUnseen(list, sandbox)))
		throw refuse(798);
	const intended = audienceOf(state, audience);
	const quantity = isTest ? 1 : intended.size;
	const { funds } = state.account;
	if (quantity === 0 && options.emptyCampaign === 'refuse') throw refuse(211);
	if (quantity > funds.maximumSubscribers) throw refuse(708);
	const quote = state.account.quote(quantity);
	if (quote.price > funds.balance) throw refuse(707);

	const now = clock.now();
	const counts = isDraft ? options.countDrafts : isTest ? options.countTests : true;
	if (counts) {
		if (state.campaigns.countOfHour(now) >= options.campaignsPerHour) throw refuse(791);
		state.campaigns.countOne(now);
	}
	if (!isDraft) {
		funds.emailsLeft -= quote.fromPlan;
		funds.balance = Math.round((funds.balance - quote.price) * 10_000) / 10_000;
	}

	const stats = files(args.stats);
	const campaign = state.campaigns.add({
		...contentOf(args, sandbox),
		...audience,
		...quote,
		status: isDraft ? CampaignStatus.draft : isTest ? CampaignStatus.test : CampaignStatus.creating,
		bodyAmp: isMissing(args.body_amp) ? '' : decodeBase64(String(args.body_amp)),
		attachments: attachmentNames(args),
		isTest,
		isDynamic,
		createdAt: now,
		sendAt:
			args.send_date === undefined
				? null
				: accountTime(args.send_date, state.account.profile.locale),
		countsOpens: stats.opens !== false,
		countsClicks: stats.clicks !== false,
		utmCampaign: String(stats.utm_campaign ?? ''),
		intended: isDynamic ? null : new Set(intended.keys()),
	});
	state.mailing.begin(campaign);
	return campaign;
}

/** Whether all its addresses were added just now. */
export function isUnseen({ contacts }: MailingList, { options, clock }: SandboxContext): boolean {
	const unseen = contacts.addedAfter(clock.now() - options.listIndexDelay);
	return unseen.length > 0 && unseen.length === contacts.size;
}

function readAudience(args: Arguments, { state }: SandboxContext): Audience {
	if (isMissing(args.segment_id)) {
		const ids = [args.list_id].flat().map(Number);
		return { listIds: [...new Set(ids)], segmentId: null };
	}
	const segment = state.segments.get(Number(args.segment_id));
	return { listIds: segment ? [segment.listId] : [], segmentId: segment?.id ?? null };
}

function base(campaign: Campaign, sandbox: SandboxContext) {
	const { funds, profile } = sandbox.state.account;
	const { status, createdAt, sendAt, sentAt } = campaign;
	const isDraft = status === CampaignStatus.draft;
	return {
		id: campaign.id,
		name: campaign.name,
		is_sms: false,
		is_viber: false,
		status,
		all_email_qty: campaign.fromPlan + campaign.fromBalance,
		tariff_email_qty: campaign.fromPlan,
		paid_email_qty: campaign.fromBalance,
		overdraft_price: funds.overdraftPrice,
		company_price: campaign.price.toFixed(2),
		overdraft_currency: profile.currency,
		// A draft has no date.
		send_date: isDraft ? null : date(sentAt ?? sendAt ?? createdAt, sandbox),
	};
}

/**
 * A campaign of the SMS service or of Viber. That they are listed, and the two flags, is documented; what stands in
 * the other fields is an assumption.
 */
function otherSummary(other: OtherCampaign, sandbox: SandboxContext) {
	return {
		id: other.id,
		name: other.name,
		is_sms: other.product === 'sms',
		is_viber: other.product === 'viber',
		status: other.status,
		all_email_qty: other.quantity,
		tariff_email_qty: 0,
		paid_email_qty: other.quantity,
		overdraft_price: 0,
		company_price: other.price.toFixed(2),
		overdraft_currency: sandbox.state.account.profile.currency,
		send_date: date(other.at, sandbox),
		message: {
			sender_name: other.senderName,
			sender_email: '',
			subject: '',
			attachments: '',
			list_id: other.listId,
		},
		statistics: {
			sent: other.quantity,
			delivered: other.delivered,
			opening: 0,
			link_redirected: 0,
			unsubscribe: 0,
			error: 0,
		},
	};
}

/** Several lists, and there is room for one: the first. */
const listId = ({ listIds }: Campaign) => listIds[0] ?? null;

function summary(campaign: Campaign, sandbox: SandboxContext) {
	const count = (...codes: number[]) =>
		codes.reduce((total, code) => total + campaign.count(code), 0);
	return {
		...base(campaign, sandbox),
		message: {
			sender_name: campaign.senderName,
			sender_email: campaign.senderEmail,
			subject: campaign.subject,
			attachments: campaign.attachments.join(','),
			list_id: listId(campaign),
		},
		statistics: {
			sent: count(Delivery.sent),
			delivered: count(Delivery.delivered),
			opening: count(Delivery.opened),
			link_redirected: count(Delivery.clicked),
			unsubscribe: count(Delivery.unsubscribed, Delivery.unsubscribedFromAll),
			error: count(...errorCodes),
		},
	};
}

function details(campaign: Campaign, sandbox: SandboxContext) {
	return {
		...base(campaign, sandbox),
		message: {
			sender_name: campaign.senderName,
			sender_email: campaign.senderEmail,
			subject: campaign.subject,
			body: campaign.body,
			preheader: '',
			attachments: campaign.attachments.join(','),
			list_id: listId(campaign),
		},
		external_stat: {
			check_open_email: campaign.countsOpens,
			check_redirect_link: campaign.countsClicks,
		},
		permalink: `http://archive.sendpulse.com/u/sandbox/${campaign.id}/`,
		statistics: {
			general: [...deliveryCodes].map(([code, explain]) => ({
				code,
				count: campaign.count(code),
				explain,
			})),
			clicks: campaign.links.map((url) => ({ url, count: campaign.clicks.get(url) ?? 0 })),
		},
	};
}
