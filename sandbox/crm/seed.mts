import { accountDate } from '../dates.mts';
import type { SandboxState } from '../state.mts';
import {
	AttributeType,
	CrmStatus,
	DealStatus,
	PaymentStatus,
	type CrmContact,
	type CrmStore,
	type NewContact,
} from './store.mts';

const DAY = 86_400_000;
/** When the first contact was made; the others follow, two a day. */
const START = Date.UTC(2025, 6, 1, 8, 30);
const CONTACTS = 130;
const DEALS = 60;

/** A team, its contacts and companies, and the pipelines that deals go through: the same on each day. */
export function seedCrm(state: SandboxState): void {
	const { crm } = state;
	seedTeam(state);
	seedAttributes(crm);
	seedContacts(state);
	seedCompanies(crm);
	seedPipelines(crm);
	seedDeals(state, crm.now());
	seedTasks(crm);
	seedProducts(crm);
	seedPayments(crm);
	crm.files.add('/personal/crm/price-list.pdf');
}

/** The owner, two members, and somebody who was invited and has not answered. */
function seedTeam({ crm, account }: SandboxState): void {
	const [firstName = '', lastName = ''] = account.profile.name.split(' ');
	crm.users.push(
		{ id: account.profile.id, firstName, lastName, email: account.profile.email, confirmed: true },
		...account.team.map(({ id, firstName: first, lastName: last, email }) => ({
			id,
			firstName: first,
			lastName: last,
			email,
			confirmed: true,
		})),
		{
			id: 7_100_031,
			firstName: 'Petra',
			lastName: 'Lang',
			email: 'petra@shop.example',
			confirmed: false,
		},
	);
}

function seedAttributes(crm: CrmStore): void {
	const { text, number, date, link, select, multiSelect } = AttributeType;
	const contact = { of: 'contact' } as const;
	crm.addAttribute(contact, { name: 'City', type: text });
	crm.addAttribute(contact, { name: 'Birthday', type: date });
	crm.addAttribute(contact, {
		name: 'Plan',
		type: select,
		options: ['Free', 'Pro'],
		mandatory: true,
	});
	crm.addAttribute(contact, {
		name: 'Interests',
		type: multiSelect,
		options: ['Coffee', 'Tea', 'Travel'],
	});
	crm.addAttribute(contact, { name: 'Seats', type: number });
	crm.addAttribute(contact, { name: 'Site', type: link });
	crm.addAttribute({ of: 'company' }, { name: 'Industry', type: text });
	crm.addTag('vip', { colorBackground: '#8a3ffc' });
	crm.addTag('lead', { colorBackground: '#0a7b83' });
}

/** Names that are hard to find, and numbers as people write them. */
function seedContacts({ crm, chatbots }: SandboxState): void {
	const [vip, lead] = crm.tags.all();
	const values = Object.fromEntries(
		crm.attributesOf({ of: 'contact' }).map(({ name, id }) => [name, id]),
	);
	const add = (
		given: NewContact,
		{ emails = [], phones = [] }: { emails?: string[]; phones?: string[] } = {},
	): CrmContact => {
		const createdAt = START + (crm.contacts.size * DAY) / 2;
		const responsibleId = crm.users[crm.contacts.size % 3]?.id ?? null;
		const contact = crm.addContact({ sourceType: 'manually', responsibleId, createdAt, ...given });
		for (const email of emails) crm.addEmail(contact, email);
		for (const phone of phones) crm.addPhone(contact, phone);
		return contact;
	};
	const set = ({ attributes }: CrmContact, given: Record<string, string | string[]>) => {
		for (const [name, value] of Object.entries(given)) attributes.set(values[name] ?? 0, value);
	};

	const anna = add(
		{ firstName: 'Anna', lastName: 'Lindström', sourceType: 'chatbot', location: 'Kyiv' },
		{ emails: ['anna.lindstrom@mail.example'], phones: ['+380501112233'] },
	);
	set(anna, {
		City: 'Kyiv',
		Birthday: '1988-04-02',
		Plan: 'Pro',
		Interests: ['Coffee', 'Travel'],
		Seats: '12',
		Site: 'https://lindstrom.example',
	});
	if (vip) anna.tagIds.add(vip.id);
	const subscriber = chatbots.contacts.find(({ bot }) => bot.channel === 'telegram');
	if (subscriber)
		crm.addMessenger(anna, {
			typeId: 1,
			login: 'anna_l',
			botId: subscriber.bot.id,
			contactId: subscriber.id,
			isMainChatbot: true,
		});
	crm.addNote(anna, 'Wants an offer for twelve seats.', anna.createdAt + DAY);
	add(
		{ firstName: 'Олена', lastName: 'Іваненко' },
		{ emails: ['olena@agency.example'], phones: ['380 50 111-22-44'] },
	);
	add(
		{ firstName: 'Niamh', lastName: "O'Hara" },
		{ emails: ['niamh.ohara@mail.example'], phones: ['0501112255'] },
	);
	for (const firstName of ['Claire', 'Marc'])
		add({ firstName, lastName: 'Duval' }, { emails: ['office@duval.example'] });
	add({ firstName: 'Nina', lastName: 'Novak' }, { emails: ['nn@shop.example'] });
	add({ firstName: 'Ann', lastName: 'Nowak' }, { emails: ['ann@shop.example'] });
	add(
		{ firstName: 'Tom', lastName: 'Reed', externalContactId: '900117', sourceType: 'public_api' },
		{ emails: ['tom.reed@mail.example'], phones: ['+447700900117'] },
	);
	add({ lastName: null }, { phones: ['+4930901100'] });
	const first = ['Lena', 'Иван', 'Sofia', 'Ahmet', 'Marie', 'Pedro', 'Zoë', 'Piotr'];
	const last = ['Weber', 'Шевченко', 'García', 'Yılmaz', 'Petit', 'Silva', 'Weiß', 'Kowalski'];
	for (let number = crm.contacts.size + 1; number <= CONTACTS; number += 1) {
		const contact = add(
			{
				firstName: first[number % first.length],
				lastName: last[Math.floor(number / first.length) % last.length],
				sourceType: number % 3 === 0 ? 'subscription_form' : 'manually',
			},
			{
				emails: [`person${String(number).padStart(3, '0')}@mail.example`],
				phones: [`+49301234${String(number).padStart(4, '0')}`],
			},
		);
		if (number % 5 === 0 && lead) contact.tagIds.add(lead.id);
		if (number % 2 === 0)
			set(contact, { City: number % 4 === 0 ? 'Berlin' : 'Kyiv', Plan: 'Free' });
	}
	for (const contact of crm.contacts.all()) crm.contacts.note(contact, contact.createdAt);
}

function seedCompanies(crm: CrmStore): void {
	const [anna, olena, , claire, marc] = crm.contacts.all();
	const add = (companyName: string, members: Array<CrmContact | undefined>, domain: string) => {
		const company = crm.addCompany({ companyName, createdAt: START + crm.companies.size * DAY });
		crm.addEmail(company, `office@${domain}`);
		for (const member of members) member?.companyIds.add(company.id);
		crm.companies.note(company, company.createdAt);
		return company;
	};
	const lindstrom = add('Lindström AB', [anna], 'lindstrom.example');
	crm.addPhone(lindstrom, '+46850001122');
	lindstrom.annualBusinessVolume = 250_000;
	lindstrom.currency = 'EUR';
	add('Агенція Іваненко', [olena], 'agency.example');
	add('Duval & Fils', [claire, marc], 'duval.example');
	add('Empty Rooms Ltd', [], 'rooms.example');
}

/** One pipeline has a stage that was deleted. */
function seedPipelines(crm: CrmStore): void {
	const sales = crm.addPipeline('Sales', [{ name: 'currency', value: 'USD' }]);
	for (const [name, color] of [
		['New', '#0a7b83'],
		['Contacted', '#8a3ffc'],
		['Offer', '#b28600'],
	])
		crm.addStage(sales, { name, color });
	crm.addStage(sales, { name: 'Fair 2024', status: CrmStatus.inactive });
	const renewals = crm.addPipeline('Renewals');
	crm.addStage(renewals, { name: 'Due', addEndHours: 8, notifyIn: '1h' });
	crm.addStage(renewals, { name: 'Signed' });

	const { text, number, date, link, select, multiSelect } = AttributeType;
	const ofSales = { of: 'pipeline', id: sales.id } as const;
	crm.addAttribute(ofSales, { name: 'Order number', type: text, mandatory: true });
	crm.addAttribute(ofSales, { name: 'Seats', type: number });
	crm.addAttribute(ofSales, { name: 'Start', type: date });
	crm.addAttribute(ofSales, { name: 'Offer', type: link });
	crm.addAttribute(ofSales, { name: 'Source', type: select, options: ['Fair', 'Site', 'Phone'] });
	crm.addAttribute(ofSales, {
		name: 'Extras',
		type: multiSelect,
		options: ['Training', 'Support', 'Import'],
	});
	const ofRenewals = { of: 'pipeline', id: renewals.id } as const;
	crm.addAttribute(ofRenewals, { name: 'Months', type: select, options: [12, 24] });
}

/** Deals in all stages, of all statuses. Those that are due soon are so whenever the sandbox begins. */
function seedDeals({ crm, account }: SandboxState, now: number): void {
	const contacts = crm.contacts.all();
	const values = Object.fromEntries(crm.attributes.all().map(({ name, id }) => [name, id]));
	const places = crm.pipelines
		.all()
		.flatMap(({ id, stages }) =>
			stages
				.filter(({ status }) => status === CrmStatus.active)
				.map((stage) => ({ pipelineId: id, stageId: stage.id })),
		);
	const goods = ['Coffee machines', 'Office tea', 'Seats', 'Training', 'Support', 'Import'];
	const { active, successful, unsuccessful, inactive } = DealStatus;
	const dayIn = (ms: number) => accountDate(now + ms, account.profile.locale).slice(0, 10);
	for (let number = 1; number <= DEALS; number += 1) {
		const createdAt = START + number * DAY;
		const place = places[number % places.length] as (typeof places)[number];
		const isOver = number % 7 === 0;
		const contact = contacts[number % contacts.length];
		const deal = crm.addDeal({
			...place,
			createdAt,
			// Some are called by their numbers.
			...(number % 10 !== 0 && { name: `${goods[number % goods.length]} ${number}` }),
			price: number % 9 === 0 ? null : number * 120 + 0.5,
			currency: number % 4 === 0 ? 'EUR' : 'USD',
			sourceId: number % 6 === 0 ? 10_000 + number : null,
			responsibleId: crm.users[number % 3]?.id ?? null,
			status:
				number === DEALS ? inactive : isOver ? (number % 2 ? successful : unsuccessful) : active,
			completedAt: isOver ? createdAt + DAY : null,
			contactIds: contact && number % 8 !== 0 ? [contact.id] : [],
			expiration:
				number === 3
					? { date: '2025-09-01', time: '12:00:00', notifyIn: '1h' }
					: number === 4
						? { date: dayIn(3 * DAY), time: null, notifyIn: null }
						: number === 5
							? { date: dayIn(20 * DAY), time: '09:00:00', notifyIn: '2d' }
							: null,
		});
		if (place.pipelineId === crm.pipelines.all()[0]?.id && number % 2 === 0) {
			deal.attributes.set(values['Order number'] ?? 0, `SO-${1_000 + number}`);
			deal.attributes.set(values.Extras ?? 0, ['Training', 'Support']);
		}
		for (const id of deal.contactIds)
			crm.happened(deal, 'deal_contact_added', { contactId: id }, createdAt);
	}
	for (const deal of crm.deals.all()) crm.deals.note(deal, deal.createdAt);
}

/** A board, and tasks about deals. */
function seedTasks(crm: CrmStore): void {
	const board = crm.addBoard('Onboarding', [{ name: 'color', value: '#0a7b83' }]);
	for (const name of ['To do', 'Doing', 'Done']) crm.addStage(board, { name });
	const ofBoard = { of: 'board', id: board.id } as const;
	const { text, multiSelect } = AttributeType;
	crm.addAttribute(ofBoard, { name: 'Room', type: text });
	crm.addAttribute(ofBoard, { name: 'Needs', type: multiSelect, options: ['Laptop', 'Desk'] });
	for (const name of ['urgent', 'waiting'])
		crm.taskTags.add((id) => ({ id, name, colorText: '#ffffff', colorBackground: '#a2191f' }));
	const [urgent] = crm.taskTags.all();
	for (const [index, deal] of crm.deals.all().slice(0, 6).entries())
		crm.addTask({
			name: `Call about ${deal.name}`,
			boardId: board.id,
			stageId: board.stages[index % 3]?.id ?? 0,
			priority: (index % 3) + 1,
			createdAt: deal.createdAt + DAY,
			startAt: '2025-09-01 09:00',
			finishAt: '2025-09-02 17:30',
			tagIds: index % 2 === 0 && urgent ? [urgent.id] : [],
			dealIds: [deal.id],
			contactIds: [...deal.contactIds],
		});
}

/** One is out of stock, and two currencies have prices. */
function seedProducts(crm: CrmStore): void {
	const food = crm.categories.add((id) => ({ id, name: 'Food', parentId: null }));
	const tea = crm.categories.add((id) => ({ id, name: 'Tea', parentId: food.id }));
	const goods = ['Assam', 'Ceylon', 'Darjeeling', 'Earl Grey', 'Sencha'].concat([
		'Espresso',
		'Filter',
		'Lungo',
		'Ristretto',
		'Decaf',
	]);
	for (const [index, name] of goods.entries()) {
		const price = (currency: string, value: number, isDefault: boolean) => ({
			id: crm.partId(),
			currency,
			value,
			oldValue: null,
			isDefault,
		});
		crm.addProduct({
			name,
			vendorCode: `HS-${100 + index}`,
			categoryId: index < 5 ? tea.id : food.id,
			balance: { type: 7, value: index === 3 ? 0 : 40 + index },
			availability: index === 3 ? 3 : 1,
			prices: [
				price('USD', 5 + index, true),
				...(index < 5 ? [price('EUR', 4.5 + index, false)] : []),
			],
			createdAt: START + index * DAY,
		});
	}
}

function seedPayments(crm: CrmStore): void {
	for (const [index, deal] of crm.deals.all().slice(0, 3).entries())
		crm.payments.add((id) => ({
			id,
			dealId: deal.id,
			contactId: deal.contactIds[0] ?? null,
			description: 'By bank transfer',
			amount: 100 + index,
			currency: 'USD',
			status: index === 0 ? PaymentStatus.approved : PaymentStatus.pending,
			createdAt: deal.createdAt + DAY,
		}));
}
