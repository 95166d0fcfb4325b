import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, locator, says } from '../../../api.mts';
import { repeatsWhatIsUnclear, type Sample } from '../../../SendPulse/suites.mts';
import { CONTACT, BOT, contact, contactOfOthers, numbered, simpleContact } from '../../records.mts';
import { explainsChatbotRefusals, listsBySkip, takesIds } from '../../suites.mts';

const getMany = chatbotOperation('contact', 'getMany');
const ofBot = { channel: 'liveChat', botId: BOT };
const byTag = { ...ofBot, searchBy: 'tag', tag: locator('vip & new') };
const byVariable = {
	...ofBot,
	searchBy: 'variable',
	variable: locator('city'),
	variableValue: 'Kyiv & Lviv',
};

const ofWhatsApp = { ...contact, channel_data: { name: 'Ann', phone: '380632727700' } };
const sample: Sample = {
	operation: getMany,
	parameters: { ...byVariable, limit: 1, simplify: false },
	request: {
		method: 'GET',
		path: `/live-chat/contacts/getByVariable?variable_name=city&bot_id=${BOT}&variable_value=Kyiv%20%26%20Lviv&size=1&skip=0`,
	},
	answer: says({ success: true, data: [contactOfOthers] }),
	output: [{ contactId: CONTACT, botId: BOT, ...contactOfOthers, statusName: 'Active' }],
};

describe('by tag', () => {
	listsBySkip({
		operation: getMany,
		parameters: byTag,
		path: '/live-chat/contacts/getByTag',
		query: `tag=vip%20%26%20new&bot_id=${BOT}&`,
		record: (number) => ({ ...contact, id: numbered(number) }),
		output: (number) => ({ ...simpleContact, contactId: numbered(number), id: numbered(number) }),
		others: [sample, { parameters: byTag, answer: says([ofWhatsApp]) }],
	});
});

describe('by variable', () => {
	test('makes exactly this request and gives exactly these items', async () => {
		const api = answering(sample.answer);
		const { items } = await getMany.run(sample.parameters);
		expect(api.requests).toEqual([sample.request]);
		expect(items).toEqual([{ json: sample.output[0], pairedItem: { item: 0 } }]);
	});
	takesIds(sample, 'botId');
	explainsChatbotRefusals(sample);
	repeatsWhatIsUnclear(sample);

	test.each<[unknown, string]>([
		[5, '5'],
		[true, 'true'],
		[' Kyiv ', 'Kyiv'],
		[0, '0'],
	])('the value %j is looked for as %s', async (given, value) => {
		const api = answering(sample.answer);
		await getMany.run(
			{ ...sample.parameters, variableValue: '={{ $json.value }}' },
			{ items: [{ value: given as string }] },
		);
		expect(api.requests[0].path).toContain(`&variable_value=${value}&`);
	});
});

const nothing = '={{ $json.nothing }}';
test.each<[IDataObject, string]>([
	[
		{ ...byTag, tag: locator(nothing) },
		"'Tag' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out.",
	],
	[
		{ ...byVariable, variable: locator(nothing) },
		"'Variable' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out.",
	],
	[
		{ ...byVariable, variableValue: nothing },
		"'Variable Value' is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out.",
	],
	[{ ...byTag, searchBy: 'name' }, "'Search By' has to be one of tag, variable, not 'name'."],
])('refuses %j before anything is sent', async (parameters, text) => {
	const api = answering();
	const { error } = await getMany.run(parameters);
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
