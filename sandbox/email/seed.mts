import { randomFrom } from '../faults.mts';
import type { SeedSetup } from '../product.mts';
import type { SandboxState } from '../state.mts';
import { ContactStatus } from './contacts.mts';
import { seedMailings } from './seedMailings.mts';

const MANY = 130;

const names = [
	'Anna Lindström',
	'Björn Andersson',
	'Chloé Beauchêne',
	'Дмитро Шевченко',
	'Elif Çelik',
	'Françoise Müller',
	'Giulia Ferreira',
	'Håkon Jørgensen',
	'Íris Pereira',
	'João García',
	'Łukasz Kowalski',
	"Niamh O'Hara",
	'Олена Іваненко',
	'Pavel Dvořák',
	'Søren Eriksen',
	'Trần Nguyễn',
	'Zoë Weiß',
	'佐藤 美咲',
	'محمد الحسن',
];
const cities = ['Berlin', 'Kraków', 'Київ', 'Lisboa', 'Malmö', 'Zürich', 'İzmir', '東京'];

/** Senders, lists, contacts, and what is made of them. */
export function seedEmail(state: SandboxState, { seed, manyLists }: SeedSetup): void {
	state.senders.add({ email: 'hello@shop.example', name: 'Holm & Sons', activated: true });
	state.senders.add({ email: 'new@shop.example', name: 'Not activated yet', activated: false });

	seedCustomers(state, seed);
	seedTesters(state);
	seedNewsletter(state);

	seedMailings(state);

	for (let index = 1; manyLists && index <= MANY; index += 1) {
		state.lists.create(`Archive ${String(index).padStart(3, '0')}`, Date.UTC(2024, 0, index));
	}
}

function seedCustomers(state: SandboxState, seed: number): void {
	const random = randomFrom(seed);
	const pick = <T,>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const list = state.lists.create('Customers', Date.UTC(2025, 2, 4, 8, 30));
	list.variables
		.set('name', 'string')
		.set('city', 'string')
		.set('orders', 'number')
		.set('birthday', 'date');
	for (let index = 1; index <= 253; index += 1) {
		const values = new Map<string, string | number>();
		values.set('name', pick(names));
		if (index % 3) values.set('city', pick(cities));
		if (index % 2) values.set('orders', Math.floor(random() * 40));
		if (index % 5 === 0) {
			const birthday = new Date(
				Date.UTC(
					1960 + Math.floor(random() * 45),
					Math.floor(random() * 12),
					1 + Math.floor(random() * 28),
				),
			);
			values.set('birthday', birthday.toISOString().slice(0, 10));
		}
		const number = String(index).padStart(3, '0');
		list.contacts.add({
			email:
				index % 10 === 0 ? `customer${number}+shop@mail.example` : `customer${number}@mail.example`,
			status:
				index % 25 === 0
					? ContactStatus.unsubscribed
					: index % 40 === 7
						? ContactStatus.sendingError
						: ContactStatus.active,
			addedAt: Date.UTC(2025, 2, 5, 9, index),
			source: 'panel',
			values,
			phone: index % 6 === 0 ? `4930${String(1_000_000 + index)}` : null,
		});
	}
}

function seedTesters(state: SandboxState): void {
	const list = state.lists.create('Beta testers', Date.UTC(2025, 5, 18, 14, 5));
	list.variables.set('name', 'string').set('since', 'date');
	for (const [index, name] of ['Ines', 'Jürgen', 'Khadija', 'Liam', 'Мирослава'].entries()) {
		list.contacts.add({
			email: `tester${index + 1}@lab.example`,
			status: index === 4 ? ContactStatus.unsubscribed : ContactStatus.active,
			addedAt: Date.UTC(2025, 5, 19 + index, 10),
			source: 'form',
			values: new Map([
				['name', name],
				['since', `2025-06-${19 + index}`],
			]),
		});
	}
}

// Empty, with a variable of each type: made for imports.
function seedNewsletter(state: SandboxState): void {
	const list = state.lists.create('Newsletter', Date.UTC(2025, 8, 1, 7));
	list.variables
		.set('name', 'string')
		.set('company', 'string')
		.set('visits', 'number')
		.set('birthday', 'date');
}
