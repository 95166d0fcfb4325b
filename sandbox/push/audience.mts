import { accountDate } from '../dates.mts';
import { SubscriberStatus, type Filters, type PushSubscriber, type Website } from './store.mts';

/** Comparisons of a variable's value (the vendor's node for n8n); numbers where both are. */
export const conditions: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
	equal: (value, wanted) => value === wanted,
	notequal: (value, wanted) => value !== wanted,
	greaterthan: (value, wanted) => compared(value, wanted) > 0,
	lessthan: (value, wanted) => compared(value, wanted) < 0,
	startwith: (value, wanted) => value.startsWith(wanted),
	endwith: (value, wanted) => value.endsWith(wanted),
	likewith: (value, wanted) => value.includes(wanted),
	notlikewith: (value, wanted) => !value.includes(wanted),
};

function compared(one: string, other: string): number {
	const difference = Number(one) - Number(other);
	return Number.isNaN(difference) ? one.localeCompare(other) : difference;
}

/** Who gets a campaign now: active subscribers who meet all of its filters. */
export const audienceOf = (website: Website, filters: Filters, zone: string): PushSubscriber[] =>
	website.subscribers.filter(
		(one) => one.status === SubscriberStatus.active && meets(one, filters, zone),
	);

function meets(one: PushSubscriber, filters: Filters, zone: string): boolean {
	const { browsers, language, countries, from, to, pages, variable } = filters;
	const day = accountDate(one.at, zone).slice(0, 10);
	return (
		(!browsers || browsers.includes(one.browser)) &&
		(language === null || one.lang === language) &&
		(!countries || countries.includes(one.country)) &&
		(from === null || day >= from) &&
		(to === null || day <= to) &&
		(!pages || isOnPage(one.page, pages)) &&
		(!variable || hasVariable(one, variable))
	);
}

function isOnPage(page: string, pages: NonNullable<Filters['pages']>): boolean {
	if (pages.type === 'direct') return pages.search.includes(page);
	return page.includes(pages.search) === (pages.type === 'include');
}

/** Who has no such variable meets no condition. Assumption. */
function hasVariable(
	{ variables }: PushSubscriber,
	{ name, operator, conditions: all }: NonNullable<Filters['variable']>,
): boolean {
	const value = variables[name];
	if (value === undefined) return false;
	const results = all.map((one) => conditions[one.condition]?.(value, one.value) ?? false);
	return operator === 'and' ? results.every(Boolean) : results.some(Boolean);
}
