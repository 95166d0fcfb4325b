/** Every operation of the SendPulse node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({
	perSecond: 1_000,
	campaignsPerHour: 100,
	activationWait: 0,
	automationRecipients: 'present',
	crmSearchLag: 0,
});
const { state } = sandbox;
const { lists, campaigns, templates, tags, senders, webhooks, automations, account } = state;

const found = <T,>(value: T | undefined): T => {
	if (value === undefined) throw new Error('The sandbox begins without what this test needs');
	return value;
};
const customers = found(lists.getByName('Customers'));
const testers = found(lists.getByName('Beta testers'));
const customer = 'customer001@mail.example';
const another = 'customer002@mail.example';
const sent = found(campaigns.all().find(({ name }) => name === 'Spring collection'));
const draft = found(campaigns.all().find(({ name }) => name === 'Autumn preview'));
const scheduled = campaigns.add({
	senderName: 'Holm & Sons',
	senderEmail: 'hello@shop.example',
	subject: 'Soon',
	body: '<p>Soon</p>',
	status: 14,
	listIds: [testers.id],
	createdAt: Date.now(),
	sendAt: Date.now() + 86_400_000,
});
const newsletter = found(templates.all().find(({ name }) => name === 'Newsletter'));
const vip = found(tags.all().find(({ name }) => name === 'VIP'));
const event = found(automations.get('registration'));
const automationId = 14_523;
/** A dot. */
const PICTURE = {
	data: 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
	fileName: 'dot.gif',
	mimeType: 'image/gif',
};
/** `email\nfile@mail.example` */
const PEOPLE = {
	data: 'ZW1haWwKZmlsZUBtYWlsLmV4YW1wbGU=',
	fileName: 'people.csv',
	mimeType: 'text/csv',
};
const address = 'https://site.example/callback';
const unwanted = {
	list: lists.create('Not needed any more', 0),
	tag: tags.add('Not needed any more', '#000000'),
	webhook: webhooks.add(address, 'spam'),
};
const webhook = webhooks.add(address, 'open');
const copies = lists.create('Copies', 0);
const moved = lists.create('Moved', 0);

// Not that of api.mts, which lets nothing out.
const locator = (value: string, mode = 'list'): IDataObject => ({ __rl: true, mode, value });

/** They are everywhere. */
const person = 'person@mail.example';
const known = 'known@mail.example';
for (const email of [person, known]) {
	for (const { contacts } of [customers, testers]) contacts.add({ email, status: 1, addedAt: 0 });
	const contact = state.crm.addContact({ firstName: 'Pat' });
	state.crm.addEmail(contact, email);
	if (email === person) state.crm.addEmail(contact, 'work@mail.example');
	state.school.add({ email, firstName: 'Pat', lastName: 'Doe', language: 'en', tagIds: [] });
	for (const bot of state.chatbots.bots) {
		if (email === person) state.chatbots.addVariable(bot, 'email', 1, 6);
		const chat = state.chatbots.addContact(bot, { name: 'Pat Doe', phone: '380931112299' });
		chat.variables.set('email', email);
	}
}

const leaving = 'leaving@mail.example';
testers.contacts.add({ email: leaving, status: 1, addedAt: 0 });
state.blacklist.add(known);
state.smtp.unsubscribed.add(known, 0, { byUser: true });

const inList = { mailingListId: customers.id };
const synced = lists.create('Kept in step');
synced.variables.set('city', 'string');
// More than fit into a page.
for (let index = 0; index < 120; index++) {
	const values = new Map([['city', 'Bergen']]);
	synced.contacts.add({ email: `synced${index}@mail.example`, status: 1, addedAt: 0, values });
}
const syncing = { mailingListId: synced.id, mode: 'apply' };
const html = '<h1>Größe 名</h1>';
const message = {
	senderName: 'Holm & Sons',
	senderEmail: locator('hello@shop.example'),
	subject: 'News',
	html,
};
const runs: Record<string, (baseUrl: string) => Run[]> = {
	'mailingList.create': () => [{ parameters: { name: 'Made by a test' } }],
	'mailingList.getOrCreate': () => [
		{ parameters: { name: 'customers' } },
		{ parameters: { name: 'Found or made by a test' } },
	],
	'mailingList.getMany': () => [{}],
	'mailingList.get': () => [{ parameters: inList }],
	'mailingList.update': () => [
		{ parameters: { mailingListId: testers.id, name: 'Renamed by a test' } },
	],
	'mailingList.delete': () => [{ parameters: { mailingListId: unwanted.list.id } }],
	'mailingList.getVariables': () => [{ parameters: inList }],
	'mailingList.getCampaigns': () => [{ parameters: inList }],
	'mailingList.getCost': () => [{ parameters: inList }],

	'contact.add': () => [
		{
			parameters: {
				mailingListId: testers.id,
				email: 'new@mail.example',
				variables: { mappingMode: 'defineBelow', value: {}, schema: [] },
			},
		},
		{
			parameters: {
				mailingListId: testers.id,
				email: 'new@mail.example',
				options: { checkFirst: true },
			},
		},
	],
	'contact.getMany': () => [{ parameters: inList }],
	'contact.exportFile': () => [{ parameters: { ...inList, outputField: 'data' } }],
	'contact.importFile': () =>
		[false, true].map((checkFirst) => ({
			parameters: {
				...inList,
				fileBinaryProperty: 'data',
				columns: 'all',
				options: { checkFirst },
			},
			files: [{ data: PEOPLE }],
		})),
	'contact.count': () => [{ parameters: inList }],
	'contact.get': () => [{ parameters: { ...inList, email: customer } }],
	'contact.search': () => [
		{ parameters: { ...inList, variableName: 'city', variableValue: 'Berlin' } },
	],
	'contact.copy': () => transfers(customers.id, copies.id),
	'contact.move': () => transfers(copies.id, moved.id),
	'contact.updateVariables': () => [
		{
			parameters: {
				...inList,
				email: customer,
				variables: {
					mappingMode: 'defineBelow',
					value: { city: 'Київ' },
					schema: [{ id: 'city', type: 'string', displayName: 'city', display: true }],
				},
			},
		},
	],
	'contact.updatePhone': () => [
		{ parameters: { ...inList, email: customer, phone: '+49 30 5555555' } },
	],
	'contact.unsubscribe': () => [{ parameters: { ...inList, email: 'customer003@mail.example' } }],
	'contact.delete': () => [{ parameters: { ...inList, email: 'customer004@mail.example' } }],

	'contact.sync': () => [
		{
			parameters: {
				...syncing,
				email: '={{ $json.email }}',
				variables: { mappingMode: 'defineBelow', value: { city: '={{ $json.city }}' }, schema: [] },
				missingContacts: 'unsubscribe',
				output: 'summary',
				options: { clearEmpty: true, maxRemovalPercent: 100 },
			},
			items: [
				{ email: 'synced@mail.example', city: 'Oslo' },
				{ email: 'synced0@mail.example', city: '' },
			],
		},
		{
			parameters: {
				...syncing,
				email: 'synced@mail.example',
				variables: { mappingMode: 'defineBelow', value: {}, schema: [] },
				missingContacts: 'delete',
				output: 'all',
				options: { deleteInactive: true, maxRemovalPercent: 100 },
			},
		},
	],

	'emailAddress.get': () => forOneAndForMany(),
	'emailAddress.getStatistics': () => forOneAndForMany(),
	'emailAddress.getDetails': () => [{ parameters: { email: customer } }],
	'emailAddress.getCampaignStatistics': () => [
		{ parameters: { campaignId: sent.id, email: customer } },
	],
	'emailAddress.change': () => [
		{ parameters: { email: 'customer006@mail.example', newEmail: 'changed@mail.example' } },
	],
	'emailAddress.getProfile': () => [
		{
			parameters: {
				email: known,
				include: 'mailingLists,statistics,smtp,crm,campaigns,courses,chatbots,transactionalEmails',
			},
		},
		{ parameters: { email: customer, include: 'campaigns' } },
	],
	'emailAddress.erase': () => [
		{
			parameters: {
				email: person,
				mode: 'apply',
				suppression: 'add',
				options: { crmAction: 'removeEmail' },
			},
		},
		{ parameters: { email: known, mode: 'apply', suppression: 'remove' } },
	],
	'emailAddress.unsubscribe': () => [
		{
			parameters: {
				email: leaving,
				options: { alsoBlacklist: true, alsoSmtp: true, comment: 'Asked by phone' },
			},
		},
	],
	'emailAddress.delete': () => [{ parameters: { email: 'customer005@mail.example' } }],

	'campaign.create': () => [{ parameters: { ...message, mailingListIds: [testers.id] } }],
	'campaign.check': () => [
		{
			parameters: {
				...message,
				subject: 'Untold news for {{name}}',
				mailingListIds: [customers.id, testers.id],
				sendMode: 'schedule',
				sendDate: '2097-12-31T23:34:23Z',
			},
		},
		{
			parameters: {
				...message,
				senderEmail: 'nobody@shop.example',
				contentSource: 'template',
				templateId: newsletter.realId,
				mailingListIds: [testers.id],
				options: { maxRecipients: 1 },
			},
		},
		{ parameters: { ...message, html: 'x'.repeat(105_000), mailingListIds: [testers.id] } },
	],
	'campaign.getMany': () => [{}],
	'campaign.get': () => [{ parameters: { campaignId: sent.id } }],
	'campaign.update': () => [
		{ parameters: { campaignId: scheduled.id, options: { subject: 'Sooner' } } },
	],
	'campaign.cancel': () => [{ parameters: { campaignId: draft.id } }],
	'campaign.getCountries': () => [{ parameters: { campaignId: sent.id } }],
	'campaign.getReferrals': () => [{ parameters: { campaignId: sent.id } }],
	'campaign.getReport': () =>
		[sent, scheduled].map(({ id }) => ({
			parameters: { campaignId: id, options: { include: ['countries', 'links'] } },
		})),

	'template.create': () => [{ parameters: { name: 'Made by a test', html, language: 'en' } }],
	'template.update': () => [{ parameters: { templateId: newsletter.realId, html } }],
	'template.get': () => [
		{ parameters: { templateId: locator(String(newsletter.realId)) } },
		{ parameters: { templateId: locator(newsletter.slug, 'slug') } },
	],
	'template.getMany': () => [{}, { parameters: { filters: { language: 'en' } } }],

	'sender.add': () => [{ parameters: { email: 'more@shop.example', name: 'More' } }],
	'sender.getMany': () => [{}],
	'sender.requestActivationCode': () => [{ parameters: { senderEmail: 'new@shop.example' } }],
	'sender.activate': () => [
		{
			parameters: {
				senderEmail: 'new@shop.example',
				code: senders.get('new@shop.example')?.code?.text,
			},
		},
	],
	'sender.delete': () => [{ parameters: { senderEmail: 'more@shop.example' } }],

	'blacklist.add': () => [{ parameters: { email: 'enough@mail.example' } }],
	'blacklist.getMany': () => [{}],
	'blacklist.delete': () => [{ parameters: { email: 'enough@mail.example' } }],

	'tag.create': () => [{ parameters: { name: 'Made by a test', color: '#00ff00' } }],
	'tag.getMany': () => [{}],
	'tag.update': () => [
		{ parameters: { tagId: vip.id, options: { name: 'Regular', color: '#0000ff' } } },
	],
	'tag.delete': () => [{ parameters: { tagId: unwanted.tag.id } }],
	'tag.assign': () => byEmailAndByPhone(),
	'tag.unassign': () => byEmailAndByPhone(),

	'webhook.create': () => [{ parameters: { url: address, events: ['delivered', 'redirect'] } }],
	'webhook.getMany': () => [{}],
	'webhook.get': () => [{ parameters: { webhookId: webhook.id } }],
	'webhook.update': () => [{ parameters: { webhookId: webhook.id, url: `${address}/new` } }],
	'webhook.delete': () => [{ parameters: { webhookId: unwanted.webhook.id } }],

	'account.get': () => [{}],
	'account.getTeam': () => [{}],
	'account.getBalance': () => [{}, { parameters: { options: { currency: 'EUR' } } }],
	'account.getDetailedBalance': () => [{}],

	'folder.create': () => [
		{ parameters: { name: 'may', parentPath: '/images', options: { skipExisting: true } } },
	],
	'folder.getTree': () => [{}],
	'folder.getUsage': () => [{}],
	'file.upload': () => [
		{
			parameters: { folderPath: '/images/new', options: { createFolder: true } },
			files: [{ data: PICTURE }],
		},
		{ parameters: { folderPath: '/images' }, files: [{ data: PICTURE }] },
	],
	'folder.getContents': () => [{ parameters: { folderPath: '/images' } }],
	'file.exists': () => [{ parameters: { filePath: '/images/dot.gif' } }],
	'file.getMany': () => [{ parameters: { folderPath: '/images' } }],
	'file.search': () => [{ parameters: { search: 'dot', folderPath: '/' } }],
	'file.delete': () => [{ parameters: { filePath: '/images/dot.gif' } }],
	'automation.getMany': () => [{ parameters: { filters: { statuses: ['active'] } } }],
	'automation.get': () => [{ parameters: { automationId } }],
	'automation.getElements': () => [{ parameters: { automationId } }],
	'automation.getStatistics': () => [{ parameters: { automationId } }],
	'automation.getElementStatistics': () => [
		{
			parameters: { automationId, elementId: '={{ $json.id }}' },
			items: [467_511, 467_513, 467_517, 467_519].map((id) => ({ id })),
		},
	],
	'automation.getRecipients': () => [
		{
			parameters: { automationId, elementId: '={{ $json.id }}', returnAll: true },
			items: [467_511, 467_513, 467_516, 467_519].map((id) => ({ id })),
		},
	],
	'automation.getConversions': () => [{ parameters: { automationId } }],
	'automation.getConvertedContacts': () =>
		[
			{},
			{ conversionType: 'start' },
			{ conversionType: 'goal' },
			{ conversionType: 'goal', goalId: 467_519 },
		].map((filters) => ({
			parameters: { automationId, filters },
		})),
	'event.send': (baseUrl) => [
		{ parameters: { sendTo: 'name', eventName: event.name, email: customer } },
		{
			parameters: {
				sendTo: 'url',
				eventUrl: `${baseUrl}/events/id/${event.hash}/${account.profile.id}`,
				email: customer,
			},
		},
	],
};

/** One, so many that a list's pages are fewer, and those in Berlin. */
const transfers = (mailingListId: number, targetMailingListId: number): Run[] => {
	const lists = { mailingListId, targetMailingListId };
	const items = { ...lists, contacts: 'items', email: '={{ $json.email }}' };
	const emails = Array.from({ length: 40 }, (_, n) =>
		customers.contacts.page({ offset: n, limit: 1, filter: 'active' }),
	);
	const people = emails.flat().map(({ email }) => ({ email }));
	return [
		{ parameters: items, items: people.slice(0, 1) },
		{ parameters: items, items: people.slice(1) },
		{
			parameters: { ...lists, contacts: 'variable', variableName: 'city', variableValue: 'Berlin' },
		},
	];
};

const forOneAndForMany = (): Run[] => [
	{ parameters: { email: customer } },
	{
		parameters: { email: '={{ $json.email }}' },
		items: [{ email: customer }, { email: another }],
	},
];

const byEmailAndByPhone = (): Run[] => [
	{ parameters: { assignTo: 'email', email: customer, tagIds: [vip.id] } },
	{ parameters: { assignTo: 'phone', phone: '49301000006', tagIds: [vip.id] } },
];

callsWhatIsDocumented({
	node: 'SendPulse',
	sandbox,
	runs,
	// It did not go to this address.
	answers: campaigns
		.all()
		.flatMap(({ id }) =>
			[known, customer].map(
				(email) => `GET /campaigns/${id}/email/${encodeURIComponent(email)}: 422`,
			),
		),
	written: (path) =>
		/^\/fm\/public\/v1\/directory\/(?!find$|size$)/.test(path)
			? '/fm/public/v1/directory/{path}'
			: path,
	readFirst: [
		'GET /addressbooks/{id}/variables → contact.updateVariables',
		'GET /addressbooks/{id} → contact.exportFile',
		'GET /addressbooks/{id}/variables → contact.importFile',
		'GET /blacklist → contact.importFile',
		'POST /emails → contact.importFile',
		'GET /addressbooks/{id}/emails/total → contact.exportFile',
		'GET /addressbooks/{id}/variables → contact.exportFile',
		'GET /campaigns/{id} → campaign.update',
		'GET /user/info → campaign.getReport',
	],
});
