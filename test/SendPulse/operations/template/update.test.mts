import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringSlowly,
	DONE,
	HOST,
	locator,
	operation,
	refuses,
	silent,
} from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { HASH, NOT_ACCEPTED, NOT_FOUND_TO_EDIT, notATemplate, TEMPLATE } from './templates.mts';

const update = operation('template', 'update');
const sample: Sample = {
	operation: update,
	parameters: {
		templateId: TEMPLATE,
		html: '<p>Grüße 🎉, {{name}}!</p>',
		options: { language: 'ru' },
	},
	request: {
		method: 'POST',
		path: `/template/edit/${TEMPLATE}`,
		body: { body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+', lang: 'ru' },
	},
	answer: DONE,
	output: [{ success: true, templateId: TEMPLATE }],
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	NOT_FOUND_TO_EDIT,
	[
		422,
		2900,
		'You cant edit templates from layout template editor',
		"The template was made in SendPulse's layout editor, which the API can't change, or is still being processed. Edit it in SendPulse or create a new one from HTML; if it is new, try again in a minute.",
	],
	NOT_ACCEPTED,
]);
goesOnAfterFailures(sample, {
	name: 'templateId',
	values: { good: TEMPLATE, wrong: 'spring', refused: 404404 },
	isRefused: ({ path }) => path.endsWith('/404404'),
	refusal: refuses(404, 31, 'Template not found'),
	texts: {
		wrong: `'Template' ${notATemplate('spring')}`,
		refused:
			'There is no such template. Pick the template again, or check its ID. SendPulse says: Template not found (code 31).',
	},
});

describe('by the text ID, which another one takes the place of with each edit', () => {
	const byHash: Sample = {
		...sample,
		parameters: { ...sample.parameters, templateId: HASH },
		request: { ...sample.request, path: `/template/edit/${HASH}` },
		output: [{ success: true, templateId: HASH }],
	};

	test('finds the template', async () => {
		const api = answering(DONE);
		const { json } = await update.run(byHash.parameters);
		expect(api.requests).toEqual([byHash.request]);
		expect(json).toEqual(byHash.output);
	});

	// The second time it would not be found any more.
	doesNotRepeat(byHash);
	refusesRetryOnFail(byHash, 'Update');
});

test.each<[string, unknown]>([
	['text', ` ${TEMPLATE} `],
	['picked entry', locator(String(TEMPLATE))],
	['entered ID', locator(TEMPLATE, 'id')],
	['expression', '={{ $json.id }}'],
	['expression in the locator', locator('={{ $json.id }}', 'id')],
])('takes a template as %s', async (_, templateId) => {
	const api = answering(DONE);
	const { error } = await update.run(
		{ ...sample.parameters, templateId: templateId as string },
		{ items: [{ id: TEMPLATE }] },
	);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([sample.request]);
});

test('sends no language where none was chosen', async () => {
	const api = answering(DONE);
	await update.run({ ...sample.parameters, options: {} });
	expect(api.requests.map(({ body }) => body)).toEqual([
		{ body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+' },
	]);
});

test('Preview Only shows HTML as HTML', async () => {
	const api = silent();
	const { json } = await update.run({ ...sample.parameters, options: { preview: true } });
	expect(api.requests).toEqual([]);
	expect(json).toEqual([
		{
			preview: true,
			method: 'POST',
			url: `${HOST}/template/edit/${TEMPLATE}`,
			body: { body: '<p>Grüße 🎉, {{name}}!</p>' },
			inputItems: [1],
		},
	]);
});

test('changes one template in the order of the input, however it is named', async () => {
	const api = answeringSlowly(DONE);
	await update.run(
		{ templateId: '={{ $json.id }}', html: '={{ $json.html }}' },
		{
			items: [
				{ id: TEMPLATE, html: '1' },
				{ id: HASH, html: '2' },
				{ id: String(TEMPLATE), html: '3' },
			],
		},
	);
	expect(api.mostAtOnce).toBe(1);
	expect(api.requests.map(({ body }) => (body as IDataObject).body)).toEqual([
		'MQ==',
		'Mg==',
		'Mw==',
	]);
});

test.each<[IDataObject, string]>([
	[{ templateId: '={{ "" }}' }, "'Template' is empty. Fill it in."],
	[{ templateId: '={{ 0 }}' }, `'Template' ${notATemplate('0')}`],
	[{ templateId: '1/../2' }, `'Template' ${notATemplate('1/../2')}`],
	[{ templateId: HASH.slice(1) }, `'Template' ${notATemplate(HASH.slice(1))}`],
	[
		{ html: '={{ $json.missing }}' },
		"'HTML' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out.",
	],
	[
		{ options: { language: '={{ "uk" }}' } },
		"'Language' has to be one of en, pt, ru, es, tr, ua, not 'uk'.",
	],
])('refuses %j before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await update.run({ ...sample.parameters, ...wrong });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
