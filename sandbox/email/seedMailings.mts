import { CampaignStatus } from './campaigns.mts';
import { audienceOf } from './mailing.mts';
import type { SandboxState } from '../state.mts';
import type { Category } from './templates.mts';

const page = (title: string, ...links: Array<readonly [url: string, text: string]>) =>
	[
		'<!doctype html><html><head><meta charset="utf-8"></head><body>',
		`<h1>${title}</h1>`,
		...links.map(([url, text]) => `<p><a href="${url}">${text}</a></p>`),
		'</body></html>',
	].join('');

const bodies = {
	spring: page(
		'Spring collection',
		['https://shop.example/spring?utm_source=mail&amp;utm_medium=email', 'All that is new'],
		['https://shop.example/lookbook', 'The lookbook'],
	),
	summer: page(
		'Summer sale',
		['https://shop.example/sale', 'Half the price'],
		['https://shop.example/stores', 'Our shops'],
		['https://shop.example/', 'Holm &amp; Sons'],
	),
	beta: page('What is new in the beta', ['https://lab.example/changes', 'All changes']),
	autumn: page('Autumn, a first look', ['https://shop.example/autumn', 'A first look']),
};

/** Campaigns, templates and whatever else pick lists show. Lists, contacts and senders have to be there. */
export function seedMailings(state: SandboxState): void {
	seedTags(state);
	seedSegments(state);
	state.blacklist.add('complaints@mail.example', 'Asked us never to write again');
	state.blacklist.add('customer040+shop@mail.example', 'By telephone, 4 June');
	for (const name of ['registration', 'purchase', 'cart_abandoned']) state.automations.create(name);
	seedTemplates(state);
	seedCampaigns(state);
}

function seedTags({ tags, lists }: SandboxState): void {
	const vip = tags.add('VIP', '#f5a623');
	tags.add('Wholesale', '#4a90e2');
	const speaksGerman = tags.add('Deutsch', '#f0f4f6');
	const customers = lists.getByName('Customers')?.contacts;
	let index = 0;
	for (const { email } of customers?.values() ?? []) {
		index += 1;
		if (index % 20 === 1) customers?.tag(email, [vip.id]);
		if (index % 7 === 3) customers?.tag(email, [speaksGerman.id]);
	}
}

function seedSegments({ lists, segments }: SandboxState): void {
	const listId = lists.getByName('Customers')?.id ?? 0;
	segments.add({
		name: 'Customers in Berlin',
		listId,
		matches: ({ variables }) => variables.get('city') === 'Berlin',
	});
	segments.add({
		name: 'Twenty orders and more',
		listId,
		matches: ({ variables }) => Number(variables.get('orders') ?? 0) >= 20,
	});
}

function seedCampaigns(state: SandboxState): void {
	const customers = state.lists.getByName('Customers')?.id ?? 0;
	const testers = state.lists.getByName('Beta testers')?.id ?? 0;
	const sender = { senderName: 'Holm & Sons', senderEmail: 'hello@shop.example' };
	const send = (name: string, subject: string, listId: number, body: string, at: number) => {
		const listIds = [listId];
		const fromPlan = audienceOf(state, { listIds, segmentId: null }).size;
		const campaign = state.campaigns.add({
			...sender,
			name,
			subject,
			body,
			listIds,
			fromPlan,
			status: CampaignStatus.sent,
			createdAt: at,
		});
		state.mailing.replay(campaign, at);
	};
	send(
		'Spring collection',
		'{{name}}, spring is here',
		customers,
		bodies.spring,
		Date.UTC(2025, 3, 2, 7, 30),
	);
	send('Summer sale', 'Half the price', customers, bodies.summer, Date.UTC(2025, 6, 1, 8));
	send('Beta news', 'What is new', testers, bodies.beta, Date.UTC(2025, 8, 15, 12));
	state.campaigns.add({
		...sender,
		name: 'Autumn preview',
		subject: 'A first look',
		body: bodies.autumn,
		listIds: [testers],
		fromPlan: 4,
		status: CampaignStatus.draft,
		createdAt: Date.UTC(2025, 8, 20, 9),
	});
}

const themes = ['Greeting', 'Invitation', 'Reminder', 'Offer', 'Thanks', 'News', 'Survey'];
const kinds = ['plain', 'bold', 'calm'];
const categories = ['Holiday', 'Education', 'Fashion', 'Travel', 'Food', 'Sports'];

function seedTemplates({ templates }: SandboxState): void {
	const own = (name: string, lang: string, day: number, title: string) => ({
		name,
		lang,
		createdAt: Date.UTC(2025, 4, day, 9, 24, 10),
		body: page(title, ['https://shop.example/', 'Holm &amp; Sons']),
	});
	templates.add(own('Newsletter', 'en', 3, 'News of the month'));
	templates.add(own('Welcome', 'en', 4, 'Welcome, {{name}}'));
	templates.add(own('Подтверждение заказа', 'ru', 9, 'Спасибо за заказ'));
	templates.add({ ...own('Catalogue', 'en', 12, 'The catalogue'), isLayout: true });
	templates.add({ ...own('Import in progress', 'en', 20, 'Imported'), isProcessing: true });

	for (const [index, name] of categories.entries()) {
		const category: Category = {
			id: 101 + index,
			name,
			meta_description: `These “${name}” templates were made by SendPulse.`,
			full_description: '',
			code: name.toLowerCase(),
			sort: index + 1,
		};
		for (const theme of themes) {
			for (const kind of kinds) {
				templates.add({
					name: `${name} ${theme.toLowerCase()}: ${kind}`,
					lang: kind === 'calm' ? 'ru' : 'en',
					createdAt: Date.UTC(2018, 1 + index, 1, 8, 55, 4),
					owner: 'sendpulse',
					category,
					description: `${theme}, for ${name.toLowerCase()}.`,
					tags: [theme.toLowerCase(), name.toLowerCase()],
					isLayout: kind === 'bold',
					body: page(`${theme}, for ${name.toLowerCase()}`, ['https://example.com/', 'Read on']),
				});
			}
		}
	}
}
