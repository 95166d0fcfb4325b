import { filledIn } from '../html.mts';
import type { SandboxState } from '../state.mts';
import type { Campaign } from './campaigns.mts';
import type { Contact } from './contacts.mts';

/** Whose copy of a campaign is shown: its first recipient, else somebody of its mailing lists. */
export function readerOf(
	{ recipients, listIds }: Campaign,
	{ lists }: SandboxState,
): Contact | undefined {
	const [first] = recipients;
	const known = first && lists.get(first.listId)?.contacts.get(first.email);
	if (known) return known;
	const [contacts] = listIds.map((id) => lists.get(id)?.contacts).filter(Boolean);
	return contacts && [...contacts.values()][0];
}

/** A text of a campaign with the reader's variables in the places of `{{name}}`. */
export function asRead(text: string, reader: Contact | undefined): string {
	if (!reader) return text;
	return filledIn(text, { email: reader.email, ...Object.fromEntries(reader.variables) });
}
