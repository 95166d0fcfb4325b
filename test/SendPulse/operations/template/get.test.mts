import type { IDataObject } from 'n8n-workflow';
import { answering, locator, operation, refuses, says, silent } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import {
	documentedTemplate,
	HASH,
	NOT_FOUND,
	notATemplate,
	simplifiedTemplate,
	TEMPLATE,
} from './templates.mts';

const get = operation('template', 'get');
const sample: Sample = {
	operation: get,
	parameters: { templateId: TEMPLATE, options: { owner: 'me' } },
	request: { method: 'GET', path: `/template/${TEMPLATE}?owner=me` },
	answer: says({ ...documentedTemplate, body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+' }),
	output: [{ ...simplifiedTemplate, body: '<p>Grüße 🎉, {{name}}!</p>' }],
};
const notFound = refuses(404, 290, 'Template not found');
const notFoundText =
	'There is no such template. Pick the template again, or check its ID. SendPulse says: Template not found (code 290).';
const asked = (path: string) => ({ method: 'GET', path });

givesWhatItShould(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	NOT_FOUND,
	[
		422,
		2900,
		'This template in processing. You need to wait',
		"The template was made in SendPulse's layout editor, which the API can't change, or is still being processed. Edit it in SendPulse or create a new one from HTML; if it is new, try again in a minute.",
	],
]);
goesOnAfterFailures(sample, {
	name: 'templateId',
	values: { good: TEMPLATE, wrong: 'spring', refused: 404404 },
	isRefused: ({ path }) => path.includes('/404404'),
	refusal: notFound,
	texts: { wrong: `'Template' ${notATemplate('spring')}`, refused: notFoundText },
});

describe.each<[string, unknown, string]>([
	['number', TEMPLATE, `/template/${TEMPLATE}`],
	['text', ` ${TEMPLATE} `, `/template/${TEMPLATE}`],
	['text ID', HASH, `/template/${HASH}`],
	['picked entry', locator(String(TEMPLATE)), `/template/${TEMPLATE}`],
	['entered ID', locator(HASH, 'id'), `/template/${HASH}`],
	['expression', '={{ $json.id }}', `/template/${TEMPLATE}`],
	['slug', locator('sweet-valentines-day', 'slug'), '/template/slug/sweet-valentines-day'],
	['slug of digits', locator(2024, 'slug'), '/template/slug/2024'],
	[
		'slug with anything in it',
		locator(' grüße/an alle? ', 'slug'),
		'/template/slug/gr%C3%BC%C3%9Fe%2Fan%20alle%3F',
	],
	['slug from an expression', locator('={{ $json.slug }}', 'slug'), '/template/slug/spring'],
])('by %s', (_, templateId, path) => {
	const items = [{ id: TEMPLATE, slug: 'spring' }];
	const run = async (options: IDataObject) =>
		await get.run({ templateId: templateId as string, options }, { items });

	test('is looked for among those of the account', async () => {
		const api = answering(says(documentedTemplate));
		const { json } = await run({});
		expect(api.requests).toEqual([asked(`${path}?owner=me`)]);
		expect(json).toEqual([simplifiedTemplate]);
	});

	test('and then among those of SendPulse', async () => {
		const api = answering(notFound, says(documentedTemplate));
		const { json, error } = await run({ language: 'es' });
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([
			asked(`${path}?owner=me&lang=es`),
			asked(`${path}?owner=sendpulse&lang=es`),
		]);
		expect(json).toEqual([simplifiedTemplate]);
	});

	test.each(['me', 'sendpulse'])('of the owner %s only, where that is given', async (owner) => {
		const api = answering(notFound, says(documentedTemplate));
		const { error } = await run({ owner });
		expect(error?.message).toBe(notFoundText);
		expect(api.requests).toEqual([asked(`${path}?owner=${owner}`)]);
	});
});

test('neither of the account nor of SendPulse', async () => {
	const api = answering(notFound, notFound);
	const { error } = await get.run({ templateId: TEMPLATE });
	expect(error?.message).toBe(notFoundText);
	expect(api.requests).toHaveLength(2);
});

test.each([
	[422, 2900, 'This template in processing. You need to wait'],
	[403, 800, 'Unauthorized action.'],
])('looks no further after status %i', async (status, code, words) => {
	const api = answering(refuses(status, code, words), says(documentedTemplate));
	const { error } = await get.run({ templateId: TEMPLATE });
	expect(error?.message).toContain(words);
	expect(api.requests).toEqual([asked(`/template/${TEMPLATE}?owner=me`)]);
});

test('without Simplify all that SendPulse gives', async () => {
	answering(says(documentedTemplate));
	const { json } = await get.run({ ...sample.parameters, simplify: false });
	expect(json).toEqual([documentedTemplate]);
});

test('simplified it has ten fields at most', async () => {
	answering(sample.answer);
	const { json } = await get.run(sample.parameters);
	expect(Object.keys(json[0])).toHaveLength(10);
});

test.each([
	['base64', 'PHA+eDwvcD4=', '<p>x</p>'],
	['base64 in lines', 'PHA+\r\neDwvcD4=\n', '<p>x</p>'],
	['HTML', '<p>x</p>', '<p>x</p>'],
	['nothing', '', ''],
	// Could be base64 by its letters, but is no text then.
	['a word', 'Newsletter12', 'Newsletter12'],
	['base64 that is cut off', 'PHA+eDwvcD4', 'PHA+eDwvcD4'],
])('its HTML, if SendPulse gives it: %s', async (_, body, html) => {
	answering(says({ ...documentedTemplate, body }));
	const { json } = await get.run({ ...sample.parameters, simplify: false });
	expect(json).toEqual([{ ...documentedTemplate, body: html }]);
});

test.each<[IDataObject, string]>([
	[{ templateId: '={{ "" }}' }, "'Template' is empty. Fill it in."],
	[{ templateId: 'sweet-valentines-day' }, `'Template' ${notATemplate('sweet-valentines-day')}`],
	[{ templateId: locator('-1', 'id') }, `'Template' ${notATemplate('-1')}`],
	[{ templateId: locator('={{ "" }}', 'slug') }, "'Template' is empty. Fill it in."],
	[
		{ templateId: locator('..', 'slug') },
		"SendPulse can't be asked for '..'. Enter another value.",
	],
	[{ options: { owner: '={{ "all" }}' } }, "'Owner' has to be one of me, sendpulse, not 'all'."],
	[
		{ options: { language: '={{ "uk" }}' } },
		"'Language' has to be one of en, pt, ru, es, tr, ua, not 'uk'.",
	],
])('refuses %j before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await get.run({ templateId: TEMPLATE, ...wrong });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
