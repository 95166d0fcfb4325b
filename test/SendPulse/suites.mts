/** Tests that hold for many operations alike; each operation's file says what is its own. */
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	HOST,
	locator,
	refuses,
	silent,
	type Answer,
	type Arrived,
	type OperationUnderTest,
} from '../api.mts';
import { disagreements, schemaOf } from '../schema.mts';

/** An operation, filled in completely for one input item, and what that must lead to. */
export interface Sample {
	operation: OperationUnderTest;
	parameters: IDataObject;
	request: Arrived;
	/** SendPulse's answer as documented. */
	answer: Answer;
	output: IDataObject[];
}

/** The list of all samples, and one that SendPulse does not know. */
export const LIST = 89300001;
const UNKNOWN_LIST = 404404;

export const UNKNOWN_LIST_TEXT =
	'There is no such mailing list. Pick the mailing list again, or check its ID. SendPulse says: Book not found (code 213).';

const linked = (records: IDataObject[], item: number) =>
	records.map((json) => ({ json, pairedItem: { item } }));

/** Several samples are the operation's several forms; the schema describes them all. */
export function givesWhatItShould(...samples: Sample[]): void {
	test.each(samples)(
		'makes exactly this request and gives exactly these items: $request.method $request.path',
		async ({ operation, parameters, request, answer, output }) => {
			const api = answering(answer);
			const { items, error } = await operation.run(parameters);
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([request]);
			expect(items).toEqual(linked(output, 0));
		},
	);

	test('gives what its output schema says', async () => {
		const [{ operation }] = samples;
		const schema = schemaOf(operation.node, operation.resource, operation.name);
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		const all: IDataObject[] = [];
		for (const { parameters, answer } of samples) {
			answering(answer);
			const { json } = await operation.run(parameters);
			all.push(...json);
			nock.cleanAll();
		}
		expect(disagreements(schema, all)).toEqual([]);
	});
}

/** A parameter that takes the ID of something, which is a whole number. */
export interface IdParameter {
	name: string;
	/** As the user sees it. */
	label: string;
	/** The one of the sample. */
	id: number;
}

export function takesListInAnyForm(sample: Sample): void {
	takesIdInAnyForm(sample, { name: 'mailingListId', label: 'Mailing List', id: LIST });
}

export function takesIdInAnyForm(
	{ operation, parameters, request, answer }: Sample,
	{ name, label, id }: IdParameter,
): void {
	test.each<[string, unknown]>([
		['number', id],
		['text', String(id)],
		['text with spaces', ` ${id} `],
		['picked entry', locator(String(id))],
		['picked number', locator(id)],
		['entered ID', locator(` ${id}`, 'id')],
		['expression that gives a number', '={{ $json.number }}'],
		['expression that gives text', '={{ $json.text }}'],
		['expression in the locator', locator('={{ $json.text }}', 'id')],
	])(`takes a ${label.toLowerCase()} as %s`, async (_, given) => {
		const api = answering(answer);
		const { error } = await operation.run(
			{ ...parameters, [name]: given as string },
			{ items: [{ number: id, text: String(id) }] },
		);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([request]);
	});

	const notAnId = (text: string) => `has to be an ID, a whole number like 123456, not ${text}.`;
	test.each<[unknown, string]>([
		['', 'is empty. Pick an entry or enter its ID.'],
		[null, 'is empty. Pick an entry or enter its ID.'],
		['abc', notAnId("'abc'")],
		[0, notAnId("'0'")],
		[-5, notAnId("'-5'")],
		[1.5, notAnId("'1.5'")],
		['1e3', notAnId("'1e3'")],
		['1/../2', notAnId("'1/../2'")],
		['99999999999999999999', notAnId("'99999999999999999999'")],
		[[id, id], notAnId(`'[${id},${id}]'`)],
	])(`refuses %j as ${label.toLowerCase()} before anything is sent`, async (wrong, text) => {
		const api = silent();
		const { error, json } = await operation.run(
			{ ...parameters, [name]: '={{ $json.id }}' },
			{ items: [{ id }, { id: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: '${label}' ${text} Nothing was sent.`);
		expect(json).toEqual([]);
		expect(api.requests).toEqual([]);
	});
}

export function takesAddresses(
	{ operation, parameters }: Sample,
	{ name, label }: Pick<IdParameter, 'name' | 'label'> = { name: 'email', label: 'Email' },
): void {
	test.each<[unknown, string]>([
		['', 'is empty. Enter an e-mail address.'],
		['  ', 'is empty. Enter an e-mail address.'],
		[null, 'is empty. Enter an e-mail address.'],
		['ann', "is not an e-mail address: 'ann'. Correct it or leave this item out."],
		['ann@example', "is not an e-mail address: 'ann@example'. Correct it or leave this item out."],
		[
			'ann@example.com, bob@example.com',
			"is not an e-mail address: 'ann@example.com, bob@example.com'. Correct it or leave this item out.",
		],
		[5, "is not an e-mail address: '5'. Correct it or leave this item out."],
	])('refuses %j as address before anything is sent', async (wrong, text) => {
		const api = silent();
		const { error } = await operation.run(
			{ ...parameters, [name]: '={{ $json.email }}' },
			{ items: [{ email: 'ann@example.com' }, { email: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: '${label}' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
}

/** Status, code and words of the API, and what the user reads. */
export type Refusal = [status: number, code: number, words: string, text: string];

/** @param refusing a refusal as the product writes it, where not as most of them do */
export function explainsRefusals(
	{ operation, parameters, request }: Sample,
	table: Refusal[],
	refusing = refuses,
): void {
	test.each(table)('explains status %i, code %i (%s)', async (status, code, words, text) => {
		const api = answering(refusing(status, code, words));
		const { error, items } = await operation.run(parameters);
		expect(error?.message).toBe(`${text} SendPulse says: ${words} (code ${code}).`);
		expect([error?.name, error?.httpCode]).toEqual(['NodeApiError', String(status)]);
		expect(items).toEqual([]);
		expect(api.requests).toEqual([request]);
	});
}

export const BOOK_NOT_FOUND: Refusal = [
	404,
	213,
	'Book not found',
	'There is no such mailing list. Pick the mailing list again, or check its ID.',
];

/** How an item fails: before it is sent, and when SendPulse answers. */
export interface Failing {
	/** The parameter that makes it fail. */
	name: string;
	/** The value of the sample, one that is refused before it is sent, and one that SendPulse refuses. */
	values: { good: unknown; wrong: unknown; refused: unknown };
	/** A parameter that makes each item another, where equal ones are refused. */
	varying?: string;
	/** Whether a request is the one to be refused. */
	isRefused(request: Arrived): boolean;
	refusal: Answer;
	/** What the user reads, behind "Item 2: ". */
	texts: { wrong: string; refused: string };
}

const unknownList: Failing = {
	name: 'mailingListId',
	values: { good: LIST, wrong: 'abc', refused: UNKNOWN_LIST },
	isRefused: ({ path }) => path.includes(`/${UNKNOWN_LIST}`),
	refusal: refuses(404, 213, 'Book not found'),
	texts: {
		wrong: "'Mailing List' has to be an ID, a whole number like 123456, not 'abc'.",
		refused: UNKNOWN_LIST_TEXT,
	},
};

export function goesOnAfterFailures(
	{ operation, parameters, answer, output }: Sample,
	{ name, values, varying, isRefused, refusal, texts }: Failing = unknownList,
): void {
	const itemWith = (value: unknown, index: number) =>
		({ value, ...(varying ? { text: `text ${index}` } : {}) }) as IDataObject;
	const { good } = values;
	const fourItems = [good, values.wrong, values.refused, good].map(itemWith);
	const varied = {
		...parameters,
		[name]: '={{ $json.value }}',
		...(varying ? { [varying]: '={{ $json.text }}' } : {}),
	};
	const knowsOne = () => answeringBy((request) => (isRefused(request) ? refusal : answer));
	const wrong = `Item 2: ${texts.wrong}`;
	const refused = `Item 3: ${texts.refused}`;

	test('goes on after failed items where the user wants that', async () => {
		knowsOne();
		const { items, error } = await operation.run(varied, {
			items: fourItems,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([
			...linked(output, 0),
			{ json: { error: wrong, input: fourItems[1] }, pairedItem: { item: 1 } },
			{ json: { error: refused, input: fourItems[2] }, pairedItem: { item: 2 } },
			...linked(output, 3),
		]);
	});

	test('sends failed items to the error output where there is one', async () => {
		knowsOne();
		const { items, errors, error } = await operation.run(varied, {
			items: fourItems,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([...linked(output, 0), ...linked(output, 3)]);
		// n8n puts the input beside the message.
		expect(errors).toEqual([
			{ ...fourItems[1], error: wrong },
			{ ...fourItems[2], error: refused },
		]);
	});
}

export function previews({ operation, parameters, request }: Sample): void {
	test('sends nothing with Preview Only, and shows the request', async () => {
		const api = silent();
		const { items, error } = await operation.run({
			...parameters,
			options: { ...(parameters.options as IDataObject | undefined), preview: true },
		});
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([]);
		const { method, path, ...body } = request;
		const shown = { preview: true, method, url: `${HOST}${path}`, ...body, inputItems: [1] };
		expect(items).toEqual([{ json: shown, pairedItem: [{ item: 0 }] }]);
	});
}

/** To be used with quick waits: n8n pauses before it repeats. */
export function refusesRetryOnFail({ operation, parameters }: Sample, name: string): void {
	test("refuses n8n's Retry On Fail", async () => {
		const api = silent();
		const { error } = await operation.run(parameters, {
			settings: { retryOnFail: true, maxTries: 2 },
		});
		expect(error?.message).toBe(
			`Turn off 'Retry On Fail' in this node's settings: '${name}' must not be done twice, and n8n would repeat it for every item. Nothing was sent.`,
		);
		expect(api.requests).toEqual([]);
	});
}

/**
 * Equal items are a mistake: what they cost is known only when it is too late.
 *
 * @param what "create the same campaign"
 * @param varying a parameter that makes an item another
 */
export function refusesEqualItems(
	{ operation, parameters, request, answer, output }: Sample,
	what: string,
	varying: string,
): void {
	const remedy = "Switch on 'Execute Once' in this node's settings, or map something that differs.";

	test('equal items are refused before anything is sent', async () => {
		const api = silent();
		const { error, items } = await operation.run(parameters, {
			items: [{ n: 1 }, { n: 2 }, { n: 3 }],
		});
		expect(error?.message).toBe(`3 input items would ${what} 3 times. ${remedy} Nothing was sent.`);
		expect([items, api.requests]).toEqual([[], []]);
	});

	test('the others are done, where the user wants to go on', async () => {
		const api = answering(answer);
		const { items, errors } = await operation.run(
			{ ...parameters, [varying]: '={{ $json.text }}' },
			{
				items: ['same', 'other', 'same'].map((text) => ({ text })),
				settings: { onError: 'continueErrorOutput' },
			},
		);
		const text = `2 input items (1; 3) would ${what} 2 times. ${remedy}`;
		expect(items).toEqual(linked(output, 1));
		expect(errors).toEqual([
			{ text: 'same', error: `Item 1: ${text}` },
			{ text: 'same', error: `Item 3: ${text}` },
		]);
		expect(api.requests).toMatchObject([{ method: request.method, path: request.path }]);
	});

	test('Preview Only says so', async () => {
		silent();
		const { json, hints } = await operation.run(
			{ ...parameters, options: { ...(parameters.options as IDataObject), preview: true } },
			{ items: [{ n: 1 }, { n: 2 }] },
		);
		expect(json.map(({ preview }) => preview)).toEqual([true, true]);
		expect(hints).toContain(
			`2 input items would ${what} 2 times. ${remedy} Without Preview Only they are refused.`,
		);
	});
}

export function worksWithRetryOnFail({
	operation,
	parameters,
	request,
	answer,
	output,
}: Sample): void {
	test("works with n8n's Retry On Fail", async () => {
		const api = answering(answer);
		const { items } = await operation.run(parameters, { settings: { retryOnFail: true } });
		expect(api.requests).toEqual([request]);
		expect(items).toEqual(linked(output, 0));
	});
}

/** What a proxy or a plan says, which is no word about what was to be removed. */
const SOMEBODY_ELSE: Answer[] = [
	{ status: 404, body: '<html><body>Not Found</body></html>' },
	{ status: 404, body: { message: 'Not Found' } },
	{ status: 403, body: { message: 'Your account is inactive', error_code: 403 } },
	{ status: 422, body: { message: 'Your plan is not active', error_code: 422 } },
];

/**
 * To be used with quick waits, for what removes something: SendPulse saying that it is not there.
 *
 * @param more what the output then has beside the usual; without it, it is believed only after an
 * attempt that may have worked
 */
export function findsItGone(sample: Sample, gone: Answer, more?: IDataObject): void {
	const { operation, parameters, request, output } = sample;
	if (more) {
		// Done: a run that stopped half-way can be run again.
		givesWhatItShould(sample, { ...sample, answer: gone, output: [{ ...output[0], ...more }] });
	} else {
		test('it is not believed at once', async () => {
			answering(gone);
			const { error } = await operation.run(parameters);
			expect(error?.message).toContain('SendPulse says');
		});
	}

	test('"not there" after an unclear attempt means that it had worked', async () => {
		const api = answering({ status: 504, body: '' }, gone);
		const { items, error } = await operation.run(parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([request, request]);
		expect(items).toEqual(linked(output, 0));
	});

	test.each(SOMEBODY_ELSE)('that is not said by $status $body', async (answer) => {
		answering({ status: 503, body: '' }, answer);
		const { items, error } = await operation.run(parameters);
		expect(error?.message).toContain('look in SendPulse whether it was done');
		expect(items).toEqual([]);
	});
}

const WEB_PAGE: Answer = { status: 502, body: '<html><body>Bad Gateway</body></html>' };

/** To be used with quick waits: a write that may be repeated is sent four times before it is given up. */
export function repeatsWhatIsUnclear({
	operation,
	parameters,
	request,
	answer,
	output,
}: Sample): void {
	test('sends again what stayed unclear', async () => {
		const api = answering(WEB_PAGE, answer);
		const { items } = await operation.run(parameters);
		expect(api.requests).toEqual([request, request]);
		expect(items).toEqual(linked(output, 0));
	});

	test('gives up after four attempts', async () => {
		const api = answering(WEB_PAGE, WEB_PAGE, WEB_PAGE, WEB_PAGE);
		const { error } = await operation.run(parameters);
		expect(error?.message).toBe(
			'SendPulse answered with status 502 and a web page instead of data, 4 times in a row. Try again in a minute.',
		);
		expect(api.requests).toEqual([request, request, request, request]);
	});
}

/** @param whereToLook where the operation says that it shows whether it was done */
export function doesNotRepeat(
	{ operation, parameters, request }: Sample,
	whereToLook = 'in SendPulse',
): void {
	test('is not sent again when it is unclear whether SendPulse acted', async () => {
		const api = answering(WEB_PAGE);
		const { error } = await operation.run(parameters);
		expect(error?.message).toBe(
			`SendPulse answered with status 502 and a web page instead of data. It was not sent again, because SendPulse may have done it all the same. Look ${whereToLook} whether it was done before you run this again.`,
		);
		expect(api.requests).toEqual([request]);
	});
}
