/** Who subscribes in pop-ups and to pushes, and students of courses, against the sandbox. */
import { pass } from '../engine/virtualTime.mts';
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { unseenOfDays } from '../../nodes/engine/polling/days';
import { SendPulsePollingTrigger } from '../../nodes/SendPulsePollingTrigger/SendPulsePollingTrigger.node';
import type { Sandbox } from '../../sandbox/index.mts';
import { PolledNode } from '../pollNode.mts';
import { borrowedSandbox } from '../servers.mts';

const DAY = 86_400_000;
let sandbox: Sandbox;

afterEach(async () => await sandbox?.close());

/** The trigger of a new sandbox. */
async function trigger(of: (state: Sandbox['state']) => IDataObject): Promise<PolledNode> {
	sandbox = borrowedSandbox({ perSecond: 1_000 });
	const baseUrl = await sandbox.listen();
	const { key } = sandbox.state.account.apiKeys[0]!;
	return new PolledNode(new SendPulsePollingTrigger(), {
		parameters: of(sandbox.state),
		credential: { apiKey: key, baseUrl },
	});
}

const ids = (items: IDataObject[]) => items.map(({ id }) => id);
const now = () => sandbox.clock.now();

const visitor = (email: string | null, phone: string | null = null) => ({
	email,
	phone,
	name: 'Ann',
	city: 'Kyiv',
	gender: 2,
	clientId: 'browser',
});

test('who leaves an address in a pop-up starts the workflow, once', async () => {
	const node = await trigger(({ popups }) => ({
		event: 'popupSubscriber',
		projectId: popups.projects[0]!.id,
	}));
	expect(await node.publish()).toEqual([]);
	const popups = sandbox.state.popups;
	const popup = popups.popups()[0]!;
	const one = popups.subscribe(popup, visitor('ann@mail.example') as never, now());
	const other = popups.subscribe(popup, visitor(null, '380501112233') as never, now());
	popups.subscribe(popup, visitor(null) as never, now());
	const items = await node.tick();
	expect(ids(items)).toEqual([one.id, other.id]);
	expect(items[0]).toMatchObject({
		event: 'popupSubscriber',
		email: 'ann@mail.example',
		occurredAt: expect.stringContaining('T') as string,
	});
	expect(await node.tick()).toEqual([]);
	expect(await node.restart()).toEqual([]);
	expect(node.memory).not.toContain('ann@mail.example');
});

test('filters of pop-ups let through what they name', async () => {
	const node = await trigger(({ popups }) => ({
		event: 'popupSubscriber',
		projectId: popups.projects[0]!.id,
		filters: { popupIds: popups.popups()[0]!.id.toUpperCase(), withPhone: true },
	}));
	await node.publish();
	const { popups } = sandbox.state;
	const [popup, another] = popups.popups();
	popups.subscribe(popup!, visitor('ann@mail.example') as never, now());
	popups.subscribe(another!, visitor(null, '380501112233') as never, now());
	const one = popups.subscribe(popup!, visitor(null, '380501112233') as never, now());
	expect(ids(await node.tick())).toEqual([one.id]);
});

test('who allows pushes starts the workflow, once, whatever day it is', async () => {
	const node = await trigger(({ push }) => ({
		event: 'pushSubscriber',
		websiteId: push.websites[0]!.id,
	}));
	expect(await node.publish()).toEqual([]);
	const { push } = sandbox.state;
	const [website] = push.websites;
	const [known] = website!.subscribers;
	for (let day = 0; day < 5; day++) {
		const one = push.subscribe(website!, known!, now());
		expect(ids(await node.tick())).toEqual([one.id]);
		expect(await node.restart()).toEqual([]);
		pass(0.7 * DAY);
		expect(await node.tick()).toEqual([]);
	}
	expect(Object.keys(JSON.parse(node.memory)['node:Polled'].memory.seen.days).length).toBeLessThan(
		4,
	);
	const [newest] = await node.test();
	expect(newest).toMatchObject({ event: 'pushSubscriber', id: website!.subscribers.at(-1)!.id });
	// Nobody has come for days.
	pass(10 * DAY);
	expect(await node.test()).toMatchObject([newest!, {}, {}]);
});

test('who enrolls, and whose status changes, starts the workflow, once', async () => {
	const course = (event: string) =>
		trigger(({ school }) => ({ event, courseId: school.courses[0]!.id }));
	const enrolled = await course('studentEnrolled');
	expect(await enrolled.publish()).toEqual([]);
	const { school: courses } = sandbox.state;
	const student = courses.add({
		email: 'new@mail.example',
		firstName: 'New',
		lastName: 'Comer',
		language: 'en',
		tagIds: [],
	});
	courses.enroll(student, courses.courses[0]!, null, now());
	const items = await enrolled.tick();
	expect(items).toMatchObject([
		{ event: 'studentEnrolled', studentId: student.id, courseId: courses.courses[0]!.id },
	]);
	expect(items[0]).toHaveProperty('occurredAt');
	expect(await enrolled.tick()).toEqual([]);
	expect(enrolled.memory).not.toContain('mail.example');
	await sandbox.close();

	const status = await course('studentStatus');
	const { school: others } = sandbox.state;
	const of = others.add({
		email: 'new@mail.example',
		firstName: 'New',
		lastName: 'Comer',
		language: 'en',
		tagIds: [],
	});
	const enrollment = others.enroll(of, others.courses[0]!, null, now());
	expect(await status.publish()).toEqual([]);
	enrollment.ahead = 1;
	expect(await status.tick()).toMatchObject([
		{ event: 'studentStatus', studentId: of.id, previousStatus: 'registered' },
	]);
	expect(await status.tick()).toEqual([]);
});

test('a record without a date is told once', () => {
	const seen = { from: '2026-01-14', days: {} };
	const rows = [{ id: 1 }, { id: 2, on: '2026-01-15 10:00:00' }, { id: 3, on: '2026-01-13' }];
	const first = unseenOfDays(seen, rows, ({ on }) => on);
	expect(first.fresh.map(({ id }) => id)).toEqual([1, 2]);
	expect(unseenOfDays(first.seen, rows, ({ on }) => on).fresh).toEqual([]);
});
