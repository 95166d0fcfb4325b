import '../quickWaits.mts';
import documented from '../../docs/automation-webhooks.json';
import { getAutomations } from '../../nodes/SendPulseAutomationTrigger/getAutomations';
import schema from '../../nodes/SendPulseAutomationTrigger/__schema__/v1.1.0.json';
import { answering, apiKey, says, silent } from '../api.mts';
import { callMethod } from '../n8n.mts';
import { disagreements, type Schema } from '../schema.mts';
import { form } from '../webhookNode.mts';
import { sent } from './samples.mts';
import { KEY, TriggerUnderTest } from './trigger.mts';

const delivered = async (body: unknown, parameters: object = {}) =>
	await new TriggerUnderTest({ parameters: parameters as never }).deliver(body);
const simplified = async (fields: object, parameters: object = {}) =>
	(await delivered([sent(fields as never)], parameters)).json[0];

describe('a delivery', () => {
	it('gives an item in the shape that the schema and the sample to paste show', async () => {
		const api = silent();

		const { json } = await delivered([sent()], { options: { timeZone: 'Europe/Kyiv' } });

		expect(json).toEqual([
			{
				automationId: 123456789,
				name: 'ThirdEmailOpened',
				occurredAt: '2026-01-04T07:02:39.000Z',
				email: 'ann@example.com',
				phone: '+380631234567',
				variables: { name: 'Ann', city: 'Kyiv' },
			},
		]);
		expect(disagreements(schema as Schema, json)).toEqual([]);
		expect(documented).toEqual(json);
		expect(api.requests).toEqual([]);
	});

	it.each([
		[[{ name: 'Ann', city: 'Kyiv' }]],
		[[{ name: 'Ann' }, { city: 'Kyiv' }]],
		[{ name: 'Ann', city: 'Kyiv' }],
	])('has its variables as one object, whether they come as %j', async (variables) => {
		expect(await simplified({ variables })).toMatchObject({
			variables: { name: 'Ann', city: 'Kyiv' },
		});
	});

	it.each([[[]], [null], ['none'], [undefined]])('has none of %j', async (variables) => {
		expect(await simplified({ variables, email: '', phone: null })).toMatchObject({
			variables: {},
			email: null,
			phone: null,
		});
	});

	const kyiv = '2026-07-04T06:02:39.000Z';
	it.each([
		['2026-07-04 09:02:39', kyiv],
		['2026-07-04T09:02:39+03:00', kyiv],
		[1_783_144_959, kyiv],
		[{ date: '2026-07-04 09:02:39.000000', timezone_type: 3, timezone: 'Europe/Kyiv' }, kyiv],
		[{ date: '2026-07-04 09:02:39.000000', timezone_type: 1, timezone: '+03:00' }, kyiv],
		[{ date: '2026-07-04 09:02:39.000000', timezone: 'Nowhere' }, kyiv],
		[{ date: '2026-07-04 06:02:39.000000', timezone_type: 3, timezone: 'UTC' }, kyiv],
		['', null],
		[{}, null],
	])('was sent %j: %j', async (date, time) => {
		const options = { timeZone: 'Europe/Kyiv' };
		expect(await simplified({ execution_date: date }, { options })).toMatchObject({
			occurredAt: time,
		});
	});

	it('comes untouched where it is not to be simplified, and may be a form', async () => {
		expect((await delivered([sent()], { simplify: false })).json).toEqual([sent()]);
		const fields = '0[automation_id]=5&0[title]=Goal&0[variables][0][name]=Ann';
		const trigger = new TriggerUnderTest();
		expect((await trigger.deliver(...form(fields))).json).toMatchObject([
			{ automationId: 5, name: 'Goal', variables: { name: 'Ann' } },
		]);
	});

	it.each([
		[{ webhookNames: 'goal, thirdemailopened' }, 1],
		[{ webhookNames: 'Goal' }, 0],
		[{ automationIds: [123456789] }, 1],
		[{ automationIds: '={{ "5, 123456789" }}' }, 1],
		[{ automationIds: [5] }, 0],
	])('is filtered by %j', async (filters, count) => {
		expect((await delivered([sent()], { filters })).json).toHaveLength(count);
	});
});

describe('the key', () => {
	it('is the answer to every delivery, also to those that start nothing', async () => {
		const trigger = new TriggerUnderTest({
			parameters: { filters: { webhookNames: 'ThirdEmailOpened' } },
		});
		const answers = [];
		for (const body of [[sent()], [sent()], [sent({ title: 'Other' })], [], [{ hello: 1 }]]) {
			const { answer, type, status, json } = await trigger.deliver(body);
			answers.push([answer, type, status, json.length]);
		}
		const text = 'text/plain; charset=utf-8';
		expect(answers).toEqual([
			[KEY, text, 200, 1],
			[KEY, text, 200, 0],
			[KEY, text, 200, 0],
			[KEY, text, 200, 0],
			// What is not understood is refused, and SendPulse reads the key all the same.
			[KEY, text, 400, 0],
		]);
	});

	it.each(['GET', 'HEAD'])('is the answer to %s', async (method) => {
		const { answer, status, type } = await new TriggerUnderTest().deliver('', { method });
		expect([answer, status, type]).toEqual([KEY, 200, 'text/plain; charset=utf-8']);
	});

	it('may be JSON', async () => {
		const options = { keyFormat: 'json' };
		const trigger = new TriggerUnderTest({ parameters: { options } });
		expect((await trigger.deliver([sent()])).answer).toEqual({ key: KEY });
		const { answer, type } = await trigger.deliver('', { method: 'GET' });
		expect([answer, type]).toEqual([JSON.stringify({ key: KEY }), 'application/json']);
	});

	it('is told to nobody who does not name the secret of the URL', async () => {
		const secret = 'q7Zk2w9mPx4LhT1c';
		const trigger = new TriggerUnderTest({ parameters: { options: { secret } } });

		for (const method of ['GET', 'HEAD', 'POST']) {
			const stranger = await trigger.deliver([sent()], { method });
			expect([stranger.json, stranger.answer]).toEqual([[], expect.not.stringContaining(KEY)]);
			const known = await trigger.deliver([sent()], { method, query: { key: secret } });
			expect([method, known.status, known.answer]).toEqual([method, 200, KEY]);
		}
	});

	it('may be missing: then nothing is answered', async () => {
		const { answer, status, json } = await delivered([sent()], { confirmationKey: '' });
		expect([answer, status, json.length]).toEqual(['', 200, 1]);
	});

	it('is never in an item', async () => {
		const { items } = await delivered([sent()], { simplify: false });
		expect(JSON.stringify(items)).not.toContain(KEY);
	});
});

it('is no webhook of a flow: what belongs to the other triggers', async () => {
	const trigger = new TriggerUnderTest();
	for (const body of [
		[{ title: 'open_chat', service: 'telegram', date: 1 }],
		[{ event: 'spam', email: 'ann@example.com', automation_id: 5 }],
		{ automation_id: 'five' },
	]) {
		const { status, items } = await trigger.deliver(body);
		expect([status, items]).toEqual([400, undefined]);
	}
	expect(trigger.warnings).toEqual([
		expect.stringMatching(/^SendPulse Automation Trigger: a delivery held no event/),
	]);
});

it('starts nothing for what comes again, also after a restart', async () => {
	const trigger = new TriggerUnderTest();
	await trigger.deliver([sent()]);
	expect((await trigger.deliver([sent()])).items).toBeUndefined();
	expect((await trigger.deliver([sent({ email: 'bo@example.com' })])).json).toHaveLength(1);
	const restarted = new TriggerUnderTest({ staticData: { ...trigger.staticData } });
	expect((await restarted.deliver([sent()])).items).toBeUndefined();
});

describe('publishing', () => {
	it('asks SendPulse nothing', async () => {
		const api = silent();
		const trigger = new TriggerUnderTest();
		expect(await trigger.checkExists()).toBe(true);
		expect(api.requests).toEqual([]);
	});

	it.each([
		[{ options: { timeZone: 'Kiew' } }, "'Time Zone' is none that n8n knows: 'Kiew'"],
		[{ options: { ipAllowlist: 'my office' } }, "'IP(s) Allowlist' has an entry"],
		[{ options: { secret: '' } }, "'Secret in URL' has to be"],
	])('with %j says what is wrong', async (parameters, words) => {
		await expect(new TriggerUnderTest({ parameters }).checkExists()).rejects.toThrow(words);
	});
});

describe('the list of flows', () => {
	it('has all of them, whichever of its fields has the name', async () => {
		const api = answering(
			says({
				data: [
					{ id: 5, name: 'Welcome', status: 1 },
					{ id: '6', name: null, main_data: { automation_name: 'Cart' } },
					{ id: 7 },
				],
			}),
			says({ data: [] }),
		);
		expect(await callMethod('loadOptions', getAutomations, apiKey())).toEqual([
			{ name: 'Welcome', value: 5 },
			{ name: 'Cart', value: 6 },
			{ name: 'Flow 7', value: 7 },
		]);
		expect(api.requests[0]).toMatchObject({
			method: 'GET',
			path: '/a360/autoresponders/list?limit=100&offset=0',
		});
	});
});
