import type { IDataObject } from 'n8n-workflow';
import {
	changesAmong,
	NO_CHANGES,
	REMEMBERED_MS,
	SHOWN_LATE_MS,
	type SeenChanges,
} from '../engine/polling/changes';
import type { PollClient } from '../engine/polling/poll';
import { recordsUnder } from '../engine/run/outcome';
import { rowsOf } from '../fields/crmContact';
import { emailsOf, phonesOf } from '../SendPulseCrm/fields/contactRecord';
import { idOf } from '../SendPulseCrm/fields/records';
import { contactPages, post } from '../SendPulseCrm/product';
import { dayBefore, shownOf, tellable, timeOf } from './times';

const DAY_MS = 86_400_000;

const madeAt = ({ createdAt }: IDataObject) => timeOf(createdAt);

const changedAt = ({ updatedAt, createdAt }: IDataObject) =>
	Math.max(...[updatedAt, createdAt].map(timeOf).filter((time) => !Number.isNaN(time)));

const LIST = {
	paged: contactPages,
	identify: ({ id }: IDataObject) => id,
	records: recordsUnder('list'),
};

const MADE = { id: idOf, madeAt, changedAt: madeAt, content: () => null };

const CHANGED = {
	id: idOf,
	madeAt,
	changedAt,
	content: (contact: IDataObject) => [
		contact.firstName,
		contact.lastName,
		contact.responsibleId,
		emailsOf(contact),
		phonesOf(contact),
		// No document promises their order.
		rowsOf(contact, 'tags')
			.map(({ id }) => Number(id))
			.sort((one, other) => one - other),
	],
};

const contacts = (body: IDataObject) => ({ ...post`/contacts/get-list`, body });

/** CRM API, "Get a list of contacts": those that were made last. */
const byMaking = (time?: number) =>
	contacts({
		sortBy: { fieldName: 'created_at', direction: 'desc' },
		...(time ? { from: dayBefore(time) } : {}),
	});

/** Likewise, those that were changed on a day or later: there is no order by change. */
const changedFrom = (day: string) =>
	contacts({ sortBy: { fieldName: 'id', direction: 'asc' }, updateFrom: day });

export const newestContacts = async (
	client: PollClient,
	count: number,
	belongs: (contact: IDataObject) => boolean,
) =>
	(await client.newest(byMaking(), { ...LIST, rank: madeAt, ...shownOf(count, belongs) })).records
		.filter(belongs)
		.sort((one, other) => madeAt(other) - madeAt(one))
		.slice(0, count);

interface Look {
	/** Oldest first; none of the first look, which notes what is there. */
	contacts: IDataObject[];
	seen: SeenChanges;
}

/** Contacts that were made since the last look. */
export async function lookForNewContacts(
	client: PollClient,
	seen: SeenChanges | undefined,
): Promise<Look> {
	const read = await client.newest(byMaking(seen?.newest), {
		...LIST,
		rank: madeAt,
		downTo: seen ? seen.newest - SHOWN_LATE_MS : (newest) => newest - REMEMBERED_MS,
	});
	const { found, seen: now } = changesAmong(seen ?? NO_CHANGES, tellable(read, madeAt), MADE);
	return { contacts: seen ? found.map(({ record }) => record) : [], seen: now };
}

/**
 * Contacts that were changed since the last look, and not made.
 *
 * The first look can't ask what was changed last. It takes the days before today: whatever n8n's clock says, to
 * a day, is older than the memory when it is not among them.
 */
export async function lookForChangedContacts(
	client: PollClient,
	seen: SeenChanges | undefined,
): Promise<Look> {
	const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	const known = seen ?? { ...NO_CHANGES, newest: today - DAY_MS };
	const from = seen ? dayBefore(seen.newest) : dayBefore(known.newest - REMEMBERED_MS);
	const records = tellable(await client.list(changedFrom(from), LIST), changedAt);
	const { found, seen: now } = changesAmong(known, records, CHANGED);
	const changed = found.filter(({ isNew }) => !isNew).map(({ record }) => record);
	return { contacts: seen ? changed : [], seen: now };
}
