import type { SandboxState } from '../state.mts';
import { SubscriberStatus, type Filters, type Visitor, type Website } from './store.mts';

export const EVERYBODY: Filters = {
	browsers: null,
	language: null,
	countries: null,
	from: null,
	to: null,
	pages: null,
	variable: null,
};

const browsers = [
	{ browser: 'Chrome', os: 'Windows 10' },
	{ browser: 'Firefox', os: 'Linux' },
	{ browser: 'Safari', os: 'Mac OS X' },
	{ browser: 'Chrome', os: 'Android' },
	{ browser: 'Edge', os: 'Windows 11' },
	{ browser: 'Opera', os: 'Windows 10' },
];

const places = [
	{ country: 'DE', city: 'Berlin', lang: 'de' },
	{ country: 'UA', city: 'Kyiv', lang: 'uk' },
	{ country: 'GB', city: 'Leeds', lang: 'en' },
	{ country: 'PL', city: 'Kraków', lang: 'pl' },
];

const pages = ['', '/roses', '/tulips', '/roses/red', '/news'];

const pick = <T,>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** An invented visitor, another for each number. */
export function visitorOf({ url, variables }: Website, number: number): Visitor {
	const interest = pick(['roses', 'tulips', 'lilies'], number);
	return {
		...pick(browsers, number),
		...pick(places, number),
		page: `${url}${pick(pages, number)}`,
		variables: Object.fromEntries(
			variables.map(({ name }) => [name, name === 'visits' ? String(1 + number * 3) : interest]),
		),
	};
}

/** Two websites, one of them with subscribers, and a campaign of the past. */
export function seedPush({ push, messenger, fates }: SandboxState): void {
	const day = 86_400_000;
	const at = Date.UTC(2025, 4, 5, 9);
	const shop = push.addWebsite('https://shop.example', at, ['interest', 'visits']);
	push.addWebsite('https://blog.shop.example', at + 30 * day);
	for (let number = 0; number < 12; number += 1) {
		const one = push.subscribe(shop, visitorOf(shop, number), at + (number + 1) * 6 * day);
		// The first ones are reached and click, so that a short story has something to see.
		if (number < 3) fates.decide(String(one.id), { delivery: 'delivered', opens: 1, clicks: 1 });
	}
	const [, , , , , , , , deactivated, unsubscribed] = shop.subscribers;
	if (deactivated) deactivated.status = SubscriberStatus.deactivated;
	if (unsubscribed) unsubscribed.status = SubscriberStatus.unsubscribed;
	const sendAt = Date.UTC(2025, 8, 9, 11);
	messenger.replay({
		website: shop,
		title: 'The autumn collection is here',
		text: 'Asters, dahlias and the last roses',
		link: 'https://shop.example/autumn',
		buttons: [{ text: 'Look', link: 'https://shop.example/autumn' }],
		icon: null,
		image: null,
		filters: EVERYBODY,
		lifetime: 86_400,
		stretch: 0,
		createdAt: sendAt,
		sendAt,
	});
}
