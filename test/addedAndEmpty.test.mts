/** Every option and filter of every operation, added with an expression that gives nothing. */
import './quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODE_NAMES, ACTION_NODES, fieldsOf } from './actionNodes.mts';
import { answeringBy, apiKey, says } from './api.mts';
import { lookedUp } from './lookUps.mts';
import { runNode } from './n8n.mts';
import { entriesOf, FILE, filledIn } from './recordingReader.mts';

/** Data of a contact or an address, which some of them don't have. */
const MAY_BE_EMPTY = [
	'SendPulse contact.add options.phone',
	'SendPulse contact.add options.tagIds',
	'SendPulse contact.add options.additionalVariables',
	'SendPulse contact.importFile options.tagIds',
	'SendPulse contact.sync options.phone',
	'SendPulse contact.sync options.tagIds',
	'SendPulse contact.sync options.additionalVariables',
	'SendPulse contact.updateVariables options.additionalVariables',
	'SendPulse blacklist.add options.comment',
	'SendPulse emailAddress.erase options.comment',
	'SendPulse emailAddress.unsubscribe options.comment',
	'SendPulseChatbot contact.create options.tags',
	'SendPulseCrm deal.update options.dueDate',
	'SendPulseSmtp email.send options.additionalVariables',
	'SendPulseSmtp unsubscribeList.add options.comment',
	'SendPulseSms phoneNumber.add options.additionalVariables',
	'SendPulseSms phoneNumber.updateVariables options.additionalVariables',
	'SendPulseViber blacklist.add options.description',
	'SendPulseCrm contact.create options.externalId',
	'SendPulseCrm contact.create options.messengers',
	'SendPulseCrm contact.create options.tagIds',
	'SendPulseCrm contact.upsert options.externalId',
	'SendPulseCrm contact.upsert options.messengers',
	'SendPulseCrm contact.upsert options.tagIds',
	'SendPulseCrm company.create options.messengers',
	'SendPulseCrm company.upsert options.messengers',
];

/** What has to stand beside an option for it to matter: in its collection, and among the parameters. */
const BESIDE: Record<string, { entries?: IDataObject; parameters?: IDataObject }> = {
	'SendPulse contact.add options': {
		entries: {
			doubleOptIn: true,
			senderEmail: 'news@example.com',
			confirmationLanguage: 'en',
			phone: '+49 170 1234567',
		},
	},
	'SendPulse contact.sync options': { entries: { phone: '+49 170 1234567' } },
	'SendPulse campaign.update options': { entries: { name: 'Spring' } },
	'SendPulseCrm contact.update options': {
		entries: { firstName: 'Ann', phones: '+49 170 1234567' },
	},
	'SendPulseCrm company.update options': { entries: { name: 'Holm', phones: '+49 170 1234567' } },
	'SendPulseCrm contact.create options': { parameters: { phones: '+49 170 1234567' } },
	'SendPulseCrm contact.upsert options': { parameters: { phones: '+49 170 1234567' } },
	'SendPulseCrm company.create options': { parameters: { phones: '+49 170 1234567' } },
	'SendPulseCrm company.upsert options': { parameters: { phones: '+49 170 1234567' } },
	'SendPulseCrm tag.update options': { entries: { name: 'vip' } },
	'SendPulse campaign.update options.sendDateZone': {
		entries: { sendDate: '2199-01-01T10:00:00' },
	},
	'SendPulse tag.update options': { entries: { name: 'vip' } },
	'SendPulse tag.assign options': { parameters: { assignTo: 'phone' } },
	'SendPulse tag.unassign options': { parameters: { assignTo: 'phone' } },
	'SendPulseCrm deal.create options.dueReminder': { entries: { dueDate: '2199-01-01' } },
	'SendPulseCrm deal.upsert options': { entries: { sourceId: 5 } },
	'SendPulseCrm deal.upsert options.dueReminder': {
		entries: { sourceId: 5, dueDate: '2199-01-01' },
	},
	...Object.fromEntries(
		['board', 'product', 'stage', 'task'].map((resource) => [
			`SendPulseCrm ${resource}.update options`,
			{ entries: { name: 'Sales' } },
		]),
	),
	'SendPulseCrm attachment.add options': { parameters: { fileSource: 'path', path: '/a.pdf' } },
	'SendPulseCrm deal.addProduct options': { entries: { price: 5, currency: 'EUR' } },
	'SendPulseCrm product.update options.price': { entries: { name: 'Oar', currency: 'EUR' } },
	'SendPulseCrm pipeline.update options': { entries: { name: 'Sales' } },
	'SendPulseCrm deal.update options.dueReminder': { entries: { dueDate: '2199-01-01' } },
	'SendPulseSms campaign.getCost options': { parameters: { recipients: 'phones' } },
	'SendPulseChatbot message.send options.messageTag': { parameters: { channel: 'messenger' } },
	'SendPulseChatbot campaign.send options.messageTag': { parameters: { channel: 'messenger' } },
	'SendPulseChatbot campaign.send options.componentsJson': {
		parameters: { channel: 'whatsapp', messageType: 'template' },
	},
	'SendPulseChatbot campaign.send filters': { entries: { tags: ['vip'] } },
};

const cases = ACTION_NODE_NAMES.flatMap((node) =>
	ACTION_NODES[node].resources.flatMap(({ option, operations }) =>
		operations.flatMap((operation) => {
			const collections = fieldsOf(operation).filter(({ type }) => type === 'collection');
			return collections.flatMap((collection) =>
				entriesOf(collection).map((entry) => {
					const place = `${node} ${String(option.value)}.${String(operation.option.value)} ${collection.name}`;
					const name = `${place}.${entry.name}`;
					const { entries, parameters } = BESIDE[name] ?? BESIDE[place] ?? {};
					return {
						name,
						displayName: entry.displayName,
						node,
						parameters: {
							...filledIn(fieldsOf(operation)),
							resource: option.value,
							operation: operation.option.value,
							options: {},
							filters: {},
							...parameters,
							[collection.name]: { ...entries, [entry.name]: '={{ $json.nothing }}' },
						} as IDataObject,
					};
				}),
			);
		}),
	),
);

test.each(cases.filter(({ name }) => !MAY_BE_EMPTY.includes(name)))(
	'$name is refused, and nothing is sent',
	async ({ node, parameters, displayName }) => {
		const sent: string[] = [];
		answeringBy((request) => {
			const known = lookedUp(request);
			if (known) return known;
			sent.push(`${request.method} ${request.path}`);
			return says({});
		});
		const { json, error } = await runNode({
			node,
			credential: apiKey(),
			files: [
				{ data: { data: FILE.toString('base64'), fileName: 'a.txt', mimeType: 'text/plain' } },
			],
			parameters,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ error: expect.stringContaining(`'${displayName}'`) }]);
		expect(json[0]?.error).toMatch(/ (was added but )?is empty|whole number/);
		expect(sent).toEqual([]);
	},
);

test.each(MAY_BE_EMPTY)('%s is an option that there is', (wanted) => {
	expect(cases.map(({ name }) => name)).toContain(wanted);
});
