import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, apiKey, locator, says, silent } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from './shown.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulse);
const search = async (name: string, parameters = {}, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), parameters, ...args);

describe('searchAutomations', () => {
	test('flows with their state, by a part of their name', async () => {
		const api = answering(
			says({
				data: [
					{ id: 1, name: 'Welcome', status: 1 },
					{ id: 2, name: '', status: 0, main_data: { automation_name: 'Birthday' } },
				],
			}),
		);
		expect(await search('searchAutomations', {}, 'birth')).toEqual({
			results: [{ name: 'Birthday (draft)', value: '2' }],
		});
		expect(api.requests[0]?.path).toBe('/a360/autoresponders/list?limit=100&offset=0');
	});

	showsErrors('listSearch', 'searchAutomations');
});

describe('searchAutomationElements', () => {
	const picked = { resource: 'automation', operation: 'getRecipients' };

	test('what they are and what they send', async () => {
		const api = answering(
			says({
				flows: [
					{ id: 1, af_type: 'maintrigger', task: null },
					{ id: 2, af_type: 'email', task: { message_title: 'Welcome' } },
					{ id: 3, af_type: 'webhook', task: null },
				],
			}),
		);
		expect(
			await search('searchAutomationElements', { ...picked, automationId: locator('7') }),
		).toEqual({
			results: [
				{ name: 'start', value: '1' },
				{ name: 'email: Welcome', value: '2' },
				{ name: 'webhook', value: '3' },
			],
		});
		expect(api.requests[0]?.path).toBe('/a360/autoresponders/7');
	});

	test('without an automation nothing is asked', async () => {
		const api = silent();
		await expect(
			search('searchAutomationElements', { ...picked, automationId: '' }),
		).rejects.toThrow('Choose an automation first');
		expect(api.requests).toEqual([]);
	});
});
