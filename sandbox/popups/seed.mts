import type { SandboxState } from '../state.mts';
import type { NewLead, NewPopup } from './store.mts';

const people = [
	{ name: 'Anna Lindström', gender: 2, city: 'Berlin', phone: '4915112345601' },
	{ name: 'Дмитро Коваль', gender: 1, city: 'Kyiv', phone: '380671234501' },
	{ name: null, gender: 0, city: 'Leeds', phone: null },
	{ name: 'Zofia Nowak', gender: 2, city: null, phone: '48601234501' },
];

/** An invented visitor, another for each number; every fifth leaves a number alone. */
export function visitorOf(number: number): NewLead {
	const person = people[number % people.length] as (typeof people)[number];
	const isSilent = number % 5 === 4;
	return {
		...person,
		phone: isSilent ? `38067${String(7_000_000 + number)}` : person.phone,
		email: isSilent ? null : `visitor${number + 1}@mail.example`,
	};
}

const USUAL: NewPopup = {
	name: '',
	type: 2,
	style: 1,
	position: 8,
	text: null,
	isEnabled: true,
	isQuiz: false,
	containsNps: false,
	isTest: false,
};

const DAY = 86_400_000;

/** Two projects with pop-ups of all kinds, subscribers, and votes. */
export function seedPopups({ popups }: SandboxState): void {
	const at = Date.UTC(2025, 5, 2, 9);
	const shop = popups.addProject('Flower shop', 'https://shop.example', at);
	popups.addProject('Blog', 'https://blog.shop.example', at + DAY);
	const add = (data: Partial<NewPopup>) => popups.addPopup(shop, { ...USUAL, ...data }, at);
	const letter = add({ name: 'Newsletter, 10% off', text: 'Leave your address' });
	add({ name: 'Free delivery', type: 6, position: 4, style: 3 });
	add({ name: 'Cookies', type: 5, position: 1, isEnabled: false });
	add({ name: 'Bouquets in motion', type: 7, style: 2 });
	add({ name: 'Two headlines', type: 3, isTest: true });
	const survey = add({ name: 'Would you recommend us?', type: 4, position: 2, containsNps: true });
	add({ name: 'Which flower are you?', isQuiz: true });
	// No document has a word for type 1.
	add({ name: 'An old one', type: 1, isEnabled: false });

	for (let number = 0; number < 7; number += 1)
		popups.subscribe(letter, visitorOf(number), at + (number + 1) * 10 * DAY);
	for (let number = 0; number < 60; number += 1) {
		popups.happen(letter, 'seen', at + number * DAY);
		if (number % 3 === 0) popups.happen(letter, 'closed', at + number * DAY);
	}
	for (const [index, option] of [10, 9, 10, 8, 3, 7, 9, 10].entries()) {
		const then = at + index * 7 * DAY;
		popups.happen(survey, 'seen', then);
		popups.happen(survey, 'engaged', then);
		survey.votes.push({ at: then, option });
	}
}
