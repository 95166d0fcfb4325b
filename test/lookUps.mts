/** What operations ask before they act, for the tests that walk all of them. */
import { says, type Answer, type Arrived } from './api.mts';

const LOOK_UPS: Array<readonly [asked: RegExp, answer: unknown]> = [
	[/^GET \/addressbooks\/[1-9]\d*$/, [{ id: 5, active_phones_quantity: 1 }]],
	[/^GET \/addressbooks\?limit=\d+&offset=\d+$/, [{ id: 5, new_phones_quantity: 0 }]],
	[/^GET \/sms\/campaigns\/cost\?/, { result: true, data: { price: 0, currency: 'UAH' } }],
	[/^GET \/addressbooks\/[1-9]\d*\/variables$/, [{ name: 'name', type: 'string' }]],
	[/^GET \/addressbooks\/[1-9]\d*\/emails\/total(\?active=1)?$/, { total: 1 }],
	[/^GET \/blacklist$/, []],
	[/^POST \/emails$/, { 'name@email.com': [{ book_id: 5, status: 1, variables: [] }] }],
	[
		/^GET \/addressbooks\/[1-9]\d*\/emails\/[^/?#]+$/,
		{ email: 'name@email.com', phone: '', status: 1, variables: [] },
	],
	[/^GET \/senders$/, [{ name: 'Ann', email: 'name@email.com', status: 'Active' }]],
	[
		/^GET \/addressbooks\/[1-9]\d*\/cost$/,
		{ cur: 'USD', overdraftAllEmailsPrice: 0, max_emails_per_task: 9, result: true },
	],
	[
		/^GET \/user\/balance\/detail$/,
		{ balance: { main: '9.36', currency: 'USD' }, email: { emails_left: 9 } },
	],
	[/^GET \/campaigns\?limit=100&offset=0$/, []],
	[/^GET \/template\/\w+$/, { id: 5 }],
	[/^GET \/user\/info$/, { time_zone: 'Europe/Berlin' }],
	[/^GET \/fm\/public\/v1\/directory$/, { tree: {} }],
	[/^POST \/fm\/public\/v1\/file\/exist$/, { result: false }],
	[/^POST \/edu\/public\/v1\/students\/auditory$/, { data: [{ id: 5, email: 'name@email.com' }] }],
	[/^GET \/a360\/autoresponders\/[1-9]\d*$/, { flows: [{ id: 5, af_type: 'email' }] }],
	[
		/^GET \/crm\/v1\/(?:contacts|(?:pipelines|boards)\/[1-9]\d*)\/attributes$/,
		{ data: [{ id: 5, name: 'name', type: 0 }] },
	],
	[/^POST \/crm\/v1\/contacts\/get-list(?:-by-email)?$/, { data: { list: [], total: 0 } }],
	[/^GET \/crm\/v1\/contacts\/(?:messenger-)?external\/[^/?#]+$/, { data: null }],
	[/^POST \/crm\/v1\/companies\/list$/, { data: [], metadata: { total: 0 } }],
	[/^GET \/crm\/v1\/contact-tags(?:\?name=[^&#]+)?$/, { data: [] }],
	[/^GET \/crm\/v1\/(?:contacts|companies|tasks)\/[1-9]\d*$/, { data: { id: 5, contacts: [] } }],
	[/^GET \/crm\/v1\/deals\/[1-9]\d*\/contacts$/, { data: [] }],
	[/^GET \/crm\/v1\/pipelines$/, { data: [{ id: 5, name: 'Sales', status: 1 }] }],
	[/^GET \/crm\/v1\/users$/, { data: [{ id: 5, firstname: 'Ann', email: 'name@email.com' }] }],
	[/^GET \/crm\/v1\/(?:boards|task-tags)$/, { data: [{ id: 5, name: 'Errands' }] }],
	[
		/^GET \/crm\/v1\/boards\/[1-9]\d*$/,
		{ data: { id: 5, name: 'Errands', steps: [{ id: 5, name: 'New' }] } },
	],
	[
		/^GET \/crm\/v1\/pipelines\/[1-9]\d*\/steps$/,
		{ data: [{ id: 5, name: 'New', order: 1, status: 1 }] },
	],
	[/^GET \/tags$/, { tags: [{ id: 5, name: 'vip', color: '#111111' }] }],
	[/^GET \/campaigns\/[1-9]\d*$/, { id: 5, name: 'x', message: { body: 'x' } }],
	[/^GET \/smtp\/unsubscribe\/search\?email=[^&#]+$/, { result: false }],
];

const lookUpOf = ({ method, path }: Arrived) =>
	LOOK_UPS.find(([asked]) => asked.test(`${method} ${path}`));

export const isLookUp = (request: Arrived): boolean => lookUpOf(request) !== undefined;

/** Its answer, if it is one. */
export function lookedUp(request: Arrived): Answer | undefined {
	const found = lookUpOf(request);
	return found && says(found[1]);
}
