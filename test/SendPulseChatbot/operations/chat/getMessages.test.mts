import '../../../quickWaits.mts';
import { answering, chatbotOperation, locator, says, type Answer } from '../../../api.mts';
import type { Sample } from '../../../SendPulse/suites.mts';
import { CONTACT, everyMessage, message, numbered } from '../../records.mts';
import {
	explainsChatbotRefusals,
	goesOnWithOtherContacts,
	listsBySkip,
	takesIds,
} from '../../suites.mts';

const getMessages = chatbotOperation('chat', 'getMessages');

const given = (...records: object[]): Answer => says({ success: true, data: records });
const sample: Sample = {
	operation: getMessages,
	parameters: { channel: 'telegram', contactId: CONTACT, limit: 1, simplify: false },
	request: {
		method: 'GET',
		path: `/telegram/chats/messages?contact_id=${CONTACT}&size=1&skip=0`,
	},
	answer: given(message),
	output: [{ ...message, statusName: 'New', directionName: 'Outgoing' }],
};
listsBySkip({
	operation: getMessages,
	parameters: { channel: 'tiktok', contactId: locator(CONTACT), filters: { order: 'asc' } },
	path: '/tiktok/chats/messages',
	query: `contact_id=${CONTACT}&order=asc&`,
	record: (number) => ({ ...message, id: numbered(number) }),
	output: (number) => ({
		id: numbered(number),
		data: { text: 'hello' },
		direction: 2,
		directionName: 'Outgoing',
		status: 1,
		statusName: 'New',
		created_at: '2020-12-11T21:00:00+00:00',
	}),
	others: [{ parameters: { ...sample.parameters, limit: 50 }, answer: given(...everyMessage) }],
});

takesIds(sample, 'contactId');
explainsChatbotRefusals(sample);
goesOnWithOtherContacts(sample);

test('without Simplify everything stays, and without an order SendPulse has its own', async () => {
	const api = answering(sample.answer);
	expect((await getMessages.run(sample.parameters)).json).toEqual(sample.output);
	expect(api.requests).toEqual([sample.request]);
});

test.each([
	['telegram', 1, 'New'],
	['whatsapp', 2, 'Sent'],
	['viber', 3, 'Delivered'],
	['messenger', 4, 'Opened'],
	['tiktok', 5, 'Link followed'],
	['liveChat', 6, 'Rejected'],
	['telegram', 77, 'Unknown (77)'],
	['instagram', 1, 'Delivered'],
	['instagram', 4, 'Opened'],
])('in %s status %d is %s', async (channel, status, statusName) => {
	answering(given({ ...message, status }));
	const { json } = await getMessages.run({ ...sample.parameters, channel });
	expect(json[0]).toMatchObject({ status, statusName });
});

test.each([
	[1, 'Incoming'],
	['2', 'Outgoing'],
	[3, null],
	[undefined, null],
])('direction %j is %j', async (direction, directionName) => {
	answering(given({ ...message, direction }));
	expect((await getMessages.run(sample.parameters)).json[0].directionName).toBe(directionName);
});

test('an order that there is not is refused before anything is sent', async () => {
	const api = answering();
	const { error } = await getMessages.run({ ...sample.parameters, filters: { order: 'newest' } });
	expect(error?.message).toBe(
		"'Order' has to be one of asc, desc, not 'newest'. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});
