import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, HOST, operation, refuses, says, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { NOT_ACCEPTED } from './templates.mts';

const create = operation('template', 'create');
const sample: Sample = {
	operation: create,
	parameters: { name: ' My Template ', html: '<p>Grüße 🎉, {{name}}!</p>', language: 'ua' },
	request: {
		method: 'POST',
		path: '/template',
		body: {
			name: 'My Template',
			body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+',
			lang: 'ua',
		},
	},
	answer: says({ result: true, real_id: 1042220 }),
	output: [{ success: true, real_id: 1042220, name: 'My Template' }],
};
const nameTaken =
	'A template with this name exists already. Choose another name. SendPulse says: Template with such name already exist (code 573).';

givesWhatItShould(sample);
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Create');
explainsRefusals(sample, [
	[
		422,
		573,
		'Template with such name already exist',
		'A template with this name exists already. Choose another name.',
	],
	NOT_ACCEPTED,
]);
goesOnAfterFailures(sample, {
	name: 'language',
	values: { good: 'ua', wrong: 'de', refused: 'en' },
	isRefused: ({ body }) => (body as IDataObject).lang === 'en',
	refusal: refuses(422, 573, 'Template with such name already exist'),
	texts: {
		wrong: "'Language' has to be one of en, pt, ru, es, tr, ua, not 'de'.",
		refused: nameTaken,
	},
});

test('Preview Only shows HTML as HTML', async () => {
	const api = silent();
	const { json, error } = await create.run({ ...sample.parameters, options: { preview: true } });
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([]);
	expect(json).toEqual([
		{
			preview: true,
			method: 'POST',
			url: `${HOST}/template`,
			body: { name: 'My Template', body: '<p>Grüße 🎉, {{name}}!</p>', lang: 'ua' },
			inputItems: [1],
		},
	]);
});

test.each(['en', 'pt', 'ru', 'es', 'tr', 'ua'])('knows the language %s', async (language) => {
	const api = answering(sample.answer);
	await create.run({ ...sample.parameters, language });
	expect(api.requests[0].body).toMatchObject({ lang: language });
});

test('makes one template for each item, in their order', async () => {
	const api = answering(
		says({ result: true, real_id: 1 }),
		refuses(422, 573, 'Template with such name already exist'),
	);
	const { error } = await create.run(
		{ ...sample.parameters, name: '={{ $json.name }}' },
		{ items: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] },
	);
	expect(error?.message).toBe(`Item 2: ${nameTaken} By then 1 of 3 templates had been created.`);
	expect(api.requests.map(({ body }) => (body as IDataObject).name)).toEqual(['one', 'two']);
});

test.each<[IDataObject, string]>([
	[{ name: '={{ "" }}' }, "'Name' is empty. Fill it in."],
	[{ name: '={{ "  " }}' }, "'Name' is empty. Fill it in."],
	[{ name: '={{ $json }}' }, '\'Name\' has to be text, not \'{"some":"item"}\'.'],
	[{ html: '={{ "" }}' }, "'HTML' is empty. Fill it in."],
	[{ html: '  \n' }, "'HTML' is empty. Fill it in."],
	[
		{ html: '<p>{{ $json.some }}</p>' },
		"'HTML' holds the expression {{ $json.some }} as plain text, and your readers would see it like this. Switch the field to Expression.",
	],
	[{ language: '={{ "uk" }}' }, "'Language' has to be one of en, pt, ru, es, tr, ua, not 'uk'."],
])('refuses %j before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await create.run(
		{ ...sample.parameters, ...wrong },
		{ items: [{ some: 'item' }] },
	);
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
