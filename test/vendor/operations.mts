/** Every operation of SendPulse's own package for n8n (@sendpulse/n8n-nodes-sendpulse 0.0.3), and what stands for it here. */

export interface Counterpart {
	/** Node, resource and operation there. */
	vendor: `${string} · ${string} · ${string}`;
	/** Node here, and its operations. */
	node: string;
	ours: readonly string[];
	/** What it has that theirs lacks. */
	more: string;
}

export const VENDOR_VERSION = '0.0.3';

const LISTED = 'one item each, Return All, picked from lists';

export const COUNTERPARTS: readonly Counterpart[] = [
	{
		vendor: 'Email · mailingList · getMany',
		node: 'SendPulse',
		ours: ['mailingList.getMany'],
		more: 'Return All that loses no list',
	},
	{
		vendor: 'Email · mailingList · get',
		node: 'SendPulse',
		ours: ['mailingList.get', 'mailingList.getVariables', 'mailingList.getCost'],
		more: 'picked by its name; variables and cost',
	},
	{
		vendor: 'Email · mailingList · create',
		node: 'SendPulse',
		ours: ['mailingList.create'],
		more: 'nothing made twice',
	},
	{
		vendor: 'Email · email · addToList',
		node: 'SendPulse',
		ours: ['contact.add'],
		more: 'input items instead of pasted JSON, a hundred in a request, variables as fields, one bad address fails alone',
	},
	{
		vendor: 'Email · campaign · getMany',
		node: 'SendPulse',
		ours: ['campaign.getMany'],
		more: 'Return All, filters, statuses in words',
	},
	{
		vendor: 'Email · campaign · get',
		node: 'SendPulse',
		ours: ['campaign.get', 'campaign.getReport', 'campaign.getCountries', 'campaign.getReferrals'],
		more: 'picked by its name; countries and links; rates, and when to look again',
	},
	{
		vendor: 'Email · campaign · create',
		node: 'SendPulse',
		ours: ['campaign.create', 'campaign.check'],
		more: 'a draft unless you choose otherwise, attachments from binary data, dates in the right zone, several lists, never twice; checked before it is sent, with bounds on recipients and cost; the hour between four campaigns waited out',
	},
	{
		vendor: 'Smtp · email · send',
		node: 'SendPulseSmtp',
		ours: ['email.send'],
		more: 'reply-to, files from binary data, template variables as fields, opt-outs respected, never twice',
	},
	{
		vendor: 'Smtp · email · get',
		node: 'SendPulseSmtp',
		ours: ['email.get'],
		more: 'five hundred in a request, `delivered` in a word',
	},
	{
		vendor: 'Smtp · email · getMany',
		node: 'SendPulseSmtp',
		ours: ['email.getMany'],
		more: 'Return All, filters by day, sender and recipient',
	},
	{
		vendor: 'Sms · phoneNumber · addNumbers',
		node: 'SendPulseSms',
		ours: ['phoneNumber.add'],
		more: 'input items, variables, batches, the number at fault found',
	},
	{
		vendor: 'Sms · campaign · create',
		node: 'SendPulseSms',
		ours: ['campaign.create', 'message.send'],
		more: 'a test unless you choose otherwise, a bound on the price, dates in the right zone',
	},
	{
		vendor: 'Verifier · mailingList · verify',
		node: 'SendPulseVerifier',
		ours: ['mailingList.verify', 'mailingList.getProgress'],
		more: 'waits until it is done',
	},
	{
		vendor: 'Verifier · mailingList · getVerifiedLists',
		node: 'SendPulseVerifier',
		ours: ['mailingList.getMany'],
		more: 'one item each, counts under names',
	},
	{
		vendor: 'Verifier · mailingList · getVerificationResults',
		node: 'SendPulseVerifier',
		ours: ['mailingList.getResults', 'mailingList.getReport'],
		more: 'verdicts in English, a filter, reports as files',
	},
	{
		vendor: 'Chatbots · bot · getMany',
		node: 'SendPulseChatbot',
		ours: ['bot.getMany'],
		more: LISTED,
	},
	{
		vendor: 'Chatbots · dialog · getMany',
		node: 'SendPulseChatbot',
		ours: ['chat.getMany', 'chat.getMessages'],
		more: 'messages too; open, close and mark as read',
	},
	{
		vendor: 'Chatbots · contact · get',
		node: 'SendPulseChatbot',
		ours: ['contact.get', 'contact.getByPhone', 'contact.getMany'],
		more: 'by phone, and many',
	},
	{
		vendor: 'Chatbots · contact · send',
		node: 'SendPulseChatbot',
		ours: ['message.send', 'message.sendTemplate', 'message.sendByPhone'],
		more: 'pictures, files, buttons and WhatsApp templates as fields, never twice',
	},
	{
		vendor: 'Chatbots · flow · run',
		node: 'SendPulseChatbot',
		ours: ['flow.run', 'flow.runByTrigger', 'flow.getMany'],
		more: 'picked from a list, never twice',
	},
	{
		vendor: 'Crm · contact · getMany',
		node: 'SendPulseCrm',
		ours: ['contact.getMany', 'contact.search'],
		more: 'Return All, filters',
	},
	{
		vendor: 'Crm · contact · get',
		node: 'SendPulseCrm',
		ours: ['contact.get'],
		more: 'found by the address, too',
	},
	{
		vendor: 'Crm · contact · getByExternalId',
		node: 'SendPulseCrm',
		ours: ['contact.get'],
		more: 'one operation for each way to name a contact',
	},
	{
		vendor: 'Crm · contact · create',
		node: 'SendPulseCrm',
		ours: ['contact.create', 'contact.upsert'],
		more: 'with addresses, phones, tags and attributes in one operation',
	},
	{
		vendor: 'Crm · deal · getMany',
		node: 'SendPulseCrm',
		ours: ['deal.getMany'],
		more: 'Return All, filters',
	},
	{
		vendor: 'Crm · deal · get',
		node: 'SendPulseCrm',
		ours: ['deal.get', 'deal.getContacts', 'deal.getProducts'],
		more: 'its contacts and products',
	},
	{
		vendor: 'Crm · deal · create',
		node: 'SendPulseCrm',
		ours: ['deal.create', 'deal.upsert', 'deal.update', 'deal.move'],
		more: 'found by the number of an order, brought up to date, moved',
	},
	{
		vendor: 'Crm · pipeline · getMany',
		node: 'SendPulseCrm',
		ours: ['pipeline.getMany'],
		more: LISTED,
	},
	{
		vendor: 'Crm · pipeline · get',
		node: 'SendPulseCrm',
		ours: ['pipeline.get', 'stage.getMany'],
		more: 'picked by its name',
	},
	{
		vendor: 'Crm · pipeline · create',
		node: 'SendPulseCrm',
		ours: ['pipeline.create', 'pipeline.update'],
		more: 'changed as well',
	},
	{
		vendor: 'A360 · flow · getMany',
		node: 'SendPulse',
		ours: ['automation.getMany'],
		more: 'one item each, Return All, statuses in words',
	},
	{
		vendor: 'A360 · flow · get',
		node: 'SendPulse',
		ours: [
			'automation.get',
			'automation.getElements',
			'automation.getStatistics',
			'automation.getElementStatistics',
			'automation.getRecipients',
			'automation.getConversions',
			'automation.getConvertedContacts',
		],
		more: 'picked; elements, their figures, recipients, conversions',
	},
	{
		vendor: 'FileManager · file · upload',
		node: 'SendPulse',
		ours: ['file.upload'],
		more: 'binary data instead of pasted base64, several files, folders picked and made, nothing overwritten by accident',
	},
	{
		vendor: 'PopUps · project · getMany',
		node: 'SendPulsePopup',
		ours: ['project.getMany'],
		more: "the API's host instead of that of the login, one item each, Return All",
	},
	{
		vendor: 'PopUps · popUp · getMany',
		node: 'SendPulsePopup',
		ours: ['popup.getMany'],
		more: 'project picked, quizzes, Simplify',
	},
	{
		vendor: 'WebPush · website · getMany',
		node: 'SendPulsePush',
		ours: ['website.getMany'],
		more: 'Return All',
	},
	{
		vendor: 'WebPush · website · get',
		node: 'SendPulsePush',
		ours: ['website.get', 'website.getVariables', 'website.getCode'],
		more: 'picked; code and variables',
	},
	{
		vendor: 'WebPush · campaign · create',
		node: 'SendPulsePush',
		ours: ['campaign.create'],
		more: 'posts to the address that SendPulse describes, pictures from binary data, dates in the right zone, the 15 minutes waited out',
	},
];

/** docs/comparison.md. */
export function comparisonPage(nameOf: (node: string) => string): string {
	const rows = COUNTERPARTS.map(
		({ vendor, node, ours, more }) =>
			`| ${vendor} | ${nameOf(node)}: ${ours.map((name) => `\`${name}\``).join(', ')} | ${more} |`,
	);
	return [
		"# Beside the vendor's package, operation by operation",
		'',
		`SendPulse's own package for n8n, \`@sendpulse/n8n-nodes-sendpulse\`, has ${COUNTERPARTS.length} operations in its`,
		`version ${VENDOR_VERSION}. Each of them is here. Printed by \`npx tsx test/vendor/printComparison.mts\` from the list that a`,
		'test holds against the nodes; everything else that the nodes do is in [operations.md](operations.md).',
		'',
		'| there | here | and beside that |',
		'| --- | --- | --- |',
		...rows,
		'',
		'Not there at all: triggers, and SendPulse Courses, Viber campaigns, tags, templates, senders, webhooks, blacklists,',
		'automation events, the account.',
		'',
	].join('\n');
}
