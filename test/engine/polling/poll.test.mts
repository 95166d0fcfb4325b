/** What a polling trigger does, whatever it watches. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { inQuery } from '../../../nodes/engine/api/pager';
import { requests } from '../../../nodes/engine/api/request';
import { poll, type Watch } from '../../../nodes/engine/polling/poll';
import { answeringBy, refuses, says, StandIn, type Answer } from '../../api.mts';
import { PolledNode } from '../../pollNode.mts';
import { plainProduct } from '../madeUp.mts';

const { get } = requests({ ...plainProduct, pager: inQuery('limit', 'offset') });

type Memory = { last: number };

/** Students of a course, whose IDs grow. */
const students = (courseId: number): Watch<Memory> => ({
	of: { courseId },
	look: async (client, memory) => {
		const rules = { identify: ({ id }: IDataObject) => id };
		const { records: all } = await client.list(get`/courses/${courseId}/students`, rules);
		const last = Math.max(0, ...all.map(({ id }) => Number(id)));
		const fresh = all.filter(({ id }) => Number(id) > (memory?.last ?? 0));
		// What is kept of a failed poll would show in the next one.
		if (memory) memory.last = last;
		if (fresh.some(({ broken }) => broken)) throw new Error('Not understood');
		return { records: fresh, memory: { last } };
	},
	newest: async (client, count) => {
		const rules = { identify: ({ id }: IDataObject) => id };
		const { records: all } = await client.list(get`/courses/${courseId}/students`, rules);
		return all.reverse().slice(0, count);
	},
});

/** The node, with the course that its parameters name. */
const polled = (course = { id: 7 }) =>
	new PolledNode(async function () {
		return await poll(this, () => students(course.id) as Watch);
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

test('a restart of n8n loses nothing and repeats nothing, and so does an edited workflow', async () => {
	const node = polled();
	await node.publish();
	there.push({ id: 3 });
	expect(await node.restart()).toEqual([{ id: 3 }]);
	expect(await node.restart()).toEqual([]);
	there.push({ id: 4 });
	expect(await node.update()).toEqual([{ id: 4 }]);
	there.push({ id: 5 });
	expect(await node.tick()).toEqual([{ id: 5 }]);
	expect(await node.restart()).toEqual([]);
});

test('what happened while the workflow was not published starts nothing', async () => {
	const node = polled();
	await node.publish();
	there.push({ id: 3 });
	expect(await node.publish()).toEqual([]);
	there.push({ id: 4 });
	expect(await node.tick()).toEqual([{ id: 4 }]);
});

test('a poll that fails half-way notes nothing: the next one finds the same', async () => {
	const node = polled();
	await node.tick();
	there = Array.from({ length: 250 }, (_, n) => ({ id: n + 1 }));
	const before = node.memory;
	const asked = api.requests.length;
	fault = (request) => (request > asked ? refuses(403, 403, 'Forbidden') : undefined);
	await expect(node.tick()).rejects.toMatchObject({ name: 'NodeApiError' });
	expect(node.memory).toBe(before);
	fault = undefined;
	expect(await node.tick()).toHaveLength(248);
});

test('nor does one that fails with all at hand, whatever it did to the memory that it was given', async () => {
	const node = polled();
	await node.tick();
	there.push({ id: 3, broken: true });
	await expect(node.tick()).rejects.toThrow('Not understood');
	there[2] = { id: 3 };
	expect(await node.tick()).toEqual([{ id: 3 }]);
});

test('a poll that n8n starts while the last one goes on asks nothing', async () => {
	const node = polled();
	await node.tick();
	there.push({ id: 3 });
	const asked = api.requests.length;
	const [one, other] = await Promise.all([node.tick(), node.tick()]);
	expect([...one, ...other]).toEqual([{ id: 3 }]);
	expect(api.requests.slice(asked)).toHaveLength(2);
	// It is over: the next one asks again, and so it does after one that failed.
	fault = () => refuses(403, 403, 'Forbidden');
	await expect(node.tick()).rejects.toThrow();
	fault = undefined;
	there.push({ id: 4 });
	expect(await node.tick()).toEqual([{ id: 4 }]);
});

test('Fetch Test Event shows the newest three and notes nothing', async () => {
	there = Array.from({ length: 9 }, (_, n) => ({ id: n + 1 }));
	const node = polled();
	expect(await node.test()).toEqual([{ id: 9 }, { id: 8 }, { id: 7 }]);
	expect(node.memory).toBe('{}');
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

test('so does another account, and the first one anew when it is chosen again', async () => {
	const node = polled();
	await node.tick();
	node.account = 'other';
	there.push({ id: 3 });
	expect(await node.tick()).toEqual([]);
	there.push({ id: 4 });
	expect(await node.tick()).toEqual([{ id: 4 }]);
	expect(node.memory).not.toContain('other');
});

test('more requests than a poll may make are an error in words', async () => {
	there = Array.from({ length: 30_000 }, (_, n) => ({ id: n + 1 }));
	const node = polled();
	await expect(node.tick()).rejects.toMatchObject({
		message:
			'Looking for what is new would take more than 220 requests to SendPulse. Nothing was noted, so the next poll begins where this one did. If it stays so, unpublish the workflow and publish it again: then it begins anew, with what happens from then on.',
		// While n8n publishes it shows the description alone, where there is one.
		description: null,
	});
	expect(api.requests).toHaveLength(220);
	expect(node.savedMemory).toBe('{}');
});

test('it ends before n8n gives it up', async () => {
	api = new StandIn(() => says(there), { host: 'https://slow.example', delayMs: 300 });
	const node = new PolledNode(
		async function () {
			return await poll(this, () => students(7) as Watch);
		},
		{ credential: { baseUrl: 'https://slow.example' } },
	);
	await expect(node.tick(10)).rejects.toMatchObject({
		message: expect.stringContaining('took longer than') as string,
	});
	expect(node.savedMemory).toBe('{}');
});
