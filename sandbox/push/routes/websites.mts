import type { FastifyInstance } from 'fastify';
import {
	asArguments,
	check,
	isOneOf,
	isValid,
	pageOf,
	pageRules,
	required,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate, accountTime } from '../../dates.mts';
import { refusals } from '../../errors.mts';
import { pushRefusals } from '../errors.mts';
import { SubscriberStatus, type PushSubscriber, type Website } from '../store.mts';
import { idFor, websiteOf } from './requests.mts';

const MOST_PER_PAGE = 100;

/** Websites and their subscribers (OpenAPI description of web push). */
export function websiteRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const zone = () => sandbox.state.account.profile.locale;
	const date = (time: number) => accountDate(time, zone());
	const id = (number: number) => idFor(sandbox)(number);
	const bare = { config: { query: [] } };

	api.get('/push/websites', { config: { query: ['limit', 'offset'] } }, async (request) => {
		const query = asArguments(request.query);
		check(query, pageRules);
		const { limit, offset } = pageOf(query, MOST_PER_PAGE);
		return sandbox.state.push.websites.slice(offset, offset + limit).map((website) => ({
			id: id(website.id),
			url: website.url,
			add_date: date(website.at),
			// A number here, and a word below.
			status: 1,
		}));
	});

	api.get('/push/websites/total', bare, async () => ({
		total: sandbox.state.push.websites.length,
	}));

	api.get('/push/websites/info/:id', bare, async (request) => {
		const website = websiteOf(request, sandbox);
		const today = date(sandbox.clock.now()).slice(0, 10);
		const having = (status: number) =>
			website.subscribers.filter((one) => one.status === status).length;
		return {
			id: id(website.id),
			url: website.url,
			status: 'active',
			icon: `${website.url}/icon.png`,
			add_date: date(website.at),
			total_subscribers: website.subscribers.length,
			unsubscribed: having(SubscriberStatus.unsubscribed),
			subscribers_today: website.subscribers.filter(({ at }) => date(at).startsWith(today)).length,
			active_subscribers: having(SubscriberStatus.active),
		};
	});

	api.get('/push/websites/:id/variables', bare, async (request) =>
		websiteOf(request, sandbox).variables.map((one) => ({ ...one, id: id(one.id) })),
	);

	api.get(
		'/push/websites/:id/subscriptions',
		{
			config: {
				query: ['limit', 'offset', 'subscription_date_from', 'subscription_date_to'],
			},
		},
		async (request) => {
			const query = asArguments(request.query);
			const isDay = (day: unknown) => accountTime(`${String(day)} 00:00:00`, 'UTC') !== null;
			check(query, [
				...pageRules,
				isValid('subscription_date_from', isDay),
				isValid('subscription_date_to', isDay),
			]);
			const { limit, offset } = pageOf(query, MOST_PER_PAGE);
			const from = String(query.subscription_date_from ?? '');
			const to = String(query.subscription_date_to ?? '9999');
			return websiteOf(request, sandbox)
				.subscribers.filter(({ at }) => {
					const day = date(at).slice(0, 10);
					return day >= from && day <= to;
				})
				.slice(offset, offset + limit)
				.map(recordOf);
		},
	);

	api.get('/push/websites/:id/subscriptions/total', bare, async (request) => ({
		total: websiteOf(request, sandbox).subscribers.length,
	}));

	api.get('/push/websites/:id/code', bare, async (request) => codeOf(websiteOf(request, sandbox)));

	api.post('/push/subscriptions/state', async (request) => {
		const args = asArguments(request.body);
		check(args, [
			required('id'),
			isValid('id', Number.isSafeInteger),
			required('state'),
			isOneOf('state', [0, 1]),
		]);
		const subscriber = sandbox.state.push.subscriber(Number(args.id));
		if (!subscriber) throw refusals.notFound();
		const isGone = subscriber.status === SubscriberStatus.unsubscribed;
		if (isGone && args.state === 1 && sandbox.options.pushRevival === 'refuse')
			throw pushRefusals.unsubscribed();
		// Who has unsubscribed stays so when they are deactivated. Assumption.
		if (!isGone || args.state === 1)
			subscriber.status = args.state === 1 ? SubscriberStatus.active : SubscriberStatus.deactivated;
		return { result: true };
	});

	const recordOf = (one: PushSubscriber) => ({
		id: id(one.id),
		browser: one.browser,
		lang: one.lang,
		os: one.os,
		country_code: one.country,
		city: one.city,
		// Its elements are not described. Assumption.
		variables: Object.entries(one.variables).map(([name, value]) => ({ name, value })),
		subscription_date: date(one.at),
		status: one.status,
	});
}

function codeOf({ id }: Website) {
	const url = `https://web.webpushs.com/js/push/${id.toString(16).padStart(32, '0')}_1.js`;
	return {
		script_url: url,
		script_code: `<script charset="UTF-8" src="${url}" async></script>`,
	};
}
