import type { SandboxContext } from '../context.mts';
import { ContactStatus } from './contacts.mts';
import { invalid, refusals } from '../errors.mts';
import type { MailingList } from './lists.mts';
import { isEmailAddress } from '../syntax.mts';
import { VariablePlan, type VariableChange } from './variables.mts';

export interface Addition {
	email: string;
	variables: Readonly<Record<string, unknown>>;
}

export interface AdditionSettings {
	/** Double opt-in: who asks for the confirmation, and how. */
	confirmation: { senderEmail: string; templateId: string | null; language: string | null } | null;
	tags: readonly number[];
	/** Leave contacts that are there already as they are. */
	keepExisting: boolean;
	/** Tell no webhook. */
	silent: boolean;
}

/**
 * Adds a batch of addresses to a list (Bulk Email Service API, Add emails to a mailing list). A known address has
 * its variables updated and keeps its status: who has unsubscribed is not brought back. Either the whole batch is
 * taken or nothing is; an address that is malformed is left out, unless a switch makes it a reason to refuse.
 */
export function addContacts(
	{ state, options, clock }: SandboxContext,
	list: MailingList,
	additions: readonly Addition[],
	{ confirmation, tags, keepExisting, silent }: AdditionSettings,
): void {
	const plan = new VariablePlan(list.variables, options, () =>
		invalid('Argument emails.*.variables is invalid'),
	);
	const changes: Array<{ email: string; change: VariableChange }> = [];
	for (const { email, variables } of additions) {
		if (isEmailAddress(email))
			changes.push({ email, change: plan.read(Object.entries(variables)) });
		else if (options.malformedAddress === 'refuse') throw refusals.emailSyntax();
	}

	plan.commit();
	for (const { email, change } of changes) {
		if (list.contacts.get(email)) {
			if (keepExisting) continue;
			const keepsPhone = options.phoneOfExisting === 'keep';
			list.contacts.change(email, keepsPhone ? { ...change, phone: null } : change);
		} else {
			const status = confirmation ? ContactStatus.confirmationRequested : options.newContactStatus;
			const contact = list.contacts.add({ email, status, addedAt: clock.now(), ...change });
			if (!silent) {
				state.happenings.tell({
					event: 'new_emails',
					at: clock.now(),
					email: contact.email,
					listId: list.id,
					variables: contact.variables,
					source: 'address book',
				});
			}
		}
		list.contacts.tag(email, tags);
		if (confirmation && list.contacts.get(email)?.status === ContactStatus.confirmationRequested) {
			state.outbox.push({
				kind: 'confirmation',
				at: clock.now(),
				to: email,
				listId: list.id,
				...confirmation,
			});
		}
	}
}
