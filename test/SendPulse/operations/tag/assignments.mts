/** Tests that hold for giving tags to a contact and for taking them away. */
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, operation, refuses, silent } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsInsideTheEnvelope, NO_PRO_PLAN, QUEUE_ID, QUEUED } from './envelope.mts';

/** @param pin `pin` or `unpin`, as the API has it */
export function assigns(name: string, pin: string, done: string): void {
	const assign = operation('tag', name);
	const byEmail: Sample = {
		operation: assign,
		parameters: { assignTo: 'email', email: 'test@test.com', tagIds: [11111, 22222] },
		request: {
			method: 'POST',
			path: `/tags/${pin}/email`,
			body: { email: 'test@test.com', tags: [11111, 22222] },
		},
		answer: QUEUED,
		output: [{ queued: true, email: 'test@test.com', tagIds: [11111, 22222], queueId: QUEUE_ID }],
	};
	const byPhone: Sample = {
		operation: assign,
		parameters: { assignTo: 'phone', phone: '+1 (234) 567-89', tagIds: [5] },
		request: {
			method: 'POST',
			path: `/tags/${pin}/phone`,
			body: { phone: '123456789', tags: [5] },
		},
		answer: QUEUED,
		output: [{ queued: true, phone: '123456789', tagIds: [5], queueId: QUEUE_ID }],
	};
	const tagsIn = ({ body }: { body?: unknown }) => (body as { tags: number[] }).tags;

	givesWhatItShould(byEmail, byPhone);
	failsInsideTheEnvelope(byEmail);
	takesAddresses(byEmail);
	repeatsWhatIsUnclear(byEmail);
	worksWithRetryOnFail(byPhone);
	explainsRefusals(byEmail, [NO_PRO_PLAN]);
	describe('by e-mail', () => previews(byEmail));
	describe('by phone', () => previews(byPhone));
	goesOnAfterFailures(byEmail, {
		name: 'email',
		values: { good: 'test@test.com', wrong: 'test', refused: 'nobody@test.com' },
		isRefused: ({ body }) => (body as { email: string }).email === 'nobody@test.com',
		refusal: refuses(422, 17, 'Email not found'),
		texts: {
			wrong: "'Email' is not an e-mail address: 'test'. Correct it or leave this item out.",
			refused:
				'The e-mail address is not valid or not known. Check the spelling of the address. SendPulse says: Email not found (code 17).',
		},
	});

	test('an e-mail address is what it goes by unless told otherwise', async () => {
		const api = answering(QUEUED);
		await assign.run({ email: 'test@test.com', tagIds: [1] });
		expect(api.requests.map(({ path }) => path)).toEqual([`/tags/${pin}/email`]);
	});

	test('what does not belong to the chosen way is neither read nor sent', async () => {
		const api = answering(QUEUED);
		const { error } = await assign.run({ ...byPhone.parameters, email: 'no address' });
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([byPhone.request]);
	});

	test.each<[string, unknown, number[]]>([
		['picked tags', [3, 15], [3, 15]],
		['texts', ['3', ' 15 '], [3, 15]],
		['text with commas', '3, 15,', [3, 15]],
		['an expression that gives a list', '={{ $json.list }}', [3, 15]],
		['an expression that gives texts', '={{ $json.texts }}', [3, 15]],
		['an expression that gives one number', '={{ $json.one }}', [3]],
		['repeated ones', [3, '3', 15, 3], [3, 15]],
	])('takes tags as %s', async (_, tagIds, sent) => {
		const api = answering(QUEUED);
		const { json } = await assign.run(
			{ ...byEmail.parameters, tagIds: tagIds as number[] },
			{ items: [{ list: [3, 15], texts: ['3', '15'], one: 3 }] },
		);
		expect(api.requests.map(tagsIn)).toEqual([sent]);
		expect(json[0].tagIds).toEqual(sent);
	});

	const notAnId = (text: string) => `has to be an ID, a whole number like 123456, not '${text}'.`;
	test.each<[unknown, string]>([
		[[], 'is empty. Choose at least one tag.'],
		['', 'is empty. Choose at least one tag.'],
		[' , ', 'is empty. Choose at least one tag.'],
		[null, 'is empty. Choose at least one tag.'],
		['VIP', notAnId('VIP')],
		[[3, 'VIP'], notAnId('VIP')],
		[[3, 1.5], notAnId('1.5')],
		[[0], notAnId('0')],
	])('refuses %j as tags before anything is sent', async (wrong, text) => {
		const api = silent();
		const { error } = await assign.run(
			{ ...byEmail.parameters, tagIds: '={{ $json.tags }}' },
			{ items: [{ tags: [3] }, { tags: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: 'Tag Names or IDs' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test.each<[IDataObject, string]>([
		[{ phone: '' }, "'Phone' is empty. Enter a phone number."],
		[
			{ phone: 'office' },
			"'Phone' is not a phone number: 'office'. Use the international form, e.g. +380632727700.",
		],
		[{ assignTo: 'name' }, "'Find Contact By' has to be one of email, phone, not 'name'."],
	])('refuses %j before anything is sent', async (wrong, text) => {
		const api = silent();
		const { phone, assignTo } = byPhone.parameters;
		const { error } = await assign.run(
			{
				assignTo: '={{ $json.assignTo }}',
				// n8n wants both filled in where either may be chosen.
				email: '={{ $json.email }}',
				phone: '={{ $json.phone }}',
				tagIds: [1],
			},
			{ items: [{ phone, assignTo, ...wrong }] },
		);
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('what concerns one contact keeps its order, and ends with a refusal', async () => {
		const api = answeringBy((request) =>
			tagsIn(request)[0] === 2 ? refuses(422, 422, 'Argument tags is invalid') : QUEUED,
		);
		const { error } = await assign.run(
			{ email: '={{ $json.email }}', tagIds: '={{ $json.tag }}' },
			{
				items: [
					{ email: 'ann@example.com', tag: 1 },
					{ email: 'Ann@example.com', tag: 2 },
					{ email: 'ann@example.com', tag: 3 },
				],
			},
		);
		expect(error?.message).toBe(
			`Item 2: A value was not accepted. Correct the value that SendPulse names. SendPulse says: Argument tags is invalid (code 422). By then 1 of 3 contacts had been ${done}.`,
		);
		expect(api.requests.map(tagsIn)).toEqual([[1], [2]]);
	});
}
