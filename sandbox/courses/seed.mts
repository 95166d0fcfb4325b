import type { SandboxState } from '../state.mts';

const BEGAN = Date.UTC(2025, 3, 7, 9);
const DAY = 86_400_000;

/** A school with three courses; one has plans that cost something, one leads to a certificate. */
export function seedCourses({ school }: SandboxState): void {
	school.tags.push({ id: 501, name: 'Buyer' }, { id: 502, name: 'Scholarship' });
	school.courses.push(
		{
			id: 3_120,
			name: 'Flower arranging',
			slug: 'flower-arranging',
			hasCertificate: true,
			lessons: ['Tools', 'Colours', 'Shapes', 'A bouquet'],
			tests: { 'What goes with what': 2, Final: 4 },
			homeworks: { 'Your first bouquet': 4 },
			tariffs: [
				{ id: 901, name: 'Basic', isMain: true, price: 4_900, currency: 'EUR' },
				{ id: 902, name: 'With a teacher', isMain: false, price: 12_900, currency: 'EUR' },
			],
			groups: ['Spring'],
		},
		{
			id: 3_121,
			name: 'Keeping house plants',
			slug: 'house-plants',
			hasCertificate: false,
			lessons: ['Light', 'Water', 'Soil'],
			tests: {},
			homeworks: {},
			tariffs: [{ id: 911, name: 'Free', isMain: true, price: null, currency: 'EUR' }],
			groups: [],
		},
		{
			id: 3_122,
			name: 'Gardens in the city',
			slug: 'city-gardens',
			hasCertificate: false,
			lessons: ['Balconies', 'Roofs'],
			tests: {},
			homeworks: {},
			tariffs: [],
			groups: [],
		},
	);
	const [flowers, plants] = school.courses;
	if (!flowers || !plants) return;
	for (const [index, [firstName, lastName]] of PEOPLE.entries()) {
		const student = school.add({
			email: `${firstName}.${lastName}@mail.example`.toLowerCase(),
			firstName,
			lastName,
			language: 'en_US',
			tagIds: index % 2 === 0 ? [501] : [],
		});
		school.enroll(student, flowers, flowers.tariffs[index % 2] ?? null, BEGAN + index * DAY);
		if (index % 3 === 0) {
			school.enroll(student, plants, plants.tariffs[0] ?? null, BEGAN + (index + 1) * DAY);
		}
	}
}

const PEOPLE: ReadonlyArray<readonly [first: string, last: string]> = [
	['Anna', 'Lindstrom'],
	['Bruno', 'Ferreira'],
	['Olena', 'Koval'],
	['Mehmet', 'Demir'],
	['Sofia', 'Rossi'],
];
