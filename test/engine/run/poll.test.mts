/** What a polling trigger does, whatever it watches. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { inQuery } from '../../../nodes/engine/api/pager';
import { requests } from '../../../nodes/engine/api/request';
import { poll, type Watch } from '../../../nodes/engine/run/poll';
import { answeringBy, refuses, says, StandIn, type Answer } from '../../api.mts';
import { PolledNode } from '../../pollNode.mts';
import { plainProduct } from '../madeUp.mts';

const { get } = requests({ ...plainProduct, pager: inQuery('limit', 'offset') });

type Memory = { last: number };

/** Students of a course, whose IDs grow. */
const students = (courseId: number): Watch<Memory> => ({
	of: { courseId },
	look: async (client, memory) => {
		const all = await client.list(get`/courses/${courseId}/students`, { identify: ({ id }) => id });
		const last = Math.max(0, ...all.map(({ id }) => Number(id)));
		const fresh = all.filter(({ id }) => Number(id) > (memory?.last ?? 0));
		return { records: fresh, memory: { last } };
	},
	newest: async (client, count) => {
		const all = await client.list(get`/courses/${courseId}/students`, { identify: ({ id }) => id });
		return all.reverse().slice(0, count);
	},
});

/** The node, with the course that its parameters name. */
const polled = (course = { id: 7 }) =>
	new PolledNode(async function () {
		return await poll(this, students(course.id));
	});

let there: IDataObject[] = [];
let fault: ((request: number) => Answer | undefined) | undefined;
let api: StandIn;

beforeEach(() => {
	there = [{ id: 1 }, { id: 2 }];
	fault = undefined;
	let count = 0;
	api = answeringBy(({ path }) => {
		const query = new URL(path, 'http://x').searchParams;
		const from = Number(query.get('offset'));
		return fault?.(count++) ?? says(there.slice(from, from + Number(query.get('limit'))));
	});
});

test('what was there starts nothing, what comes starts the workflow once', async () => {
	const node = polled();
	expect(await node.tick()).toEqual([]);
	expect(await node.tick()).toEqual([]);
	there.push({ id: 3 }, { id: 4 });
	expect(await node.tick()).toEqual([{ id: 3 }, { id: 4 }]);
	expect(await node.tick()).toEqual([]);
});

test('an empty list is a memory, too', async () => {
	there = [];
	const node = polled();
	expect(await node.tick()).toEqual([]);
	there.push({ id: 1 });
	expect(await node.tick()).toEqual([{ id: 1 }]);
});

test('a poll that fails half-way notes nothing: the next one finds the same', async () => {
	const node = polled();
	await node.tick();
	there = Array.from({ length: 250 }, (_, n) => ({ id: n + 1 }));
	const before = JSON.stringify(node.staticData);
	const asked = api.requests.length;
	fault = (request) => (request > asked ? refuses(403, 403, 'Forbidden') : undefined);
	await expect(node.tick()).rejects.toMatchObject({ name: 'NodeApiError' });
	expect(JSON.stringify(node.staticData)).toBe(before);
	fault = undefined;
	expect(await node.tick()).toHaveLength(248);
});

test('Fetch Test Event shows the newest three and notes nothing', async () => {
	there = Array.from({ length: 9 }, (_, n) => ({ id: n + 1 }));
	const node = polled();
	expect(await node.test()).toEqual([{ id: 9 }, { id: 8 }, { id: 7 }]);
	expect(node.staticData).toEqual({});
});

test('another course begins anew', async () => {
	const course = { id: 7 };
	const node = polled(course);
	await node.tick();
	course.id = 8;
	there.push({ id: 3 });
	expect(await node.tick()).toEqual([]);
	there.push({ id: 4 });
	expect(await node.tick()).toEqual([{ id: 4 }]);
});

test('n8n keeps no data of people', async () => {
	there = [{ id: 1, email: 'ann@mail.example' }];
	const node = polled();
	await node.tick();
	expect(JSON.stringify(node.staticData)).not.toContain('ann');
});

test('more requests than a poll may make are an error in words', async () => {
	there = Array.from({ length: 30_000 }, (_, n) => ({ id: n + 1 }));
	const node = polled();
	await expect(node.tick()).rejects.toMatchObject({
		message:
			'Looking for what is new would take more than 220 requests to SendPulse. Nothing was noted, so the next poll begins where this one did. Let it look less often, or for less.',
	});
	expect(api.requests).toHaveLength(220);
	expect(node.staticData).toEqual({});
});

test('it ends before n8n gives it up', async () => {
	api = new StandIn(() => says(there), { host: 'https://slow.example', delayMs: 300 });
	const node = new PolledNode(
		async function () {
			return await poll(this, students(7));
		},
		{ baseUrl: 'https://slow.example' },
	);
	await expect(node.tick(10)).rejects.toMatchObject({
		message: expect.stringContaining('took longer than') as string,
	});
	expect(node.staticData).toEqual({});
});
