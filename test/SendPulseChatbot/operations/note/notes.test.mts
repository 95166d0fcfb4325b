import '../../../quickWaits.mts';
import { answering, chatbotOperation, locator, says } from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BOT, CONTACT, everyMessage, message, NOTE } from '../../records.mts';
import {
	DONE,
	explainsChatbotRefusals,
	goesOnWithOtherContacts,
	keepsOrderForOneContact,
	takesGoneForDone,
	takesIds,
} from '../../suites.mts';

/** A note is a message of a type of its own (chatbot services' APIs, schema Message). */
const note = {
	...message,
	id: NOTE,
	data: { text: 'Call back' },
	type: 6,
	sent_by: { id: 7043663 },
};
const about = { channel: 'instagram', botId: BOT, contactId: CONTACT };
const to = { contact_id: CONTACT, bot_id: BOT };

const create: Sample = {
	operation: chatbotOperation('note', 'create'),
	parameters: { ...about, botId: locator(BOT), text: 'Call back\n«Ann»' },
	request: {
		method: 'POST',
		path: '/instagram/contacts/createNote',
		body: { ...to, text: 'Call back\n«Ann»' },
	},
	// The bare record, without an envelope.
	answer: says(note),
	output: [note],
};
const update: Sample = {
	operation: chatbotOperation('note', 'update'),
	parameters: { ...about, noteId: NOTE, text: 'Called' },
	request: {
		method: 'POST',
		path: '/instagram/contacts/updateNote',
		body: { ...to, note_id: NOTE, text: 'Called' },
	},
	answer: says(note),
	output: [note],
};
const remove: Sample = {
	operation: chatbotOperation('note', 'delete'),
	parameters: { ...about, noteId: NOTE },
	request: {
		method: 'POST',
		path: '/instagram/contacts/deleteNote',
		body: { ...to, note_id: NOTE },
	},
	answer: says(note),
	output: [{ deleted: true, ...about, noteId: NOTE }],
};
const getMany: Sample = {
	operation: chatbotOperation('note', 'getMany'),
	parameters: { ...about, returnAll: true },
	request: {
		method: 'GET',
		path: `/instagram/contacts/notes?bot_id=${BOT}&contact_id=${CONTACT}`,
	},
	answer: says({ success: true, data: everyMessage }),
	output: everyMessage,
};

/** Notes are messages, and so have what those of their channel have. */
const inEveryForm = (sample: Sample): Sample[] =>
	[note, ...everyMessage].map((record) => ({ ...sample, answer: says(record), output: [record] }));

describe('create', () => {
	givesWhatItShould(...inEveryForm(create));
	takesIds(create, 'botId', 'contactId');
	explainsChatbotRefusals(create);
	goesOnWithOtherContacts(create);
	previews(create);
	doesNotRepeat(create);
	refusesRetryOnFail(create, 'Create');
	keepsOrderForOneContact(create);
});

describe('update', () => {
	givesWhatItShould(...inEveryForm(update));
	takesIds(update, 'noteId');
	explainsChatbotRefusals(update);
	goesOnWithOtherContacts(update);
	previews(update);
	repeatsWhatIsUnclear(update);
	worksWithRetryOnFail(update);
	keepsOrderForOneContact(update);
});

describe('delete', () => {
	givesWhatItShould(remove);
	takesIds(remove, 'noteId');
	explainsChatbotRefusals(remove);
	goesOnWithOtherContacts(remove);
	previews(remove);
	repeatsWhatIsUnclear(remove);
	worksWithRetryOnFail(remove);
	takesGoneForDone('Note', remove);
});

describe('getMany', () => {
	givesWhatItShould(getMany);
	takesIds(getMany, 'botId', 'contactId');
	explainsChatbotRefusals(getMany);
	repeatsWhatIsUnclear(getMany);

	test.each([
		['all at once', { returnAll: true }, 120],
		['50 without being told', {}, 50],
		['as many as Limit says', { limit: 7 }, 7],
	])('gives %s, with one request', async (_, parameters, count) => {
		const notes = Array.from({ length: 120 }, (_value, index) => ({
			...note,
			id: `note ${index}`,
		}));
		const api = answering(says({ success: true, data: notes }));
		const { json } = await getMany.operation.run({ ...about, ...parameters });
		expect(json).toEqual(notes.slice(0, count));
		expect(api.requests).toEqual([getMany.request]);
	});
});

test.each([create, update])(
	'$operation.name: a note in an envelope is the same',
	async (sample) => {
		answering(says({ success: true, data: note }));
		expect((await sample.operation.run(sample.parameters)).json).toEqual([note]);
	},
);

describe.each([create, update])('$operation.name', ({ operation, parameters }) => {
	test.each([
		['true', DONE],
		['an empty list', says({ success: true, data: [] })],
		['success alone', says({ success: true })],
	])('an answer without a note: %s', async (_, answer) => {
		answering(answer);
		const { json } = await operation.run(parameters);
		expect(json).toEqual([{ success: true, channel: 'instagram', contactId: CONTACT, botId: BOT }]);
	});
});

test.each([create, update])('$operation.name: an empty text is refused', async (sample) => {
	const api = answering();
	const { error } = await sample.operation.run({ ...sample.parameters, text: ' \n' });
	expect(error?.message).toBe("'Text' is empty. Fill it in. Nothing was sent.");
	expect(api.requests).toEqual([]);
});
