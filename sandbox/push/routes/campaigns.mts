import type { FastifyInstance } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isMissing,
	isObject,
	isQueryInteger,
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
import { isBase64 } from '../../encoding.mts';
import { conditions } from '../audience.mts';
import { pushRefusals } from '../errors.mts';
import {
	clickedOf,
	deliveredOf,
	type Filters,
	type Picture,
	type PushCampaign,
} from '../store.mts';
import { found, idFor } from './requests.mts';

/** Bounds of the OpenAPI description. */
const LONGEST_LIFETIME = 86_400;
const MOST_BUTTONS = 2;
const MOST_PER_PAGE = 100;
const LARGEST_PICTURE = 200_000;
/** One campaign for a website in so long. */
const SLOT = 15 * 60_000;
/** Seconds that a campaign is spread over where nothing is said (the vendor's node for n8n). */
const USUAL_STRETCH = 18_000;

const FIELDS = [
	...['title', 'website_id', 'body', 'ttl', 'link', 'filter_lang', 'filter_browser'],
	...['filter_region', 'filter_url', 'filter_subscription_date_from'],
	...['filter_subscription_date_to', 'filter', 'stretch_time', 'send_date', 'buttons'],
	...['image', 'icon'],
];

/** What files of PNG, JPG and GIF begin with, in base64. */
const PICTURES = /^(iVBORw0KGgo|\/9j\/|R0lGOD)/;

/** Push campaigns (OpenAPI description of web push). */
export function campaignRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const zone = () => sandbox.state.account.profile.locale;
	const date = (time: number) => accountDate(time, zone());

	api.post('/push/tasks', async (request) => {
		const args = asArguments(request.body);
		check(args, rules());
		const { push, messenger } = sandbox.state;
		const website = push.website(Number(args.website_id));
		if (!website) throw pushRefusals.website();
		const now = clock.now();
		if (now - push.latestOf(website) < SLOT) throw pushRefusals.slotTaken(options.pushSlotStatus);
		const campaign = messenger.begin({
			website,
			title: String(args.title),
			text: String(args.body),
			link: isMissing(args.link) ? website.url : String(args.link),
			buttons: (parsed(args.buttons) ?? []) as Array<{ text: string; link: string }>,
			icon: pictureIn(args.icon),
			image: pictureIn(args.image),
			filters: filtersIn(args),
			lifetime: Number(args.ttl),
			stretch: Number(args.stretch_time ?? USUAL_STRETCH),
			createdAt: now,
			sendAt: timeOf(args.send_date) ?? now,
		});
		return { result: true, id: idFor(sandbox)(campaign.id) };
	});

	api.get(
		'/push/tasks',
		{ config: { query: ['limit', 'offset', 'from', 'to', 'website_id'] } },
		async (request) => {
			const query = asArguments(request.query);
			check(query, [
				...pageRules,
				isValid('from', (text) => accountTime(text, zone()) !== null),
				isValid('to', (text) => accountTime(text, zone()) !== null),
				...isQueryInteger('website_id', { min: 1 }),
			]);
			const { limit, offset } = pageOf(query, MOST_PER_PAGE);
			const from = accountTime(query.from, zone()) ?? -Infinity;
			const to = (accountTime(query.to, zone()) ?? Infinity) + 999;
			const website = query.website_id === undefined ? null : Number(query.website_id);
			return sandbox.state.push.campaigns
				.filter(({ sendAt }) => sendAt >= from && sendAt <= to)
				.filter((campaign) => website === null || campaign.website.id === website)
				.reverse()
				.slice(offset, offset + limit)
				.map(summaryOf);
		},
	);

	api.get('/push/tasks/:id', { config: { query: [] } }, async (request) => {
		const campaign = found(request, (id) => sandbox.state.push.campaign(id));
		const id = idFor(sandbox);
		const { title, text, link, website, status } = campaign;
		return {
			id: id(campaign.id),
			message: { title, text, link },
			website: website.url,
			website_id: id(website.id),
			status,
			// Text, unlike its neighbours (fixtures of a client for Go).
			send: String(campaign.shown.length),
			delivered: deliveredOf(campaign),
			redirect: clickedOf(campaign),
		};
	});

	function summaryOf(campaign: PushCampaign) {
		const id = idFor(sandbox);
		const { sendAt, stretch } = campaign;
		return {
			id: id(campaign.id),
			title: campaign.title,
			body: campaign.text,
			website_id: id(campaign.website.id),
			from: date(sendAt),
			to: date(sendAt + stretch * 1_000),
			status: campaign.status,
		};
	}

	const timeOf = (text: unknown) =>
		accountTime(text, options.pushDateZone === 'utc' ? 'UTC' : zone());

	function rules(): Rule[] {
		return [
			(args) => {
				const unknown = Object.keys(args).find((name) => !FIELDS.includes(name));
				return unknown !== undefined && options.pushUnknownFields === 'refuse'
					? pushRefusals.unknown(unknown)
					: undefined;
			},
			required('title'),
			isType('title', 'string'),
			required('website_id'),
			isValid('website_id', Number.isSafeInteger),
			required('body'),
			isType('body', 'string'),
			required('ttl'),
			isValid('ttl', isBetween(0, LONGEST_LIFETIME)),
			isValid('link', isLink),
			isValid('stretch_time', isBetween(0, Infinity)),
			passes(
				'send_date',
				(text) => (timeOf(text) ?? -1) >= Math.floor(clock.now() / 1_000) * 1_000,
				pushRefusals.date(),
			),
			isValid('filter_lang', isFilled),
			isValid('filter_browser', isFilled),
			isJson('filter_region', (value) => isFilledList(value, (one) => /^[A-Z]{2}$/.test(one))),
			isJson('filter_url', isPages),
			isValid('filter_subscription_date_from', isDay),
			isValid('filter_subscription_date_to', isDay),
			isValid('filter', (value) =>
				isFilter(options.pushFilter === 'either' ? (parsed(value) ?? value) : value),
			),
			isJson(
				'buttons',
				(value) =>
					Array.isArray(value) &&
					value.length <= MOST_BUTTONS &&
					value.every((one) => isObject(one) && isFilled(one.text) && isLink(one.link)),
			),
			isPicture('image'),
			isPicture('icon'),
			...(['image', 'icon'] as const).map(
				(name): Rule =>
					(args) =>
						sizeOf(args[name]) > LARGEST_PICTURE ? pushRefusals.pictureSize(name) : undefined,
			),
		];
	}

	/** Of a picture, or of its base64. */
	function sizeOf(value: unknown): number {
		const data = dataIn(value);
		return options.pushPictureSize === 'base64' ? data.length : Buffer.byteLength(data, 'base64');
	}

	function filtersIn(args: Arguments): Filters {
		const filter = asArguments(typeof args.filter === 'string' ? parsed(args.filter) : args.filter);
		return {
			browsers: isMissing(args.filter_browser) ? null : String(args.filter_browser).split(','),
			language: isMissing(args.filter_lang) ? null : String(args.filter_lang),
			countries: (parsed(args.filter_region) ?? null) as string[] | null,
			from: (args.filter_subscription_date_from ?? null) as string | null,
			to: (args.filter_subscription_date_to ?? null) as string | null,
			pages: (parsed(args.filter_url) ?? null) as Filters['pages'],
			variable: isMissing(args.filter)
				? null
				: ({
						name: filter.variable_name,
						operator: filter.operator,
						conditions: filter.conditions,
					} as Filters['variable']),
		};
	}

	function pictureIn(value: unknown): Picture | null {
		if (isMissing(value)) return null;
		const { name } = asArguments(parsed(value));
		return { name: String(name), bytes: Buffer.byteLength(dataIn(value), 'base64') };
	}
}

/** What JSON in a text says; undefined where there is none. */
function parsed(text: unknown): unknown {
	if (typeof text !== 'string') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const dataIn = (value: unknown): string => String(asArguments(parsed(value)).data ?? '');

/** JSON in a text, and not JSON itself. */
const isJson = (name: string, test: (value: unknown) => boolean): Rule =>
	isValid(name, (text) => isText(text) && test(parsed(text)));

const isPicture = (name: string): Rule =>
	isJson(name, (value) => {
		const { name: file, data } = asArguments(value);
		return isFilled(file) && isBase64(data) && PICTURES.test(String(data));
	});

const isBetween = (least: number, most: number) => (value: unknown) =>
	Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

const isFilled = (value: unknown) => typeof value === 'string' && value.trim() !== '';

const isFilledList = (value: unknown, test: (one: string) => boolean) =>
	arrayOf((one) => typeof one === 'string' && test(one))(value) && (value as []).length > 0;

const isLink = (value: unknown) => typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value);

const isDay = (value: unknown) => accountTime(`${String(value)} 00:00:00`, 'UTC') !== null;

function isPages(value: unknown): boolean {
	const { type, search } = asArguments(value);
	if (type === 'direct') return isFilledList(search, isLink);
	return (type === 'include' || type === 'exclude') && isFilled(search);
}

function isFilter(value: unknown): boolean {
	const { variable_name: name, operator, conditions: all } = asArguments(value);
	return (
		isFilled(name) &&
		(operator === 'and' || operator === 'or') &&
		Array.isArray(all) &&
		all.length > 0 &&
		all.every(
			(one) =>
				isObject(one) &&
				Object.keys(conditions).includes(String(one.condition)) &&
				isFilled(one.value),
		)
	);
}
