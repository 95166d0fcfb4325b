/** What a flow is given when it is run, by its ID or by a keyword. */
import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, locator, silent } from '../../../api.mts';
import { CONTACT, FLOW } from '../../records.mts';
import { DONE } from '../../suites.mts';

const whom = { channel: 'telegram', contactId: CONTACT };
const flows = [
	{ run: chatbotOperation('flow', 'run'), parameters: { ...whom, flowId: locator(FLOW) } },
	{ run: chatbotOperation('flow', 'runByTrigger'), parameters: { ...whom, keyword: '/start' } },
];
const fields = (...variable: IDataObject[]): IDataObject => ({
	specifyVariables: 'fields',
	variables: { variable },
});
const json = (variablesJson: unknown): IDataObject => ({
	specifyVariables: 'json',
	variablesJson: variablesJson as string,
});

describe.each(flows)('$run.name', ({ run, parameters }) => {
	test.each<[string, IDataObject, unknown]>([
		[
			'fields',
			fields({ name: 'tracking_number', value: '={{ 1234 }}' }),
			{ tracking_number: 1234 },
		],
		['a name with spaces', fields({ name: ' a b ', value: 'x' }), { 'a b': 'x' }],
		['JSON, as deep as it likes', json('{"a": {"b": [1, null]}}'), { a: { b: [1, null] } }],
		['no fields', fields(), undefined],
		['empty JSON', json('{}'), undefined],
		['nothing', {}, undefined],
	])('%s', async (_, given, external_data) => {
		const api = answering(DONE);
		const { error } = await run.run({ ...parameters, ...given });
		expect(error).toBeUndefined();
		const body = api.requests[0].body as IDataObject;
		expect(body.external_data).toEqual(external_data);
		expect('external_data' in body).toBe(external_data !== undefined);
	});

	test.each<[IDataObject, string]>([
		[fields({ value: 'x' }), "'Variables' has a variable without a name. Name it or remove it."],
		[
			fields({ name: 'a', value: '1' }, { name: 'a', value: '2' }),
			"'Variables' has two variables named 'a'. Remove one.",
		],
		[json('[1]'), `'Variables (JSON)' has to be a JSON object, e.g. {"name": "Ann"}, not '[1]'.`],
	])('%j is refused before anything is sent', async (given, text) => {
		const api = silent();
		const { error } = await run.run({ ...parameters, ...given });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});
