import type { SandboxState } from '../state.mts';
import {
	AttributeType,
	CrmStatus,
	type CrmContact,
	type CrmStore,
	type NewContact,
} from './store.mts';

const DAY = 86_400_000;
/** When the first contact was made; the others follow, two a day. */
const START = Date.UTC(2025, 6, 1, 8, 30);
const CONTACTS = 130;

/** A team, its contacts and companies, and the pipelines that deals go through: the same on each day. */
export function seedCrm(state: SandboxState): void {
	const { crm } = state;
	seedTeam(state);
	seedAttributes(crm);
	seedContacts(state);
	seedCompanies(crm);
	seedPipelines(crm);
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
	for (const name of ['New', 'Contacted', 'Offer']) crm.addStage(sales, { name });
	crm.addStage(sales, { name: 'Fair 2024', status: CrmStatus.inactive });
	const renewals = crm.addPipeline('Renewals');
	crm.addStage(renewals, { name: 'Due', addEndHours: 8, notifyIn: '1h' });
	crm.addStage(renewals, { name: 'Signed' });
}
