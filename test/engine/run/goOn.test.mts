/** Where the user wants to go on, nothing that fails may leave as success. */
import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import * as contacts from '../../../nodes/SendPulseChatbot/operations/contact/getMany';
import { remove } from '../../../nodes/SendPulse/operations/contact/delete';
import { create } from '../../../nodes/SendPulse/operations/mailingList/create';
import { asFailure } from '../../../nodes/engine/run/defect';
import {
	answering,
	answeringBy,
	apiKey,
	chatbotOperation,
	DONE,
	operation,
	says,
	silent,
	type OperationUnderTest,
} from '../../api.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { StoredCredential, type NodeRun } from '../../n8n.mts';

const BOT = '5f1a2b3c4d5e6f7a8b9c0d01';
const HALF = 'flower \ud83d';

const items = [{ order: 1 }, { order: 2 }];
const message = chatbotOperation('message', 'send');
const text: IDataObject = { channel: 'telegram', contactId: BOT, messageType: 'text', text: 'Hi' };

const refusals: Array<[string, OperationUnderTest, IDataObject, Partial<NodeRun>, RegExp]> = [
	[
		'Retry On Fail',
		message,
		text,
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		/Turn off 'Retry On Fail'/,
	],
	[
		'a Base URL that is none',
		message,
		text,
		{
			credential: new StoredCredential({
				authentication: 'apiKey',
				apiKey: 'k',
				baseUrl: 'nowhere',
			}),
		},
		/Base URL/,
	],
	['no such operation', chatbotOperation('message', 'shout'), {}, {}, /no operation 'shout'/],
	['no such resource', chatbotOperation('letter', 'send'), {}, {}, /no operation '' for 'letter'/],
	[
		'no key',
		message,
		text,
		{ credential: new StoredCredential({ authentication: 'apiKey' }) },
		/key/,
	],
];

describe.each(refusals)('%s', (_, refused, parameters, more, words) => {
	test('is the error of each item, and no item leaves as success', async () => {
		const api = silent();
		const { json, errors, error } = await refused.run(parameters, {
			...more,
			items,
			settings: { ...more.settings, onError: 'continueErrorOutput' },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
		expect(errors).toEqual(
			items.map((item) => ({ ...item, error: expect.stringMatching(words) as string })),
		);
		expect(api.requests).toEqual([]);
	});

	test('stops the run otherwise', async () => {
		silent();
		const { json, error } = await refused.run(parameters, { ...more, items });
		expect(error?.message).toMatch(words);
		expect(json).toEqual([]);
	});
});

test('what was only shown is shown, whatever refuses the rest', async () => {
	silent();
	const { json } = await message.run(
		{ ...text, options: { preview: '={{ $json.order === 1 }}' } },
		{ items, settings: { retryOnFail: true, maxTries: 1, onError: 'continueRegularOutput' } },
	);
	expect(json).toEqual([
		expect.objectContaining({ preview: true, inputItems: [1] }) as IDataObject,
		{
			error: expect.stringMatching(/^Item 2: Turn off 'Retry On Fail'/) as string,
			input: items[1],
		},
	]);
});

describe('which input it was', () => {
	const create = operation('mailingList', 'create');
	const rows = [
		{ name: 'one', error: 'what the node before said', success: true, id: 5 },
		{ name: '', error: 'what the node before said', success: true, id: 5 },
	];
	const refused = expect.stringMatching(/^Item 2: 'Name'/) as string;
	const goingOn = (onError: NodeRun['settings'], more: Partial<NodeRun> = {}) => {
		answeringBy(() => says({ id: 7 }));
		return create.run({ name: '={{ $json.name }}' }, { items: rows, settings: onError, ...more });
	};

	test('is told on the regular output, where nothing of it stands for a result', async () => {
		const { items } = await goingOn({ onError: 'continueRegularOutput' });
		expect(items).toEqual([
			{ json: { id: 7, mailingListId: 7, name: 'one' }, pairedItem: { item: 0 } },
			{ json: { error: refused, input: rows[1] }, pairedItem: { item: 1 } },
		]);
	});

	test('is told on the error output by n8n, which knows failed items by their form', async () => {
		const { json, errors } = await goingOn({ onError: 'continueErrorOutput' });
		expect(json).toHaveLength(1);
		expect(errors).toEqual([{ ...rows[1], error: refused }]);
	});

	test('is no news to an AI Agent', async () => {
		const { nodeType } = ACTION_NODES.SendPulse;
		const description = { ...nodeType.description, name: `${nodeType.description.name}Tool` };
		const tool = Object.assign(Object.create(nodeType) as typeof nodeType, { description });
		const { json } = await goingOn({ onError: 'continueRegularOutput' }, { nodeType: tool });
		expect(json[1]).toEqual({ error: refused });
	});
});

describe('half a character', () => {
	const goOn = { onError: 'continueRegularOutput' } as const;

	test('in a query concerns its item alone', async () => {
		const api = answeringBy(() => says({ success: true, data: [{ id: 'one' }] }));
		const { json } = await chatbotOperation('contact', 'getMany').run(
			{
				channel: 'telegram',
				botId: BOT,
				searchBy: 'variable',
				variable: 'city',
				variableValue: '={{ $json.value }}',
				simplify: false,
			},
			{ items: ['Kyiv', HALF, 'Lviv'].map((value) => ({ value })), settings: goOn },
		);
		expect(json.map(({ id, error }) => id ?? error)).toEqual([
			'one',
			`Item 2: SendPulse can't be asked for '${HALF}', which holds half of a character. Enter another value.`,
			'one',
		]);
		expect(api.requests.some(({ path }) => path.includes('flower'))).toBe(false);
	});
});

describe('a fault of the node itself', () => {
	const goOn = { onError: 'continueRegularOutput' } as const;
	const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
	const DEFECT =
		'The node itself failed (TypeError). Look in SendPulse whether it was done, and please report this with the name of the operation.';

	const failingFor = <T extends object, K extends keyof T>(
		of: T,
		method: K,
		isBad: (...given: unknown[]) => boolean,
	) => {
		const whole = of as Record<string, (...given: unknown[]) => unknown>;
		const real = whole[method as string].bind(of);
		jest.spyOn(whole, method as string).mockImplementation((...given) => {
			if (isBad(...given)) throw new TypeError('secret-text is not a function');
			return real(...given);
		});
	};
	afterEach(() => jest.restoreAllMocks());

	test('while a request is made concerns its item alone', async () => {
		failingFor(create, 'request', (input) => (input as IDataObject).name === 'bad');
		const api = answeringBy(() => says({ id: 7 }));
		const { json } = await operation('mailingList', 'create').run(
			{ name: '={{ $json.name }}' },
			{ items: ['one', 'bad', 'three'].map((name) => ({ name })), settings: goOn },
		);
		expect(json).toEqual([
			{ id: 7, mailingListId: 7, name: 'one' },
			{ error: `Item 2: ${DEFECT}`, input: { name: 'bad' } },
			{ id: 7, mailingListId: 7, name: 'three' },
		]);
		expect(api.requests).toHaveLength(2);
	});

	test('in a batch is never sent once more, and leaves the other batches alone', async () => {
		failingFor(remove, 'request', (inputs) =>
			(inputs as IDataObject[]).some(({ email }) => email === emails[1]),
		);
		const api = answeringBy(() => DONE);
		const { json } = await operation('contact', 'delete').run(
			{ mailingListId: 5, email: '={{ $json.email }}', options: { batchSize: 1 } },
			{ items: emails.map((email) => ({ email })), settings: goOn },
		);
		expect(json.map(({ error }) => error)).toEqual([undefined, `Item 2: ${DEFECT}`, undefined]);
		expect(api.requests).toHaveLength(2);
	});

	test('while parameters are read is told as such', async () => {
		failingFor(contacts.getMany, 'prepare', () => true);
		silent();
		const { json } = await chatbotOperation('contact', 'getMany').run(
			{ channel: 'telegram', botId: BOT, searchBy: 'tag', tag: 'vip' },
			{ settings: goOn },
		);
		expect(json).toEqual([{ error: DEFECT }]);
	});

	test('stops the run otherwise, which says what was done by then', async () => {
		failingFor(create, 'request', (input) => (input as IDataObject).name === 'bad');
		const api = answering(says({ id: 7 }));
		const { error } = await operation('mailingList', 'create').run(
			{ name: '={{ $json.name }}' },
			{ items: ['one', 'bad', 'three'].map((name) => ({ name })), credential: apiKey() },
		);
		expect(error?.message).toBe(`Item 2: ${DEFECT} By then 1 of 3 mailing lists had been created.`);
		expect(api.requests).toHaveLength(1);
	});

	test('is logged by kind and place, without what it says', () => {
		const lines: unknown[] = [];
		const logger = { error: (...line: unknown[]) => lines.push(line) };
		asFailure(new TypeError('secret-text is not a function'), logger, 'Contact → Add');
		expect(lines).toEqual([
			[
				'SendPulse: Contact → Add: the node itself failed (TypeError)',
				{ at: expect.arrayContaining([expect.stringContaining('goOn.test')]) as string[] },
			],
		]);
		expect(JSON.stringify(lines)).not.toContain('secret-text');
	});
});
