import '../../../quickWaits.mts';
import { answering, answeringBy, operation, refuses, says, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';

const create = operation('mailingList', 'create');
const sample: Sample = {
	operation: create,
	parameters: { name: 'My New Book' },
	request: { method: 'POST', path: '/addressbooks', body: { bookName: 'My New Book' } },
	answer: says({ id: 422325 }),
	output: [{ mailingListId: 422325, id: 422325, name: 'My New Book' }],
};

givesWhatItShould(sample);
previews(sample);
refusesRetryOnFail(sample, 'Create');
doesNotRepeat(sample);
explainsRefusals(sample, [
	[
		422,
		203,
		'Name already in use',
		'A mailing list with this name exists already. Choose another name.',
	],
	[422, 201, 'Name is empty', 'The name of the mailing list is empty. Enter a name.'],
	[
		422,
		422,
		'Argument bookName must be string',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('trims the name, and takes a number for one', async () => {
	const api = answering(says({ id: 1 }), says({ id: 2 }));
	const { json } = await create.run(
		{ name: '={{ $json.name }}' },
		{ items: [{ name: '  Größe 名 ' }, { name: 2024 }] },
	);
	expect(api.requests.map(({ body }) => body)).toEqual([
		{ bookName: 'Größe 名' },
		{ bookName: '2024' },
	]);
	expect(json).toEqual([
		{ mailingListId: 1, id: 1, name: 'Größe 名' },
		{ mailingListId: 2, id: 2, name: '2024' },
	]);
});

test.each(['', '   ', null])('refuses %j as name before anything is sent', async (wrong) => {
	const api = silent();
	const { error } = await create.run(
		{ name: '={{ $json.name }}' },
		{ items: [{ name: 'Newsletter' }, { name: wrong }] },
	);
	expect(error?.message).toBe("Item 2: 'Name' is empty. Fill it in. Nothing was sent.");
	expect(api.requests).toEqual([]);
});

test('refuses an object as name', async () => {
	const api = silent();
	const { error } = await create.run({ name: '={{ $json }}' }, { items: [{ title: 'x' }] });
	expect(error?.message).toBe(`'Name' has to be text, not '{"title":"x"}'. Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

describe('several lists, one of which exists', () => {
	const names = { name: '={{ $json.name }}' };
	const items = [{ name: 'New' }, { name: 'Old' }, { name: 'Newer' }];
	const oldExists = () =>
		answeringBy(({ body }) =>
			(body as { bookName: string }).bookName === 'Old'
				? refuses(422, 203, 'Name already in use')
				: says({ id: 7 }),
		);
	const text =
		'Item 2: A mailing list with this name exists already. Choose another name. SendPulse says: Name already in use (code 203).';

	test('stops there and says what was done by then', async () => {
		const api = oldExists();
		const { error } = await create.run(names, { items });
		expect(error?.message).toBe(`${text} By then 1 of 3 mailing lists had been created.`);
		expect(api.requests.map(({ body }) => body)).toEqual([
			{ bookName: 'New' },
			{ bookName: 'Old' },
		]);
	});

	test('goes on where the user wants that', async () => {
		oldExists();
		const { items: out } = await create.run(names, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(out).toEqual([
			{ json: { mailingListId: 7, id: 7, name: 'New' }, pairedItem: { item: 0 } },
			{ json: { error: text, input: items[1] }, pairedItem: { item: 1 } },
			{ json: { mailingListId: 7, id: 7, name: 'Newer' }, pairedItem: { item: 2 } },
		]);
	});

	test('sends it to the error output', async () => {
		oldExists();
		const { json, errors } = await create.run(names, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toEqual([
			{ mailingListId: 7, id: 7, name: 'New' },
			{ mailingListId: 7, id: 7, name: 'Newer' },
		]);
		expect(errors).toEqual([{ name: 'Old', error: text }]);
	});
});
