import type { FastifyInstance } from 'fastify';
import {
	asArguments,
	check,
	isMissing,
	isObject,
	isText,
	isType,
	isValid,
	passes,
	queryList,
	required,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate, accountTime } from '../../dates.mts';
import { invalid, refusals } from '../../errors.mts';
import { messageStatuses, priceOf, type SmsCampaign, type SmsMessage } from '../campaigns.mts';
import { countryOf, type Route } from '../countries.mts';
import type { Addressee } from '../dispatch.mts';
import { idIn, listRules, phonesRules, wrapped } from './requests.mts';

const LONGEST_SENDER = 11;
const ROUTES: readonly unknown[] = ['national', 'international'];

/** SMS campaigns (OpenAPI description of the SMS service). */
export function campaignRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const complaint = (code: number) => refusals.campaign(options.campaignErrorStatus, code);
	const date = (time: number) => accountDate(time, sandbox.state.account.profile.locale);

	api.post('/sms/campaigns', async (request) => {
		const args = asArguments(request.body);
		check(args, [
			required('sender'),
			...listRules,
			...contentRules(),
			isSwitch('use_dynamic_list'),
		]);
		const listId = Number(args.addressBookId);
		const addressees = listAddressees(listId);
		const { campaign, messages } = create(args, addressees, listId);
		// Whatever else is wrong with its numbers: there is nobody.
		if (messages.length === 0) throw complaint(211);
		return { result: true, campaign_id: campaign().id };
	});

	api.post('/sms/send', async (request) => {
		const args = asArguments(request.body);
		check(args, [required('sender'), ...phonesRules(options), ...contentRules()]);
		const addressees = (args.phones as string[]).map((phone) => ({ phone }));
		const { campaign, messages, exceptions } = create(args, addressees, 0);
		return {
			result: true,
			campaign_id: campaign().id,
			counters: { exceptions, sends: messages.length },
		};
	});

	api.get('/sms/campaigns/list', { config: { query: ['dateFrom', 'dateTo'] } }, async (request) => {
		const { dateFrom, dateTo } = asArguments(request.query);
		const [from, to] = [boundary(dateFrom, 'dateFrom'), boundary(dateTo, 'dateTo')];
		const data = found()
			.filter((campaign) => dateOf(campaign) >= (from ?? -Infinity))
			.filter((campaign) => dateOf(campaign) < (to ?? Infinity) + 1_000)
			.reverse()
			.map((campaign) => ({
				id: campaign.id,
				address_book_id: campaign.listId,
				company_price: price(campaign.messages),
				company_currency: sandbox.state.account.profile.currency,
				send_date: date(dateOf(campaign)),
				date_created: date(campaign.createdAt),
				sender_mail_address: '',
				sender_mail_name: campaign.sender,
				external_stat: [],
			}));
		return { result: true, data };
	});

	api.get('/sms/campaigns/info/:id', { config: { query: [] } }, async (request) => {
		const campaign = campaignOf((request.params as { id: string }).id);
		const countryKey = options.smsCountryKey === 'latin' ? 'country_code' : 'сountry_code';
		const data = {
			id: campaign.id,
			address_book_id: campaign.listId,
			currency: sandbox.state.account.profile.currency,
			company_price: price(campaign.messages),
			send_date: date(dateOf(campaign)),
			date_created: date(campaign.createdAt),
			sender_name: campaign.sender,
			task_phones_info: campaign.messages.map((message) => ({
				phone: Number(message.phone),
				status: message.status,
				status_explain: messageStatuses[message.status],
				[countryKey]: message.countryCode,
				money_spent: message.sentAt === null ? 0 : message.price / 10_000,
			})),
		};
		return wrapped({ result: true, data }, options);
	});

	api.put('/sms/campaigns/cancel/:id', async (request) => {
		const campaign = campaignOf((request.params as { id: string }).id);
		if (campaign.stage === 'cancelled' || !sandbox.state.dispatch.cancel(campaign))
			throw refusals.campaign(options.campaignNotFoundStatus, 602);
		return { result: true };
	});

	api.delete('/sms/campaigns', async (request) => {
		const args = asArguments(request.body);
		check(args, [required('id'), isValid('id', Number.isSafeInteger)]);
		const campaign = campaignOf(String(args.id));
		if (!sandbox.state.dispatch.cancel(campaign))
			throw refusals.campaign(options.campaignNotFoundStatus, 602);
		sandbox.state.sms.campaigns.delete(campaign);
		return { result: true };
	});

	api.get(
		'/sms/campaigns/cost',
		{ config: { query: ['addressBookId', 'phones', 'body', 'sender', 'route'] } },
		async (request) => {
			const query = asArguments(request.query);
			const args = { ...query, route: routeIn(query), phones: phonesIn(query), date: undefined };
			const { phones } = args;
			if (isMissing(query.addressBookId) && isMissing(phones))
				throw invalid('Address book or phone list must be specified');
			check(args, [required('sender'), ...textRules()]);
			const addressees = isMissing(query.addressBookId)
				? (phones as string[]).map((phone) => ({ phone }))
				: listAddressees(idIn(query.addressBookId) ?? 0);
			const { messages } = write(args, addressees);
			const { currency } = sandbox.state.account.profile;
			return { result: true, data: { price: priceOf(messages) / 10_000, currency } };
		},
	);

	/** Rules of what is said, and under which name. */
	function textRules(): Rule[] {
		return [
			isType('sender', 'string'),
			isValid(
				'sender',
				(sender) =>
					String(sender).length <= LONGEST_SENDER && /^[\p{L}\p{N} ._-]+$/u.test(String(sender)),
			),
			required('body'),
			isType('body', 'string'),
			passes('sender', (sender) => sandbox.state.sms.isActive(String(sender)), complaint(704)),
			isValid('route', isRoute),
		];
	}

	function contentRules(): Rule[] {
		const isRefused = options.smsTransliterate === 'refused';
		return [
			...textRules(),
			passes(
				'date',
				(text) => (timeOf(text) ?? -1) >= Math.floor(clock.now() / 1_000) * 1_000,
				complaint(799),
			),
			isSwitch('emulate'),
			isSwitch('stat_link_tracking'),
			isSwitch('stat_link_need_protocol'),
			...(isRefused ? [isValid('transliterate', () => false)] : [isSwitch('transliterate')]),
		];
	}

	function timeOf(text: unknown): number | null {
		const plain = accountTime(text, sandbox.state.account.profile.locale);
		if (options.smsDates === 'plain') return plain;
		const isIso = typeof text === 'string' && ISO.test(text);
		const iso = isIso ? Date.parse(text) : NaN;
		return Number.isNaN(iso) ? (options.smsDates === 'both' ? plain : null) : iso;
	}

	/** Numbers of a list, or why there is none. */
	function listAddressees(listId: number): Addressee[] {
		const list = sandbox.state.lists.get(listId);
		if (!list) throw complaint(703);
		const addressees = sandbox.state.dispatch.addresseesOf(listId);
		const { new: unchecked } = sandbox.state.numberChecks.quantities(list);
		if (addressees.length === 0) throw complaint(unchecked > 0 ? 798 : 211);
		return addressees;
	}

	function write(args: Arguments, addressees: readonly Addressee[]) {
		const { sms, dispatch } = sandbox.state;
		const sender = String(args.sender);
		const countries = addressees.flatMap(({ phone }) => countryOf(phone)?.code ?? []);
		if (countries.length > 0 && !countries.some((code) => sms.isActive(sender, code)))
			throw complaint(704);
		const wording = {
			sender,
			body: String(args.body),
			routes: new Map(Object.entries((args.route ?? {}) as Record<string, Route>)),
			transliterate: options.smsTransliterate === 'honoured' && isOn(args.transliterate),
		};
		return { ...dispatch.write(wording, addressees), wording };
	}

	/** All that is checked of a campaign whose arguments are in order; it is made when asked for. */
	function create(args: Arguments, addressees: readonly Addressee[], listId: number) {
		const { sms, dispatch } = sandbox.state;
		const { messages, exceptions, wording } = write(args, addressees);
		if (!dispatch.canPay(messages)) throw complaint(707);
		const now = clock.now();
		const isEmulated = isOn(args.emulate);
		const { smsCampaignsPerHour } = options;
		if (smsCampaignsPerHour !== null && !isEmulated && sms.hourly.of(now) >= smsCampaignsPerHour)
			throw complaint(791);
		const campaign = () => {
			if (!isEmulated) sms.hourly.add(now);
			return dispatch.begin({
				...wording,
				listId,
				createdAt: now,
				sendAt: args.date === undefined ? null : timeOf(args.date),
				isEmulated,
				isDynamic: isOn(args.use_dynamic_list),
				linkTracking: isOn(args.stat_link_tracking),
				linkProtocol: isOn(args.stat_link_need_protocol),
				messages,
			});
		};
		return { campaign, messages, exceptions };
	}

	const found = (): SmsCampaign[] =>
		sandbox.state.sms.campaigns
			.all()
			.filter(({ isEmulated }) => !isEmulated || options.smsEmulated === 'present');

	function campaignOf(id: string): SmsCampaign {
		const campaign = found().find((one) => one.id === idIn(id));
		if (!campaign) throw refusals.campaign(options.campaignNotFoundStatus, 802);
		return campaign;
	}

	function boundary(value: unknown, name: string): number | undefined {
		if (isMissing(value)) return undefined;
		const time = accountTime(value, sandbox.state.account.profile.locale);
		if (time === null) throw invalid(`Argument ${name} is invalid`);
		return time;
	}

	function price(messages: readonly SmsMessage[]): number | string {
		const sum = priceOf(messages) / 10_000;
		return options.smsPriceType === 'text' ? String(sum) : sum;
	}

	/** Numbers in the query, in the way that is understood. */
	function phonesIn(query: Arguments): unknown[] | undefined {
		const { smsCostEncoding: encoding } = options;
		const readings: Record<string, unknown> = {
			brackets: queryList(
				Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'phones')),
				'phones',
			),
			json: jsonIn(query.phones),
			repeated: Array.isArray(query.phones) ? query.phones : undefined,
		};
		const understood = encoding === 'any' ? Object.values(readings) : [readings[encoding]];
		return understood.find(Array.isArray);
	}

	function routeIn(query: Arguments): unknown {
		const { smsCostEncoding: encoding } = options;
		const pairs = Object.entries(query).flatMap(([name, value]) => {
			const code = /^route\[(\w+)\]$/.exec(name)?.[1];
			return code === undefined ? [] : [[code, value] as const];
		});
		const brackets = pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
		const json = jsonIn(query.route);
		if (encoding === 'any') return brackets ?? json;
		return encoding === 'brackets' ? brackets : encoding === 'json' ? json : undefined;
	}
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const dateOf = ({ sendAt, createdAt }: SmsCampaign) => sendAt ?? createdAt;

/** Older clients send 0 and 1. */
const isSwitch = (name: string): Rule =>
	isValid(name, (value) => [true, false, 0, 1].includes(value as boolean));

const isOn = (value: unknown) => value === true || value === 1;

// PHP knows no difference between an empty object and an empty array.
const isRoute = (value: unknown) =>
	(Array.isArray(value) && value.length === 0) ||
	(isObject(value) &&
		Object.entries(value).every(([code, way]) => /^[A-Z]{2}$/.test(code) && ROUTES.includes(way)));

function jsonIn(text: unknown): unknown {
	if (!isText(text)) return undefined;
	try {
		return JSON.parse(String(text));
	} catch {
		return undefined;
	}
}
