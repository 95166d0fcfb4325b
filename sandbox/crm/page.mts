import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import { shownValue } from './attributes.mts';
import { openStages } from './seller.mts';
import { DealStatus, type CrmContact, type CrmDeal, type CrmPipeline } from './store.mts';

/** Cards of a stage, and lines of a table. */
const SHOWN = 8;
const LISTED = 100;

export const crmViews: readonly [View, ...View[]] = [
	{ name: 'crm', title: 'Deals', sections: dealSections, dragging: true },
	{ name: 'crm-contacts', title: 'CRM contacts', sections: contactSections },
	{ name: 'crm-companies', title: 'Companies', sections: companySections },
	{ name: 'crm-tasks', title: 'Tasks, products and payments', sections: otherSections },
];

const STATUS: Readonly<Record<number, string>> = {
	[DealStatus.inactive]: 'inactive',
	[DealStatus.active]: 'active',
	[DealStatus.unsuccessful]: 'lost',
	[DealStatus.successful]: 'won',
};

const nameOf = (contact?: CrmContact) =>
	[contact?.firstName, contact?.lastName].filter(Boolean).join(' ') || '(no name)';

const moneyOf = ({ price, currency }: Pick<CrmDeal, 'price' | 'currency'>) =>
	price === null ? 'no price' : `${price.toFixed(2)} ${currency}`;

/** `pipeline` and `deal` in the page's address choose what is looked at. */
function dealSections(sandbox: SandboxContext, query: Arguments): string[] {
	const { crm } = sandbox.state;
	const pipelines = crm.pipelines.all();
	const deal = crm.deals.get(Number(query.deal));
	const pipeline =
		pipelines.find(({ id }) => id === (deal?.pipelineId ?? Number(query.pipeline))) ?? pipelines[0];
	if (!pipeline)
		return [tableSection({ id: 'crm-pipelines', title: 'Pipelines', columns: [], rows: [] })];
	return [
		boardSection(sandbox, pipeline, deal),
		...(deal ? [dealSection(sandbox, deal)] : []),
		newDealSection(pipeline),
		closedSection(sandbox, pipeline),
	];
}

interface Column {
	id: number;
	name: string;
	count: number;
	cards: Array<{ id: number; name: string; about: string; isChosen: boolean }>;
	hidden: number;
}

const renderBoard = template<{
	pipeline: CrmPipeline;
	others: CrmPipeline[];
	columns: Column[];
}>(`
<section aria-labelledby="crm-board">
<div class="title"><h2 id="crm-board">Pipeline <bdi><%= it.pipeline.name %></bdi></h2><span class="soft"><% for (const other of it.others) { %><a href="/?view=crm&amp;pipeline=<%= other.id %>"><%= other.name %></a> <% } %></span></div>
<p class="soft">Drag a deal to another stage, or choose it and use the buttons below.</p>
<div class="wide tall" tabindex="0" id="crm-board-columns" role="region" aria-label="Stages of <%= it.pipeline.name %>">
<ol class="board">
<% for (const column of it.columns) { %><li data-drop="<%= column.id %>"><h3><bdi><%= column.name %></bdi> <span class="soft"><%= column.count %></span></h3>
<% if (column.cards.length) { %><ol aria-label="Deals in <%= column.name %>">
<% for (const card of column.cards) { %><li draggable="true" data-drag="<%= card.id %>"<% if (card.isChosen) { %> class="chosen"<% } %>><a href="/?view=crm&amp;deal=<%= card.id %>" id="deal-<%= card.id %>" draggable="false" dir="auto"<% if (card.isChosen) { %> aria-current="true"<% } %>><%= card.name %></a><span class="soft" dir="auto"><%= card.about %></span></li>
<% } %></ol><% } %>
<% if (column.hidden) { %><span class="soft">and <%= column.hidden %> more</span><% } %></li>
<% } %></ol>
</div>
<form method="post" action="/sandbox/crm/deals/move" id="crm-drop" data-dropped hidden><input type="hidden" name="deal" data-dragged><input type="hidden" name="stage" data-place></form>
<form method="post" action="/sandbox/crm/sell"><button>Let a seller work for a minute</button></form>
</section>
`);

function boardSection({ state }: SandboxContext, pipeline: CrmPipeline, chosen?: CrmDeal): string {
	const { crm } = state;
	const columns = openStages(pipeline.stages).map(({ id, name }): Column => {
		const deals = crm.deals
			.all()
			.filter(({ stageId, status }) => stageId === id && status === DealStatus.active)
			.sort((one, other) => one.order - other.order);
		const shown = deals.filter((deal, index) => index < SHOWN || deal === chosen);
		return {
			id,
			name,
			count: deals.length,
			hidden: deals.length - shown.length,
			cards: shown.map((deal) => {
				const contact = crm.contacts.get(deal.contactIds[0] ?? 0);
				return {
					id: deal.id,
					name: deal.name,
					about: [moneyOf(deal), ...(contact ? [nameOf(contact)] : [])].join(', '),
					isChosen: deal === chosen,
				};
			}),
		};
	});
	const others = crm.pipelines.all().filter((one) => one !== pipeline);
	return renderBoard({ pipeline, others, columns });
}

const renderDeal = template<{
	deal: CrmDeal;
	money: string;
	status: string;
	updated: string;
	contacts: Array<{ id: number; name: string }>;
	stages: Array<{ id: number; name: string; isOwn: boolean }>;
	values: Array<{ name: string; value: string }>;
	notes: string[];
}>(`
<section aria-labelledby="crm-deal">
<div class="title"><h2 id="crm-deal">Deal <bdi><%= it.deal.name %></bdi></h2><span class="soft"><%= it.status %>, changed <%= it.updated %></span></div>
<dl><div><dt>ID</dt><dd><code><%= it.deal.id %></code></dd></div><div><dt>Price</dt><dd><%= it.money %></dd></div><% if (it.deal.sourceId !== null) { %><div><dt>Source ID</dt><dd><code><%= it.deal.sourceId %></code></dd></div><% } %><% for (const one of it.values) { %><div><dt><%= one.name %></dt><dd dir="auto"><%= one.value %></dd></div><% } %><% for (const contact of it.contacts) { %><div><dt>Contact</dt><dd><a href="/?view=crm-contacts&amp;contact=<%= contact.id %>" dir="auto"><%= contact.name %></a></dd></div><% } %></dl>
<% for (const note of it.notes) { %><p><span class="soft">Note:</span> <span dir="auto"><%= note %></span></p><% } %>
<form method="post" action="/sandbox/crm/deals/move">
<input type="hidden" name="deal" value="<%= it.deal.id %>">
<label>Stage<select name="stage" id="deal-stage"><% for (const stage of it.stages) { %><option value="<%= stage.id %>"<% if (stage.isOwn) { %> selected<% } %>><%= stage.name %></option><% } %></select></label>
<button>Move</button>
</form>
<form method="post" action="/sandbox/crm/deals/price">
<input type="hidden" name="deal" value="<%= it.deal.id %>">
<label>Price<input type="text" name="price" id="deal-price" inputmode="decimal" pattern="-?[0-9]+([.][0-9]+)?" required value="<%= it.deal.price ?? '' %>"></label>
<button>Change</button>
</form>
<form method="post" action="/sandbox/crm/deals/close" aria-label="Close the deal">
<input type="hidden" name="deal" value="<%= it.deal.id %>">
<button name="status" value="successful">Won</button>
<button name="status" value="unsuccessful">Lost</button>
<button name="status" value="active">Open again</button>
</form>
</section>
`);

function dealSection({ state, options }: SandboxContext, deal: CrmDeal): string {
	const { crm, account } = state;
	const pipelines = crm.pipelines.all();
	return renderDeal({
		deal,
		money: moneyOf(deal),
		status: STATUS[deal.status] ?? '',
		updated: accountDate(deal.updatedAt, account.profile.locale),
		contacts: deal.contactIds.map((id) => ({ id, name: nameOf(crm.contacts.get(id)) })),
		// All of them, and its own stage too where that was deleted, so that one is chosen.
		stages: pipelines.flatMap((pipeline) =>
			pipeline.stages
				.filter((stage) => openStages([stage]).length > 0 || stage.id === deal.stageId)
				.map(({ id, name }) => ({
					id,
					name: `${pipeline.name}: ${name}`,
					isOwn: id === deal.stageId,
				})),
		),
		values: crm
			.attributesOf({ of: 'pipeline', id: deal.pipelineId })
			.filter(({ id }) => deal.attributes.has(id))
			.map(({ id, name }) => ({
				name,
				value: String(shownValue(deal.attributes.get(id), options)),
			})),
		notes: deal.notes.map(({ text }) => text),
	});
}

const renderNewDeal = template<{ stages: Array<{ id: number; name: string }> }>(`
<section aria-labelledby="crm-new-deal">
<div class="title"><h2 id="crm-new-deal">New deal</h2></div>
<form method="post" action="/sandbox/crm/deals/new">
<label class="grow">Name<input type="text" name="name" id="new-deal-name" maxlength="255" autocomplete="off"></label>
<label>Price<input type="text" name="price" id="new-deal-price" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?" value="100"></label>
<label>Stage<select name="stage" id="new-deal-stage"><% it.stages.forEach((stage, index) => { %><option value="<%= stage.id %>"<% if (index === 0) { %> selected<% } %>><%= stage.name %></option><% }) %></select></label>
<button>Add deal</button>
</form>
</section>
`);

const newDealSection = ({ stages }: CrmPipeline) => renderNewDeal({ stages: openStages(stages) });

function closedSection({ state }: SandboxContext, pipeline: CrmPipeline): string {
	const { crm, account } = state;
	const closed = crm.deals
		.all()
		.filter(({ pipelineId, status }) => pipelineId === pipeline.id && status !== DealStatus.active);
	return tableSection({
		id: 'crm-closed',
		title: 'Won and lost',
		columns: [
			{ name: 'Deal', kind: 'names' },
			{ name: 'Status' },
			{ name: 'Price', kind: 'number' },
			{ name: 'Changed', kind: 'date' },
			{ name: 'ID' },
		],
		rows: closed
			.sort((one, other) => other.updatedAt - one.updatedAt)
			.slice(0, LISTED)
			.map((deal) => [
				{ text: deal.name, path: `/?view=crm&deal=${deal.id}` },
				{
					text: STATUS[deal.status] ?? '',
					tone: deal.status === DealStatus.successful ? 'good' : 'bad',
				},
				moneyOf(deal),
				accountDate(deal.updatedAt, account.profile.locale),
				code(deal.id),
			]),
	});
}

/** `contact` in the page's address chooses one. */
function contactSections(sandbox: SandboxContext, query: Arguments): string[] {
	const { crm, account } = sandbox.state;
	const chosen = crm.contacts.get(Number(query.contact));
	const latest = crm.contacts
		.all()
		.sort((one, other) => other.updatedAt - one.updatedAt)
		.slice(0, LISTED);
	return [
		...(chosen ? [contactSection(sandbox, chosen)] : []),
		renderNewContact({}),
		tableSection({
			id: 'crm-contacts',
			title: 'Contacts',
			note: `${crm.contacts.size} in all`,
			columns: [
				{ name: 'Name', kind: 'names' },
				{ name: 'E-mail', kind: 'address' },
				{ name: 'Phone' },
				{ name: 'Tags', kind: 'names' },
				{ name: 'Deals', kind: 'number' },
				{ name: 'Changed', kind: 'date' },
				{ name: 'ID' },
			],
			rows: latest.map((contact) => [
				{
					text: nameOf(contact),
					path: `/?view=crm-contacts&contact=${contact.id}`,
					isChosen: contact === chosen,
				},
				contact.emails.map(({ email }) => email).join(', '),
				contact.phones.map(({ phone }) => phone).join(', '),
				[...contact.tagIds].map((id) => crm.tags.get(id)?.name ?? '').join(', '),
				crm.dealsOf(contact.id).length,
				accountDate(contact.updatedAt, account.profile.locale),
				code(contact.id),
			]),
		}),
	];
}

const renderContact = template<{
	contact: CrmContact;
	name: string;
	updated: string;
	facts: Array<{ name: string; value: string }>;
	deals: CrmDeal[];
	notes: string[];
}>(`
<section aria-labelledby="crm-contact">
<div class="title"><h2 id="crm-contact"><bdi><%= it.name %></bdi></h2><span class="soft">changed <%= it.updated %></span></div>
<dl><% for (const fact of it.facts) { %><div><dt><%= fact.name %></dt><dd dir="auto"><%= fact.value %></dd></div><% } %><% for (const deal of it.deals) { %><div><dt>Deal</dt><dd><a href="/?view=crm&amp;deal=<%= deal.id %>" dir="auto"><%= deal.name %></a></dd></div><% } %></dl>
<% for (const note of it.notes) { %><p><span class="soft">Note:</span> <span dir="auto"><%= note %></span></p><% } %>
<form method="post" action="/sandbox/crm/contacts/change">
<input type="hidden" name="contact" value="<%= it.contact.id %>">
<label class="grow">First name<input type="text" name="firstName" id="contact-first-name" autocomplete="off" value="<%= it.contact.firstName ?? '' %>"></label>
<label class="grow">Last name<input type="text" name="lastName" id="contact-last-name" autocomplete="off" value="<%= it.contact.lastName ?? '' %>"></label>
<button>Change</button>
</form>
</section>
`);

function contactSection({ state, options }: SandboxContext, contact: CrmContact): string {
	const { crm, account } = state;
	const fact = (name: string, values: Array<string | number | null>) =>
		values.filter((value) => value !== null && value !== '').length > 0
			? [{ name, value: values.join(', ') }]
			: [];
	return renderContact({
		contact,
		name: nameOf(contact),
		updated: accountDate(contact.updatedAt, account.profile.locale),
		deals: crm.dealsOf(contact.id),
		notes: contact.notes.map(({ text }) => text),
		facts: [
			...fact('ID', [contact.id]),
			...fact('External ID', [contact.externalContactId]),
			...fact('Source', [contact.sourceType]),
			...fact(
				'E-mail',
				contact.emails.map(({ email }) => email),
			),
			...fact(
				'Phone',
				contact.phones.map(({ phone }) => phone),
			),
			...fact(
				'Messengers',
				contact.messengers.map(({ login }) => login),
			),
			...fact(
				'Tags',
				[...contact.tagIds].map((id) => crm.tags.get(id)?.name ?? ''),
			),
			...fact(
				'Companies',
				[...contact.companyIds].map((id) => crm.companies.get(id)?.companyName ?? ''),
			),
			...crm
				.attributesOf({ of: 'contact' })
				.flatMap(({ id, name }) =>
					contact.attributes.has(id)
						? fact(name, [String(shownValue(contact.attributes.get(id), options))])
						: [],
				),
		],
	});
}

const renderNewContact = template<object>(`
<section aria-labelledby="crm-new-contact">
<div class="title"><h2 id="crm-new-contact">New contact</h2></div>
<form method="post" action="/sandbox/crm/contacts/new">
<label class="grow">First name<input type="text" name="firstName" id="new-first-name" required autocomplete="off"></label>
<label class="grow">Last name<input type="text" name="lastName" id="new-last-name" autocomplete="off"></label>
<label class="grow">E-mail<input type="text" name="email" id="new-email" inputmode="email" autocomplete="off"></label>
<label class="grow">Phone<input type="text" name="phone" id="new-phone" inputmode="tel" maxlength="50" autocomplete="off"></label>
<button>Add contact</button>
</form>
</section>
`);

function companySections({ state }: SandboxContext): string[] {
	const { crm } = state;
	return [
		tableSection({
			id: 'crm-companies',
			title: 'Companies',
			columns: [
				{ name: 'Name', kind: 'names' },
				{ name: 'E-mail', kind: 'address' },
				{ name: 'Phone' },
				{ name: 'Contacts', kind: 'names' },
				{ name: 'Volume', kind: 'number' },
				{ name: 'ID' },
			],
			rows: crm.companies
				.all()
				.slice(-LISTED)
				.reverse()
				.map((company) => [
					company.companyName,
					company.emails.map(({ email }) => email).join(', '),
					company.phones.map(({ phone }) => phone).join(', '),
					crm.contacts
						.all()
						.filter(({ companyIds }) => companyIds.has(company.id))
						.map(nameOf)
						.join(', '),
					company.annualBusinessVolume === null
						? ''
						: `${company.annualBusinessVolume} ${company.currency}`,
					code(company.id),
				]),
		}),
	];
}

function otherSections({ state }: SandboxContext): string[] {
	const { crm, account } = state;
	const zone = account.profile.locale;
	const stages = new Map(
		crm.boards
			.all()
			.flatMap(({ name, stages: all }) =>
				all.map((stage) => [stage.id, `${name}: ${stage.name}`] as const),
			),
	);
	return [
		tableSection({
			id: 'crm-tasks',
			title: 'Tasks',
			columns: [
				{ name: 'Name', kind: 'names' },
				{ name: 'Stage', kind: 'names' },
				{ name: 'Until', kind: 'date' },
				{ name: 'Changed', kind: 'date' },
				{ name: 'ID' },
			],
			rows: crm.tasks
				.all()
				.slice(-LISTED)
				.reverse()
				.map(({ id, name, stageId, finishAt, updatedAt }) => [
					name,
					stages.get(stageId) ?? '',
					finishAt ?? '',
					accountDate(updatedAt, zone),
					code(id),
				]),
		}),
		tableSection({
			id: 'crm-products',
			title: 'Products',
			columns: [
				{ name: 'Name', kind: 'names' },
				{ name: 'Prices', kind: 'names' },
				{ name: 'Stock', kind: 'number' },
				{ name: 'ID' },
			],
			rows: crm.products
				.all()
				.slice(-LISTED)
				.map(({ id, name, prices, balance }) => [
					name,
					prices.map(({ value, currency }) => `${value} ${currency}`).join(', '),
					balance.value,
					code(id),
				]),
		}),
		tableSection({
			id: 'crm-payments',
			title: 'Payments',
			columns: [
				{ name: 'Payment', kind: 'names' },
				{ name: 'Deal', kind: 'names' },
				{ name: 'Amount', kind: 'number' },
				{ name: 'Status' },
				{ name: 'ID' },
			],
			rows: crm.payments
				.all()
				.slice(-LISTED)
				.reverse()
				.map(({ id, description, dealId, amount, currency, status }) => [
					description ?? '',
					crm.deals.get(dealId ?? 0)?.name ?? '',
					`${amount} ${currency}`,
					['', 'pending', 'approved', 'cancelled'][status] ?? status,
					code(id),
				]),
		}),
	];
}
