/** Whatever the polling triggers are answered with: an error in words, or nothing, and what is remembered stays. */
import '../engine/virtualTime.mts';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { SendPulseCrmTrigger } from '../../nodes/SendPulseCrmTrigger/SendPulseCrmTrigger.node';
import { SendPulsePollingTrigger } from '../../nodes/SendPulsePollingTrigger/SendPulsePollingTrigger.node';
import { answeringBy, says } from '../api.mts';
import { PolledNode } from '../pollNode.mts';

const BODIES: unknown[] = [
	null,
	'',
	'<html>Sign in</html>',
	0,
	true,
	[],
	{},
	[null, 7, 'x', []],
	{ data: null },
	{ data: [null, {}, { id: null }, { id: {} }] },
	{ data: { list: 'x', total: 'many' } },
	{ data: { list: [{ id: 1, createdAt: 'soon', updatedAt: {} }], total: -1 } },
	{ data: [{ id: '__proto__', updatedAt: '2026-01-05 10:00:00+00:00', stepId: [], price: {} }] },
	[{ id: '__proto__', status: 'x', send_date: 7, message: [] }],
	[{ email: { a: 1 }, variables: 'x', status: null }],
	{ result: true, data: [{ id: 'x', email: 'a', createdAt: {} }] },
];

const project = '7803a6ea-4b32-44d7-a245-5cda4e4f2034';

test.each<[string, INodeType, IDataObject]>([
	['campaigns', new SendPulsePollingTrigger(), { event: 'campaignFinished' }],
	['reports', new SendPulsePollingTrigger(), { event: 'campaignReport', reportAfter: 0 }],
	[
		'contacts of a list',
		new SendPulsePollingTrigger(),
		{ event: 'contactChanged', mailingListId: 7 },
	],
	['pop-ups', new SendPulsePollingTrigger(), { event: 'popupSubscriber', projectId: project }],
	['pushes', new SendPulsePollingTrigger(), { event: 'pushSubscriber', websiteId: 7 }],
	[
		'contacts of the CRM',
		new SendPulseCrmTrigger(),
		{ events: ['contactCreated', 'contactUpdated'] },
	],
	['deals', new SendPulseCrmTrigger(), { events: ['dealCreated', 'dealStageChanged'] }],
])('%s', async (_, nodeType, parameters) => {
	let body: unknown = [];
	answeringBy(() => says(body));
	const inList = { data: { list: [], total: 0 } };
	const isOfStudents = parameters.courseId !== undefined;
	const good = parameters.events ? inList : isOfStudents ? { data: [] } : [];
	for (const hostile of BODIES) {
		const node = new PolledNode(nodeType, { parameters });
		body = parameters.events?.toString().startsWith('deal')
			? { data: [], meta: { total: 0 } }
			: good;
		if (parameters.event === 'popupSubscriber') body = { result: true, data: [] };
		await node.publish();
		const before = node.memory;
		body = hostile;
		const failure = await node.tick().then(
			() => undefined,
			(error: unknown) => error as Error,
		);
		if (failure) {
			expect(failure.name).toMatch(/^Node(Api|Operation)Error$/);
			// In words: nothing of what JavaScript says of a mistake in a program.
			expect(failure.message).not.toMatch(
				/undefined|is not (a|iterable|defined)|Cannot|NaN|\[object/,
			);
			expect(node.memory).toBe(before);
		}
		expect(({} as IDataObject).polluted).toBeUndefined();
	}
});
