/** Whatever is done with one contact of a channel and answered with "done". */
import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, locator, says } from '../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { CONTACT, FLOW } from '../records.mts';
import {
	DONE,
	explainsChatbotRefusals,
	goesOnWithOtherContacts,
	keepsOrderForOneContact,
	takesGoneForDone,
	takesIds,
} from '../suites.mts';

interface Write {
	name: string;
	path: string;
	/** Beside channel and contact. */
	parameters?: IDataObject;
	/** Beside the contact. */
	body?: IDataObject;
	/** Beside success, channel and contact. */
	echo?: IDataObject;
	/** It sends something; its name as it stands in the menu. */
	once?: string;
	removes?: 'Contact' | 'Tag' | 'Variable';
}

const variables = {
	specifyVariables: 'fields',
	variables: { variable: [{ name: locator('city'), value: 'Київ' }] },
};
const given = {
	specifyVariables: 'fields',
	variables: { variable: [{ name: 'code', value: '7' }] },
};

const writes: Write[] = [
	{
		name: 'contact.addTags',
		path: '/contacts/setTag',
		parameters: { tags: ['vip', 'Київ'] },
		body: { tags: ['vip', 'Київ'] },
		echo: { tags: ['vip', 'Київ'] },
	},
	{
		name: 'contact.removeTag',
		path: '/contacts/deleteTag',
		parameters: { tag: locator('vip') },
		body: { tag: 'vip' },
		echo: { tag: 'vip' },
		removes: 'Tag',
	},
	{
		name: 'contact.setVariables',
		path: '/contacts/setVariable',
		parameters: variables,
		body: { variables: [{ variable_name: 'city', variable_value: 'Київ' }] },
		echo: { variables: { city: 'Київ' } },
	},
	{
		name: 'contact.removeVariable',
		path: '/contacts/deleteVariable',
		parameters: { variable: locator('city', 'name') },
		body: { variable_name: 'city' },
		echo: { variable: 'city' },
		removes: 'Variable',
	},
	{ name: 'contact.enable', path: '/contacts/enable' },
	{ name: 'contact.disable', path: '/contacts/disable' },
	{ name: 'contact.delete', path: '/contacts/delete', removes: 'Contact' },
	{
		name: 'contact.pauseAutomation',
		path: '/contacts/setPauseAutomation',
		parameters: { minutes: 90 },
		body: { minutes: 90 },
		echo: { minutes: 90 },
	},
	{ name: 'contact.resumeAutomation', path: '/contacts/deletePauseAutomation' },
	{
		name: 'contact.assignOperator',
		path: '/contacts/operators/assign',
		parameters: { operatorId: '7043663' },
		body: { operator_id: 7043663 },
		echo: { operatorId: 7043663 },
	},
	{ name: 'contact.unassignOperator', path: '/contacts/operators/unAssign' },
	{ name: 'chat.open', path: '/contacts/openChat' },
	{ name: 'chat.close', path: '/contacts/closeChat' },
	{
		name: 'flow.run',
		path: '/flows/run',
		parameters: { flowId: locator(FLOW), ...given },
		body: { flow_id: FLOW, external_data: { code: '7' } },
		echo: { flowId: FLOW },
		once: 'Run',
	},
	{
		name: 'flow.runByTrigger',
		path: '/flows/runByTrigger',
		parameters: { keyword: ' price ', ...given },
		body: { trigger_keyword: 'price', external_data: { code: '7' } },
		echo: { keyword: 'price' },
		once: 'Run by Keyword',
	},
];

const parametersOf = ({ parameters }: Write) => ({
	channel: 'telegram',
	contactId: locator(CONTACT),
	...parameters,
});

const sampleOf = (write: Write): Sample => {
	const [resource, name] = write.name.split('.');
	const { removes } = write;
	const concerned = { channel: 'telegram', contactId: CONTACT, ...write.echo };
	const deleted = write.name === 'contact.delete';
	return {
		operation: chatbotOperation(resource, name),
		parameters: parametersOf(write),
		request: {
			method: 'POST',
			path: `/telegram${write.path}`,
			body: { contact_id: CONTACT, ...write.body },
		},
		answer: DONE,
		output: [
			deleted && removes ? { deleted: true, ...concerned } : { success: true, ...concerned },
		],
	};
};

describe.each(writes)('$name', (write) => {
	const sample = sampleOf(write);

	givesWhatItShould(sample);
	explainsChatbotRefusals(sample);
	goesOnWithOtherContacts(sample);
	previews(sample);
	if (write.removes) takesGoneForDone(write.removes, sample);
	if (write.once === undefined) {
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);
	} else {
		doesNotRepeat(sample);
		refusesRetryOnFail(sample, write.once);
	}
});

/** PUT with the contact in the query, answered without an envelope. */
const marks: Sample[] = [
	['markRead', 'mark-read'],
	['markUnread', 'mark-unread'],
].map(([name, path]) => ({
	operation: chatbotOperation('chat', name),
	parameters: { channel: 'telegram', contactId: CONTACT },
	request: { method: 'PUT', path: `/telegram/contacts/${path}?contact_id=${CONTACT}` },
	answer: says({ count: 3 }),
	output: [{ success: true, channel: 'telegram', contactId: CONTACT, count: 3 }],
}));

describe.each(marks)('chat.$operation.name', (sample) => {
	givesWhatItShould(sample);
	explainsChatbotRefusals(sample);
	goesOnWithOtherContacts(sample);
	previews(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);

	test.each([
		['in an envelope', { success: true, data: { count: 0 } }, { count: 0 }],
		['left out', { success: true }, {}],
		['no number', { count: 'many' }, {}],
	])('the count is %s', async (_, body, count) => {
		answering(says(body));
		const { json, error } = await sample.operation.run(sample.parameters);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ success: true, channel: 'telegram', contactId: CONTACT, ...count }]);
	});
});

// What all of them have from one place.
describe('whom it concerns', () => {
	takesIds(sampleOf(writes[0]), 'contactId');
	keepsOrderForOneContact(sampleOf(writes[4]));
	keepsOrderForOneContact(sampleOf(writes.at(-1)!));
	keepsOrderForOneContact(marks[0]);
});

describe('the flow', () => {
	takesIds(sampleOf(writes.find(({ name }) => name === 'flow.run')!), 'flowId');
});

describe('what is missing or wrong', () => {
	test.each<[string, IDataObject, string]>([
		['contact.addTags', { tags: [] }, "'Tag Names or IDs' is empty. Choose at least one tag."],
		['contact.addTags', { tags: ' , ' }, "'Tag Names or IDs' is empty. Choose at least one tag."],
		['contact.removeTag', { tag: locator('') }, "'Tag' is empty. Fill it in."],
		['contact.removeVariable', { variable: '' }, "'Variable' is empty. Fill it in."],
		[
			'contact.pauseAutomation',
			{ minutes: 0 },
			"'Minutes' has to be a whole number of at least 1, not '0'.",
		],
		[
			'contact.assignOperator',
			{ operatorId: 'Ann' },
			"'Operator Name or ID' has to be an ID, a whole number like 123456, not 'Ann'.",
		],
		['flow.runByTrigger', { keyword: '  ' }, "'Keyword' is empty. Fill it in."],
		[
			'chat.open',
			{ channel: 'sms' },
			"'Channel' has to be one of instagram, liveChat, messenger, telegram, tiktok, viber, whatsapp, not 'sms'.",
		],
	])('%s refuses %j before anything is sent', async (name, wrong, text) => {
		const sample = sampleOf(writes.find((write) => write.name === name)!);
		const api = answering();
		const [[parameter, value]] = Object.entries(wrong);
		const { error } = await sample.operation.run(
			{ ...sample.parameters, [parameter]: '={{ $json.value }}' },
			{ items: [{ value }] },
		);
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

test.each([[['vip', 'new']], ['vip, new'], [[' vip ', 'new', '']]])(
	'the tags %j are two',
	async (tags) => {
		const { operation, parameters } = sampleOf(writes[0]);
		const api = answering(DONE);
		await operation.run({ ...parameters, tags });
		expect(api.requests[0].body).toEqual({ contact_id: CONTACT, tags: ['vip', 'new'] });
	},
);
