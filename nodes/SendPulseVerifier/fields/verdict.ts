import type { INodePropertyOptions } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

/** Statuses of an address, by their number (Email Verifier API, "Statuses"). */
export const VERDICTS = ['unverified', 'valid', 'unconfirmed', 'invalid'] as const;

/**
 * In English, whatever the account's language, which `status_text` has. A status that no document knows is
 * no verdict yet.
 */
export const verdictOf = (status: unknown): string => VERDICTS[Number(status)] ?? VERDICTS[0];

/**
 * Those that were chosen in a collection's `verdicts`, in one order, however they were chosen.
 *
 * @throws InputProblem for what is no verdict, or for none
 */
export function readVerdicts(collection: Values): string[] {
	const verdicts = collection.list('verdicts');
	const wrong = verdicts.find((verdict) => !VERDICTS.some((known) => known === verdict));
	if (wrong !== undefined) {
		collection.fail('verdicts', `has to hold some of ${VERDICTS.join(', ')}, not ${shown(wrong)}`);
	}
	return VERDICTS.filter((verdict) => verdicts.includes(verdict));
}

/** To choose from. */
export const VERDICT_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Invalid', value: 'invalid', description: 'The address does not exist' },
	{
		name: 'Unconfirmed',
		value: 'unconfirmed',
		description: 'Whether the address exists can not be told',
	},
	{ name: 'Unverified', value: 'unverified', description: 'There is no result' },
	{ name: 'Valid', value: 'valid', description: 'The address exists' },
];
