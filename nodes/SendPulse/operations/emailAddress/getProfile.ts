import { FixedOffsetZone } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { sameAddress } from '../../../engine/parameters/email';
import { shown } from '../../../engine/parameters/parameters';
import { composite, type Item, type Looking } from '../../../engine/run/operation';
import { asRecords, recordsOf } from '../../../engine/run/outcome';
import { CHATBOT_CONTACT_STATUS, personName } from '../../../fields/chatbots';
import { rowsOf } from '../../../fields/crmContact';
import { email } from '../../../fields/email';
import { percent } from '../../../fields/rates';
import { isUnsubscribed, searchRequest } from '../../../fields/unsubscribed';
import { get as getInCrm } from '../../../SendPulseCrm/product';
import { get as getInSmtp } from '../../../SendPulseSmtp/product';
import { isEmailCampaign } from '../../fields/emailCampaign';
import { campaignTime, readNewestCampaigns } from '../../fields/newestCampaigns';
import { endsAll } from '../../fields/person/answers';
import { contactsOf, readBots, type Bots } from '../../fields/person/chatbots';
import { CRM_LOOK_UP, crmContactsWith } from '../../fields/person/crm';
import { COURSES_LOOK_UP, studentsWith } from '../../fields/person/courses';
import { readEntries } from '../../fields/person/mailingLists';
import { readStandings, STANDING_LOOK_UPS, type Standing } from '../../fields/standing';
import { CONTACT_STATUS } from '../../fields/statuses';
import { isUnknown } from '../../fields/unknownAddress';
import { emailService, get, post } from '../../product';
import { partFor } from './many';

const PARTS = [
	'mailingLists',
	'statistics',
	'smtp',
	'crm',
	'campaigns',
	'courses',
	'chatbots',
	'transactionalEmails',
] as const;

type Part = (typeof PARTS)[number];

const CAMPAIGNS = 10;
const MOST_CAMPAIGNS = 50;
const EMAILS = 10;
const MOST_EMAILS = 100;

const fields: INodeProperties[] = [
	{ ...email, description: 'The address of the person' },
	{
		displayName: 'Include',
		name: 'include',
		type: 'multiOptions',
		options: [
			{
				name: 'Campaigns',
				value: 'campaigns',
				description:
					'What became of the newest campaigns for this address: one request for each of them',
			},
			{
				name: 'Chatbots',
				value: 'chatbots',
				description:
					'Contacts of bots whose e-mail variable is this address: one request for each bot',
			},
			{
				name: 'Courses',
				value: 'courses',
				description: 'Online courses, with how far the person is',
			},
			{ name: 'CRM', value: 'crm', description: 'Contacts of the CRM and their deals' },
			{
				name: 'Mailing Lists',
				value: 'mailingLists',
				description: 'With status, variables, and since when',
			},
			{
				name: 'SMTP Unsubscribe List',
				value: 'smtp',
				description: 'Whether the person wants no transactional e-mails',
			},
			{
				name: 'Statistics',
				value: 'statistics',
				description: 'How many e-mails were sent, opened and clicked, and the blacklist',
			},
			{
				name: 'Transactional E-Mails',
				value: 'transactionalEmails',
				description: 'The newest e-mails that the SMTP service sent to this address',
			},
		],
		default: ['mailingLists', 'statistics', 'smtp', 'crm'],
		required: true,
		description: 'What to look for. What the account does not have is named in the output.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Campaign Limit',
				name: 'campaignLimit',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_CAMPAIGNS },
				default: CAMPAIGNS,
				description: 'How many of the newest campaigns to look at',
			},
			{
				displayName: 'Email Limit',
				name: 'emailLimit',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_EMAILS },
				default: EMAILS,
				description: 'How many of the newest transactional e-mails to give',
			},
		],
	},
];

interface Wanted {
	email: string;
	include: Part[];
	campaignLimit: number;
	emailLimit: number;
}

/** What is asked for all people of a run together; a failure is that of the part for each of them. */
interface Shared {
	standings: Promise<Map<string, Standing>>;
	statistics: Promise<Map<string, IDataObject>>;
	campaigns: Promise<IDataObject[]>;
	bots: Promise<Bots>;
}

/** What a part gives: its fields, and whether anything is known by it. */
interface Known {
	fields: IDataObject;
	known: boolean;
}

const listed = (name: string, records: IDataObject[]): Known => ({
	fields: { [name]: records },
	known: records.length > 0,
});

async function mailingLists(looking: Looking, { email }: Wanted, shared: Shared): Promise<Known> {
	const lists = (await shared.standings).get(sameAddress(email))?.lists ?? new Map<number, never>();
	const entries = lists.size > 0 ? await readEntries(looking, email) : undefined;
	return listed(
		'mailingLists',
		[...lists].map(([id, { status, variables }]) => {
			const { name = null, addedAt = null, source = null } = entries?.get(id) ?? {};
			return {
				id,
				name,
				status,
				statusName: CONTACT_STATUS[status] ?? `Unknown (${status})`,
				// New and active: the others said no, can't be reached, or have yet to confirm.
				canReceive: status === 0 || status === 1,
				variables,
				addedAt,
				source,
			};
		}),
	);
}

/** Bulk Email Service API, "Get statistics for multiple email addresses", 100 each; the unknown ones are left out. */
async function readStatistics(
	looking: Looking,
	emails: readonly string[],
): Promise<Map<string, IDataObject>> {
	const found = new Map<string, IDataObject>();
	const all = [...new Map(emails.map((one) => [sameAddress(one), one])).values()];
	const size = emailService.largestBatch;
	const ask = async (some: string[]): Promise<void> => {
		const request = { ...post`/emails/campaigns`, body: { emails: some } };
		const body = await looking.lookUp(request).catch(async (error: unknown) => {
			if (!(error instanceof ApiFailure) || !isUnknown(error)) throw error;
			// Of many, one unknown address may be enough for a refusal.
			const half = Math.ceil(some.length / 2);
			if (some.length === 1) return undefined;
			await ask(some.slice(0, half));
			await ask(some.slice(half));
		});
		for (const one of some) {
			const part = body === undefined ? undefined : partFor(body, one);
			if (isRecord(part)) found.set(sameAddress(one), part as IDataObject);
		}
	};
	const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
		all.slice(index * size, (index + 1) * size),
	);
	await looking.each(batches, ask);
	return found;
}

async function statistics(_: Looking, { email }: Wanted, shared: Shared): Promise<Known> {
	const found = (await shared.statistics).get(sameAddress(email));
	const [sent, opened, clicked] = [found?.sent, found?.open, found?.link].map((one) =>
		Number(one ?? 0),
	);
	const numbers = {
		sent,
		opened,
		clicked,
		openRate: percent(opened, sent),
		clickRate: percent(clicked, sent),
	};
	// Of an address that it does not know, SendPulse does not say whether it is blacklisted.
	const blacklisted = typeof found?.blacklist === 'boolean' ? found.blacklist : null;
	return { fields: { statistics: numbers, blacklisted }, known: sent > 0 || blacklisted === true };
}

async function smtp(looking: Looking, { email }: Wanted): Promise<Known> {
	const unsubscribed = isUnsubscribed(await looking.read(searchRequest(email)));
	return { fields: { smtp: { unsubscribed } }, known: unsubscribed };
}

async function crm(looking: Looking, { email }: Wanted): Promise<Known> {
	const contacts: IDataObject[] = [];
	for (const contact of await crmContactsWith(looking, email)) {
		const { id, firstName, lastName, responsibleId } = contact;
		const body = await looking.read(getInCrm`/contacts/${String(id)}/deals`);
		contacts.push({
			id,
			firstName: firstName ?? null,
			lastName: lastName ?? null,
			phones: rowsOf(contact, 'phones').map(({ phone }) => String(phone)),
			tags: rowsOf(contact, 'tags').map(({ name }) => String(name)),
			responsibleId: responsibleId ?? null,
			deals: recordsOf(body, 'which deals there are').map((deal) => ({
				id: deal.id,
				name: deal.name ?? null,
				status: deal.status ?? null,
				price: deal.price ?? null,
				currency: deal.currency ?? null,
			})),
		});
	}
	return listed('crm', contacts);
}

/** All dates of an account are of one zone: for their order it does not matter which. */
const ANY_ZONE = FixedOffsetZone.utcInstance;

/**
 * Bulk Email Service API, "Get a list of campaigns": by their dates, the newest first. The list has campaigns of SMS
 * and Viber as well, and no order that is promised.
 */
async function readCampaigns(looking: Looking, limit: number): Promise<IDataObject[]> {
	const { campaigns } = await readNewestCampaigns(
		looking.read,
		ANY_ZONE,
		({ rows }) => rows.filter(isEmailCampaign).length >= limit,
	);
	const dated = campaigns.map((campaign) => ({
		campaign,
		// Drafts have no date, and went to nobody.
		at: campaignTime(campaign, ANY_ZONE) || -Infinity,
	}));
	return dated.sort((one, other) => other.at - one.at || 0).map(({ campaign }) => campaign);
}

async function campaigns(looking: Looking, wanted: Wanted, shared: Shared): Promise<Known> {
	const found: IDataObject[] = [];
	for (const campaign of (await shared.campaigns).slice(0, wanted.campaignLimit)) {
		const request = get`/campaigns/${String(campaign.id)}/email/${wanted.email}`;
		const body = await looking.read(request).catch((error: unknown) => {
			// It did not go to this address, or has not been sent.
			const isNothing = error instanceof ApiFailure && error.kind === 'refused' && error.own;
			if (isNothing && error.status !== 401 && error.status !== 403) return undefined;
			throw error;
		});
		const [result] = body === undefined ? [] : asRecords(body);
		if (!result) continue;
		const { message } = campaign;
		found.push({
			id: campaign.id,
			name: campaign.name ?? null,
			subject: isRecord(message) ? ((message.subject as string) ?? null) : null,
			sentDate: result.sent_date ?? result.send_date ?? null,
			result: result.global_status_explain ?? null,
			detail: result.detail_status_explain ?? null,
		});
	}
	return listed('campaigns', found);
}

async function courses(looking: Looking, { email }: Wanted): Promise<Known> {
	const students = await studentsWith(looking, email);
	return {
		...listed(
			'courses',
			students.flatMap((student) =>
				rowsOf(student, 'courses').map((course) => ({
					studentId: student.id,
					courseId: course.courseId ?? null,
					name: course.courseName ?? null,
					studentStatus: course.studentStatus ?? null,
					paymentStatus: course.paymentStatus ?? null,
				})),
			),
		),
		known: students.length > 0,
	};
}

async function chatbots(looking: Looking, { email }: Wanted, shared: Shared): Promise<Known> {
	const { bots, failures, absent } = await shared.bots;
	const [failure] = failures.values();
	if (failure !== undefined) throw failure;
	const [reason] = absent.values();
	if (bots.length === 0 && reason !== undefined) throw new ApiFailure('refused', reason);
	const found: IDataObject[] = [];
	for (const bot of bots) {
		for (const { contact } of await contactsOf(looking, bot, email)) {
			const status = Number(contact.status);
			found.push({
				channel: bot.channel,
				botId: bot.id,
				botName: bot.name,
				contactId: contact.id,
				name: personName(contact.channel_data) || null,
				status: CHATBOT_CONTACT_STATUS[status as keyof typeof CHATBOT_CONTACT_STATUS] ?? null,
			});
		}
	}
	return listed('chatbots', found);
}

/** SMTP service API, "Get a list of emails", by their recipient, compared again here. */
async function transactionalEmails(looking: Looking, wanted: Wanted): Promise<Known> {
	const query = { recipient: wanted.email, limit: wanted.emailLimit, offset: 0 };
	const body = await looking.read({ ...getInSmtp`/smtp/emails`, query });
	const mails = recordsOf(body, 'which e-mails there are').filter(
		({ recipient }) => sameAddress(String(recipient)) === sameAddress(wanted.email),
	);
	return listed(
		'transactionalEmails',
		mails.map(({ id, subject, sender, send_date, smtp_answer_code, tracking }) => ({
			id,
			subject: subject ?? null,
			sender: sender ?? null,
			sentDate: send_date ?? null,
			delivered: Number(smtp_answer_code) >= 200 && Number(smtp_answer_code) < 300,
			opens: isRecord(tracking) ? Number(tracking.open ?? 0) : 0,
			clicks: isRecord(tracking) ? Number(tracking.click ?? 0) : 0,
		})),
	);
}

const READERS: Record<Part, (looking: Looking, wanted: Wanted, shared: Shared) => Promise<Known>> =
	{
		mailingLists,
		statistics,
		smtp,
		crm,
		campaigns,
		courses,
		chatbots,
		transactionalEmails,
	};

/** Asked once, by whoever needs it first. */
function sharedBy(items: ReadonlyArray<Item<Wanted>>, looking: Looking): Shared {
	const ask = async (request: ApiRequest) => await looking.lookUp(request);
	const emails = items.map(({ input }) => input.email);
	const limit = Math.max(...items.map(({ input }) => input.campaignLimit));
	const asked = new Map<keyof Shared, Promise<unknown>>();
	const once = <T>(name: keyof Shared, find: () => Promise<T>): Promise<T> => {
		if (!asked.has(name)) asked.set(name, find());
		return asked.get(name) as Promise<T>;
	};
	return {
		get standings() {
			return once('standings', async () => await readStandings(ask, emails));
		},
		get statistics() {
			return once('statistics', async () => await readStatistics(looking, emails));
		},
		get campaigns() {
			return once('campaigns', async () => await readCampaigns(looking, limit));
		},
		get bots() {
			return once('bots', async () => await readBots(looking));
		},
	};
}

async function profileOf(looking: Looking, wanted: Wanted, shared: Shared): Promise<IDataObject> {
	const { email, include } = wanted;
	const profile: IDataObject = { email, known: false };
	const unavailable: IDataObject[] = [];
	for (const part of include) {
		const { fields, known } = await READERS[part](looking, wanted, shared).catch(
			(error: unknown): Known => {
				if (endsAll(error)) throw error;
				unavailable.push({ part, reason: (error as Error).message });
				return { fields: {}, known: false };
			},
		);
		Object.assign(profile, fields);
		if (known) profile.known = true;
	}
	return { ...profile, unavailable };
}

/**
 * What the parts of SendPulse know of an address, as one item: Bulk Email Service API, SMTP service API, CRM API,
 * Edu and the chatbot services' APIs. A part that the account lacks, or that fails, leaves the others as they are.
 */
export const getProfile = composite<Wanted, ReadonlyArray<Item<Wanted>>>({
	option: {
		name: 'Get Profile',
		value: 'getProfile',
		action: 'Get everything known of an e-mail address',
		description:
			'Get what SendPulse knows of a person, as one item: mailing lists, statistics, CRM, and whatever else is included',
	},
	fields,
	effect: 'read',
	repeatable: true,
	lookUps: [...STANDING_LOOK_UPS, /^\/emails\/campaigns$/, CRM_LOOK_UP, COURSES_LOOK_UP],
	prepare: (item) => {
		const { options } = item;
		const include = item.list('include');
		const wrong = include.find((part) => !PARTS.includes(part as Part));
		if (wrong !== undefined) {
			item.fail('include', `has to hold some of ${PARTS.join(', ')}, not ${shown(wrong)}`);
		}
		if (include.length === 0) item.fail('include', 'is empty. Choose at least one');
		const whole = (name: string, initial: number, most: number) =>
			options.has(name) ? options.whole(name, 1, most) : initial;
		return {
			email: item.email('email'),
			include: PARTS.filter((part) => include.includes(part)),
			campaignLimit: whole('campaignLimit', CAMPAIGNS, MOST_CAMPAIGNS),
			emailLimit: whole('emailLimit', EMAILS, MOST_EMAILS),
		};
	},
	plan: (items) => items,
	async act(items, acting) {
		const shared = sharedBy(items, acting);
		await acting.each(items, async ({ index, input }) => {
			await acting.succeed(index, await profileOf(acting, input, shared));
		});
	},
});
