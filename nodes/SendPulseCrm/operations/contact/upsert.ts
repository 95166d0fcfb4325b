import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { beyondMatches, forEither, keysIn } from '../../fields/addresses';
import { contactListMode, keepExisting } from '../../fields/contactFields';
import { contacts } from '../../fields/contactId';
import { simplifyContact } from '../../fields/contactRecord';
import { creatingContact, updatingContact, type ContactData } from '../../fields/contactSteps';
import { foundOrMade, Sought } from '../../fields/foundOrMade';
import { ifSeveral, matchByField, readIfSeveral, readMatchBy } from '../../fields/matching';
import type { RecordFound } from '../../fields/parts';
import { concernsOfTags, NEW_TAG } from '../../fields/tagIds';
import { newContactFields, readNewContact } from './create';

/** In the order in which they are tried. */
const MATCH_BY = ['externalId', 'email', 'phone'] as const;

interface Wanted {
	sought: Sought;
	make: ContactData;
	change: ContactData;
}

const matchBy: INodeProperties = matchByField(
	[
		{ name: 'Email', value: 'email' },
		{ name: 'External ID', value: 'externalId' },
		{ name: 'Phone', value: 'phone' },
	],
	'email',
	'What tells whether the contact exists, tried in this order: external ID, e-mail, phone. Each of the addresses and numbers of an item counts.',
);

async function readWanted(item: ItemParameters): Promise<Wanted> {
	const data = await readNewContact(item, ['keepExisting', 'listMode']);
	const { externalId, addresses, mode } = data;
	const by = readMatchBy(item, MATCH_BY);
	const keys = [
		...(externalId === undefined ? [] : [{ by: 'externalId', value: externalId }]),
		...keysIn(addresses),
	];
	const matches = keys.filter((key) => by.some((one) => one === key.by));
	if (matches.length === 0) {
		const names = { externalId: 'External ID', email: 'Emails', phone: 'Phones' };
		item.fail(
			'matchBy',
			`has nothing to find the contact by: ${by.map((one) => `'${names[one]}'`).join(', ')} is empty for this item. Fill it in, or leave this item out`,
		);
	}
	// With an external ID its first request has nothing else: what it should be found by may not have followed.
	const begun =
		externalId === undefined || by.includes('externalId')
			? []
			: [{ by: 'begunFor', value: externalId }];
	const sought = await Sought.of(item, contacts, {
		matches: [...matches, ...begun],
		keys: mode === 'remove' ? matches : keys,
		ifSeveral: readIfSeveral(item.options),
	});
	return { sought, ...forEither(data, sought) };
}

/** Finds the contact, and makes or changes it. */
export const upsert = steps<Wanted, RecordFound>({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a contact',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: withOptions(
		[matchBy, ...newContactFields],
		[beyondMatches(contactListMode), ifSeveral, keepExisting],
	),
	prepare: readWanted,
	// Items of one person wait for each other, by whatever they name her.
	concerns: ({ sought, make }) => [...sought.concerns, ...concernsOfTags(make.tags)],
	claims: ({ id }) => (typeof id === 'number' ? String(id) : undefined),
	repeatable: true,
	steps: ({ sought, make, change }) =>
		foundOrMade(contacts, sought, {
			change: updatingContact(change),
			make: (creation) => creatingContact(make, creation),
		}),
	placeholders: { id: '{the new contact}', ...({ newTag: NEW_TAG } as object) },
	output: ({ final, record, created }) => ({ ...(final ?? record!), created: created === true }),
	simplify: simplifyContact,
	counts: { noun: 'contacts', done: 'created or updated' },
});
