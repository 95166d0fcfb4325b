/** Tests that hold for many operations of the chatbots alike. */
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answeringSlowly,
	locator,
	says,
	silent,
	type Answer,
	type OperationUnderTest,
} from '../api.mts';
import { disagreements, schemaOf } from '../schema.mts';
import { goesOnAfterFailures, type Sample } from '../SendPulse/suites.mts';
import { BOT, CONTACT, FLOW, NOTE, OTHER_CONTACT } from './records.mts';

/** Most writes answer so (chatbot services' APIs, schema SuccessResponse). */
export const DONE = says({ success: true, data: true });

/** The API's own way to say that it does not know a contact; no document has it. */
export const NOT_FOUND: Answer = {
	status: 404,
	body: { success: false, data: null, errors: { contact_id: ['Contact not found'] } },
};
const NOT_FOUND_TEXT =
	"SendPulse knows no such contact in this channel. Check that 'Channel' is the one of the contact, and that the ID is SendPulse's own, as in the address of the chat there. SendPulse says: contact_id: Contact not found (status 404).";

const IDS = {
	botId: { label: 'Bot', id: BOT },
	contactId: { label: 'Contact', id: CONTACT },
	flowId: { label: 'Flow', id: FLOW },
	noteId: { label: 'Note ID', id: NOTE },
} as const;

/** IDs in every form that n8n gives them, and none that are not SendPulse's. */
export function takesIds(
	{ operation, parameters, request, answer }: Sample,
	...names: Array<keyof typeof IDS>
): void {
	describe.each(names)('%s', (name) => {
		const { label, id } = IDS[name];

		test.each<[string, unknown]>([
			['a picked entry', locator(id)],
			['an ID that was entered', locator(` ${id} `, 'id')],
			['text', id],
			['an expression', '={{ $json.id }}'],
			['an expression in the locator', locator('={{ $json.id }}', 'id')],
		])('is taken as %s', async (_, given) => {
			const api = answering(answer);
			const { error } = await operation.run(
				{ ...parameters, [name]: given as string },
				{ items: [{ id }] },
			);
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([request]);
		});

		const notAnId = (text: string) =>
			`has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not ${text}.`;
		test.each<[unknown, string]>([
			['', 'is empty. Pick an entry or enter its ID.'],
			[null, 'is empty. Pick an entry or enter its ID.'],
			[123456789, notAnId("'123456789'")],
			['@ann', notAnId("'@ann'")],
			[`${id}0`, notAnId(`'${id}0'`)],
			[`${id.slice(0, 23)}g`, notAnId(`'${id.slice(0, 23)}g'`)],
			['../contacts/delete', notAnId("'../contacts/delete'")],
		])('%j is refused before anything is sent', async (wrong, text) => {
			const api = silent();
			const { error, json } = await operation.run(
				{ ...parameters, [name]: '={{ $json.id }}' },
				{ items: [{ id }, { id: wrong as string }] },
			);
			expect(error?.message).toBe(`Item 2: '${label}' ${text} Nothing was sent.`);
			expect(json).toEqual([]);
			expect(api.requests).toEqual([]);
		});
	});
}

/** Refusals as the chatbots' API writes them. */
export function explainsChatbotRefusals({ operation, parameters, request }: Sample): void {
	test.each<[string, Answer, string]>([
		['not found', NOT_FOUND, NOT_FOUND_TEXT],
		[
			'422, field by field',
			{
				status: 422,
				body: {
					message: 'The given data was invalid.',
					errors: { contact_id: ['is wrong', 'is short'], bot_id: ['is missing'] },
				},
			},
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: The given data was invalid. (contact_id: is wrong, is short; bot_id: is missing) (status 422).',
		],
		[
			'400 in an envelope',
			{
				status: 400,
				body: { success: false, data: null, errors: { contact_id: ['(#2) no'] }, error_code: 400 },
			},
			'SendPulse refused the request. SendPulse says: contact_id: (#2) no (code 400).',
		],
		[
			'a failure with status 200',
			says({ success: false, errors: { contact_id: ['is blocked'] } }),
			'SendPulse refused the request. SendPulse says: contact_id: is blocked (status 200).',
		],
	])('explains %s', async (_, answer, text) => {
		const api = answering(answer);
		const { error, items } = await operation.run(parameters);
		expect(error?.message).toBe(text);
		expect(error?.name).toBe('NodeApiError');
		expect(items).toEqual([]);
		expect(api.requests).toEqual([request]);
	});
}

/** One item is no ID, one is not known; the others are done. */
export function goesOnWithOtherContacts(sample: Sample): void {
	goesOnAfterFailures(sample, {
		name: 'contactId',
		values: { good: CONTACT, wrong: 'Ann', refused: OTHER_CONTACT },
		isRefused: ({ path, body }) => `${path}${JSON.stringify(body)}`.includes(OTHER_CONTACT),
		refusal: NOT_FOUND,
		texts: {
			wrong: "'Contact' has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not 'Ann'.",
			refused: NOT_FOUND_TEXT,
		},
	});
}

/** What is done with one contact keeps its order; what is done with others need not wait. */
export function keepsOrderForOneContact({ operation, parameters, answer }: Sample): void {
	test.each([
		['one contact', [CONTACT, CONTACT, CONTACT, CONTACT], 1],
		['four contacts', [CONTACT, OTHER_CONTACT, FLOW, CONTACT.replace(/.$/, '0')], 4],
	])('%s', async (_, ids, mostAtOnce) => {
		const api = answeringSlowly(answer);
		const { json } = await operation.run(
			{ ...parameters, contactId: '={{ $json.id }}' },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(json).toHaveLength(4);
		expect(api.mostAtOnce).toBe(mostAtOnce);
	});
}

/** A removal whose first answer was lost: if this is not there any more, it has been removed. */
export function takesGoneForDone(
	what: 'Contact' | 'Note' | 'Tag' | 'Variable',
	{ operation, parameters, request, output }: Sample,
): void {
	const LOST: Answer = { status: 502, body: '<html></html>' };
	const gone = (status: number, text: string): Answer => ({
		status,
		body: { success: false, errors: { id: [text] } },
	});

	test.each([
		[404, `${what} not found`],
		[422, `The selected ${what.toLowerCase()} id is invalid.`],
		[400, `${what} doesn't exist`],
		[422, `${what} does not exist for this bot`],
		[400, `The bot has no such ${what.toLowerCase()}`],
	])('what is gone after an answer was lost was done: status %d, %s', async (status, text) => {
		const api = answering(LOST, gone(status, text));
		const { json, error } = await operation.run(parameters);
		expect(error).toBeUndefined();
		expect(json).toEqual(output);
		expect(api.requests).toEqual([request, request]);
	});

	test.each([404, 422])('what is not there at first is a failure: status %d', async (status) => {
		answering(gone(status, 'Contact not found'));
		const { error } = await operation.run(parameters);
		expect(error?.message).toContain('SendPulse says: id: Contact not found');
	});

	test.each<Answer>([
		gone(422, 'The account is blocked'),
		gone(404, 'Bot not found'),
		{ status: 404, body: '<html><body>Not Found</body></html>' },
		{ status: 404, body: { message: `${what} not found` } },
	])('another refusal after an answer was lost is a failure: $body', async (answer) => {
		answering(LOST, answer);
		const { error } = await operation.run(parameters);
		expect(error?.message).toContain('look in SendPulse whether it was done');
	});
}

export interface List {
	operation: OperationUnderTest;
	/** Beside Return All and Limit. */
	parameters: IDataObject;
	path: string;
	/** Of each request, in front of size and skip: `bot_id=…&`. */
	query?: string;
	/** The n-th record, as SendPulse gives it. */
	record(number: number): IDataObject;
	/** The same in the output. */
	output(number: number): IDataObject;
	/** The answer that holds these; the list in an envelope otherwise. */
	answerWith?(records: IDataObject[]): Answer;
	/** Other forms of the list that its schema describes as well. */
	others?: Array<Pick<Sample, 'parameters' | 'answer'>>;
}

const upTo = <T,>(count: number, make: (number: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index + 1));

/** Lists in pages whose greatest size no document tells. */
export function listsBySkip({
	operation,
	parameters,
	path,
	query = '',
	record,
	output,
	answerWith = (records) => says({ success: true, data: records }),
	others = [],
}: List): void {
	const asked = (size: number, skip: number) => ({
		method: 'GET',
		path: `${path}?${query}size=${size}&skip=${skip}`,
	});
	/** SendPulse with so many records, of which a page holds no more than that. */
	const holding = (count: number, most: number) =>
		answeringBy(({ path: asking }) => {
			const [, size, skip] = /size=(\d+)&skip=(\d+)$/.exec(asking) ?? [];
			const end = Number(skip) + Math.min(Number(size), most);
			return answerWith(upTo(count, record).slice(Number(skip), end));
		});

	test.each([20, 50, 100])('nothing is lost when a page holds no more than %d', async (most) => {
		const api = holding(130, most);
		const { json, error } = await operation.run({ ...parameters, returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(upTo(130, output));
		// Each page begins with the last record of the one before.
		const pages = Math.ceil(129 / (most - 1));
		expect(api.requests.slice(0, 2)).toEqual([asked(100, 0), asked(100, most - 1)]);
		expect(api.requests.length).toBeLessThanOrEqual(pages + 4);
	});

	test('no more than the limit, in as few requests as its pages allow', async () => {
		const api = holding(130, 20);
		const { json } = await operation.run({ ...parameters, limit: 50 });
		expect(json).toEqual(upTo(50, output));
		expect(api.requests).toEqual([asked(50, 0), asked(30, 20), asked(10, 40)]);
	});

	test('one request where the limit fits into a page', async () => {
		const api = holding(130, 100);
		const { items } = await operation.run({ ...parameters, limit: 7 });
		expect(items).toEqual(upTo(7, (number) => ({ json: output(number), pairedItem: { item: 0 } })));
		expect(api.requests).toEqual([asked(7, 0)]);
	});

	test('a list that pays no heed to size and skip comes to an end', async () => {
		const api = answeringBy(() => answerWith(upTo(3, record)));
		expect((await operation.run({ ...parameters, returnAll: true })).json).toEqual(upTo(3, output));
		expect(api.requests).toHaveLength(3);
		expect((await operation.run({ ...parameters, limit: 2 })).json).toEqual(upTo(2, output));
	});

	test('an object in place of a list is one record', async () => {
		answering(says({ success: true, data: record(1) }), answerWith([]));
		const { json } = await operation.run({ ...parameters, returnAll: true });
		expect(json).toEqual([output(1)]);
	});

	test('an object with numbered keys is a list', async () => {
		answering(
			says({ success: true, data: { 0: record(1), 1: record(2) } }),
			answerWith([record(2)]),
		);
		const { json } = await operation.run({ ...parameters, returnAll: true });
		expect(json).toEqual([output(1), output(2)]);
	});

	test('nothing is no item', async () => {
		holding(0, 100);
		const { json, error } = await operation.run(parameters);
		expect([json, error]).toEqual([[], undefined]);
	});

	test('gives what its output schema says', async () => {
		holding(2, 100);
		const { json } = await operation.run(parameters);
		for (const other of others) {
			nock.cleanAll();
			answering(other.answer, answerWith([]));
			json.push(...(await operation.run(other.parameters)).json);
		}
		const schema = schemaOf(operation.node, operation.resource, operation.name);
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(disagreements(schema, json)).toEqual([]);
	});
}
