import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	DONE,
	HOST,
	locator,
	operation,
	refuses,
	says,
	silent,
	type Answer,
} from '../../../api.mts';
import { disagreements, schemaOf } from '../../../schema.mts';
import { CAMPAIGN, documentedCampaign } from './campaigns.mts';

const update = operation('campaign', 'update');
const path = `/campaigns/${CAMPAIGN}`;
const read = { method: 'GET', path };
/** As SendPulse shows it before the change. */
const scheduled = {
	...documentedCampaign,
	name: 'Newsletter',
	status: 0,
	send_date: '2097-09-01 10:55:39',
	message: {
		...documentedCampaign.message,
		sender_name: 'Jürgen',
		sender_email: 'juergen@example.com',
		subject: 'Grüße 🎉 {{name}}',
		body: '<p>Grüße 🎉, {{name}}!</p>',
	},
};
/** All that the API lets one set, as it is. */
const full = {
	name: 'Newsletter',
	sender_name: 'Jürgen',
	sender_email: 'juergen@example.com',
	subject: 'Grüße 🎉 {{name}}',
	send_date: '2097-09-01 10:55:39',
	body: 'PHA+R3LDvMOfZSDwn46JLCB7e25hbWV9fSE8L3A+',
};
const { body: _, ...withoutBody } = full;
const written = (body: IDataObject) => ({ method: 'PATCH', path, body });
const updated = says({ result: true, id: CAMPAIGN });
const output = { success: true, campaignId: CAMPAIGN };

test.each<[string, IDataObject, IDataObject]>([
	['name', { name: ' Spring ' }, { ...full, name: 'Spring' }],
	['sender name', { senderName: 'Ann' }, { ...full, sender_name: 'Ann' }],
	['sender', { senderEmail: ' ann@example.com ' }, { ...full, sender_email: 'ann@example.com' }],
	[
		'picked sender',
		{ senderEmail: locator('ann@example.com') },
		{ ...full, sender_email: 'ann@example.com' },
	],
	['subject', { subject: 'Hi {{name}} 🌷' }, { ...full, subject: 'Hi {{name}} 🌷' }],
	[
		'subject and sender name as expressions',
		{ subject: '=Hi {{ first name }}', senderName: '={{ my shop }} {{ 1 + 1 }}' },
		{ ...full, subject: 'Hi {{ first name }}', sender_name: '{{ my shop }} 2' },
	],
	[
		'HTML',
		{ html: '<html ⚡4email>Ägypten</html>' },
		{ ...full, body: 'PGh0bWwg4pqhNGVtYWlsPsOEZ3lwdGVuPC9odG1sPg==' },
	],
	['template', { templateId: locator('123348') }, { ...withoutBody, template_id: 123348 }],
	['date', { sendDate: '2098-01-01 00:00:00' }, { ...full, send_date: '2098-01-01 00:00:00' }],
	[
		'everything',
		{
			name: 'Spring',
			senderName: 'Ann',
			senderEmail: 'ann@example.com',
			subject: 'Hi',
			templateId: 'f3266876955c9d21e214deed49b97446',
			sendDate: '2098-01-01 00:00:00',
		},
		{
			name: 'Spring',
			sender_name: 'Ann',
			sender_email: 'ann@example.com',
			subject: 'Hi',
			template_id: 'f3266876955c9d21e214deed49b97446',
			send_date: '2098-01-01 00:00:00',
		},
	],
])('a change of %s reads the campaign first, and sends the full set', async (__, options, body) => {
	const api = answering(says(scheduled), updated);
	const { items, error } = await update.run({ campaignId: CAMPAIGN, options });
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([read, written(body)]);
	const told = body.send_date === full.send_date ? {} : { sendDate: '2098-01-01T00:00:00' };
	const json = { ...output, ...told, ...(told.sendDate ? { send_date: body.send_date } : {}) };
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
	const inAll = { ...output, sendDate: 'x', send_date: 'x' };
	expect(disagreements(schemaOf('SendPulse', 'campaign', 'update'), [inAll])).toEqual([]);
});

test.each<[string, unknown]>([
	['number', CAMPAIGN],
	['text', ` ${CAMPAIGN} `],
	['picked entry', locator(String(CAMPAIGN))],
	['expression', '={{ $json.id }}'],
])('takes a campaign as %s', async (__, campaignId) => {
	const api = answering(says(scheduled), updated);
	const { error } = await update.run(
		{ campaignId: campaignId as string, options: { name: 'Spring' } },
		{ items: [{ id: CAMPAIGN }] },
	);
	expect(error).toBeUndefined();
	expect(api.requests.map(({ method, path: where }) => `${method} ${where}`)).toEqual([
		`GET ${path}`,
		`PATCH ${path}`,
	]);
});

test('what SendPulse does not show is not sent as empty', async () => {
	const api = answering(
		says({ id: CAMPAIGN, name: 'Draft', send_date: null, message: { body: '<p>x</p>' } }),
		updated,
	);
	await update.run({ campaignId: CAMPAIGN, options: { subject: 'Hi' } });
	expect(api.requests[1].body).toEqual({ name: 'Draft', subject: 'Hi', body: 'PHA+eDwvcD4=' });
});

test.each([
	[{ ...scheduled, message: { ...scheduled.message, body: '' } }],
	[{ ...scheduled, message: { ...scheduled.message, body: null } }],
	[{ id: CAMPAIGN, name: 'No message' }],
])('content that SendPulse does not show is not lost: %#', async (campaign) => {
	const api = answering(says(campaign));
	const { error } = await update.run({ campaignId: CAMPAIGN, options: { name: 'Spring' } });
	expect(error?.message).toBe(
		'SendPulse does not show the content of this campaign. Add HTML or Template, so that it is not lost.',
	);
	expect(api.requests).toEqual([read]);
});

test('new content does without the old', async () => {
	const api = answering(
		says({ ...scheduled, message: { ...scheduled.message, body: '' } }),
		updated,
	);
	const { error } = await update.run({ campaignId: CAMPAIGN, options: { templateId: 123348 } });
	expect(error).toBeUndefined();
	expect(api.requests[1].body).toEqual({ ...withoutBody, template_id: 123348 });
});

test.each<[IDataObject, string]>([
	[{}, "'Update Fields' has nothing to change. Add what is to be different."],
	[
		{ name: '={{ $json.missing }}' },
		"'Name' was added but is empty for this item. Fill it in, or remove it.",
	],
	[
		{ html: '<p>x</p>', templateId: 1 },
		"'HTML' and 'Template' can't both be the content. Remove one of them.",
	],
	[
		{ senderEmail: 'ann' },
		"'Sender' is not an e-mail address: 'ann'. Correct it or leave this item out.",
	],
	[
		{ templateId: 'spring' },
		"'Template' has to be an ID, a whole number like 1153018 (real_id) or the 32 characters of the text ID, not 'spring'.",
	],
	[
		{ sendDate: '2020-01-01 00:00:00' },
		"'Send Date' is past: '2020-01-01 00:00:00'. Choose a later date.",
	],
	[
		{ sendDate: 'tomorrow' },
		"'Send Date' is no date and time that everybody reads alike: 'tomorrow'. Use the date picker, or write it like 2030-12-31T23:34:23 or with a time zone, 2030-12-31T23:34:23+02:00.",
	],
	[
		{ html: '={{name}}', templateId: 1 },
		"'HTML' and 'Template' can't both be the content. Remove one of them.",
	],
	[
		{ html: '<p>{{ $json.text }}</p>' },
		"'HTML' holds the expression {{ $json.text }} as plain text, and your readers would see it like this. Switch the field to Expression.",
	],
	[{ subject: '={{ $json }}' }, '\'Subject\' has to be text, not \'{"some":"item"}\'.'],
])('refuses %j before anything is sent', async (options, text) => {
	const api = silent();
	const { error } = await update.run(
		{ campaignId: CAMPAIGN, options },
		{ items: [{ some: 'item' }] },
	);
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test.each<[unknown, string]>([
	['abc', "has to be an ID, a whole number like 123456, not 'abc'."],
	['', 'is empty. Pick an entry or enter its ID.'],
	['1/../2', "has to be an ID, a whole number like 123456, not '1/../2'."],
])('refuses %j as campaign before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await update.run(
		{ campaignId: '={{ $json.id }}', options: { name: 'Spring' } },
		{ items: [{ id: CAMPAIGN }, { id: wrong as string }] },
	);
	expect(error?.message).toBe(`Item 2: 'Campaign' ${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test('placeholders survive beside expressions, in the collection too', async () => {
	const api = answering(says(scheduled), updated);
	await update.run(
		{
			campaignId: CAMPAIGN,
			options: {
				subject: '=\\{{name}}, {{name}}, news from {{ $json.city }}',
				html: '<p>{{name}}</p>',
			},
		},
		{ items: [{ city: 'Köln' }] },
	);
	expect(api.requests[1].body).toMatchObject({
		subject: '{{name}}, {{name}}, news from Köln',
		body: Buffer.from('<p>{{name}}</p>').toString('base64'),
	});
});

test('Preview Only shows the full set as it would leave, and only reads', async () => {
	const api = answering(says(scheduled));
	const { items, error } = await update.run({
		campaignId: CAMPAIGN,
		options: { subject: 'Hi', preview: true },
	});
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([read]);
	const shown = {
		preview: true,
		method: 'PATCH',
		url: `${HOST}${path}`,
		body: { ...full, subject: 'Hi', body: '<p>Grüße 🎉, {{name}}!</p>' },
		inputItems: [1],
	};
	expect(items).toEqual([{ json: shown, pairedItem: [{ item: 0 }] }]);
});

describe('what SendPulse refuses', () => {
	const change = { campaignId: CAMPAIGN, options: { subject: 'Hi' } };

	test('an unknown campaign ends with the reading', async () => {
		const api = answering(refuses(404, 802, 'Campaign not found'));
		const { error } = await update.run(change);
		expect(error?.message).toBe(
			'There is no such campaign. Pick the campaign again, or check its ID. SendPulse says: Campaign not found (code 802).',
		);
		expect(api.requests).toEqual([read]);
	});

	test.each([
		[
			422,
			602,
			'Campaign not found',
			'There is no such campaign; it has probably been sent already. Check the campaign in SendPulse.',
		],
		[
			422,
			799,
			'Incorrect date',
			"The date is past or not in the form YYYY-MM-DD hh:mm:ss. Choose a later date; SendPulse reads it in the account's time zone.",
		],
		[
			422,
			704,
			'Sender not found',
			"There is no such sender, or it is not activated. Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses).",
		],
	])('explains status %i, code %i (%s)', async (status, code, words, text) => {
		const api = answering(says(scheduled), refuses(status, code, words));
		const { error } = await update.run(change);
		expect(error?.message).toBe(`${text} SendPulse says: ${words} (code ${code}).`);
		expect(api.requests).toEqual([read, written({ ...full, subject: 'Hi' })]);
	});

	test('goes on with the other campaigns where the user wants that', async () => {
		answeringBy(({ method, path: where }): Answer => {
			if (where.endsWith('/2')) return refuses(404, 802, 'Campaign not found');
			return method === 'GET' ? says(scheduled) : DONE;
		});
		const { json } = await update.run(
			{ ...change, campaignId: '={{ $json.id }}' },
			{
				items: [{ id: 1 }, { id: 2 }, { id: 'x' }, { id: 4 }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json).toEqual([
			{ success: true, campaignId: 1 },
			{
				error:
					'Item 2: There is no such campaign. Pick the campaign again, or check its ID. SendPulse says: Campaign not found (code 802).',
				input: { id: 2 },
			},
			{
				error: "Item 3: 'Campaign' has to be an ID, a whole number like 123456, not 'x'.",
				input: { id: 'x' },
			},
			{ success: true, campaignId: 4 },
		]);
	});
});

test('two changes of one campaign follow one another, each from what the one before led to', async () => {
	let campaign: IDataObject = scheduled;
	const api = answeringBy(({ method, body }) => {
		if (method === 'GET') return says(campaign);
		campaign = { ...campaign, name: String((body as IDataObject).name) };
		return updated;
	});
	await update.run(
		{ campaignId: '={{ $json.id }}', options: { name: '={{ $json.name }}' } },
		{
			items: [
				{ id: CAMPAIGN, name: 'First' },
				{ id: String(CAMPAIGN), name: 'Second' },
			],
		},
	);
	expect(api.requests).toEqual([
		read,
		written({ ...full, name: 'First' }),
		read,
		written({ ...full, name: 'Second' }),
	]);
});

test('is sent again when it is unclear whether SendPulse acted; the full set does no harm twice', async () => {
	const page: Answer = { status: 502, body: '<html><body>Bad Gateway</body></html>' };
	const api = answering(says(scheduled), page, updated);
	const { json } = await update.run(
		{ campaignId: CAMPAIGN, options: { subject: 'Hi' } },
		{ settings: { retryOnFail: true } },
	);
	const change = written({ ...full, subject: 'Hi' });
	expect(api.requests).toEqual([read, change, change]);
	expect(json).toEqual([output]);
});
