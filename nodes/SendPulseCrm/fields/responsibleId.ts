import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { sameAddress } from '../../engine/parameters/email';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { get } from '../product';
import { byText, locator, optional } from './locator';

/** For the collection `options`. */
export const responsibleId: INodeProperties = optional(
	locator({
		displayName: 'Responsible',
		name: 'responsibleId',
		description: 'The member of your team who looks after it',
		noun: 'team member',
		searchListMethod: 'searchUsers',
		by: [byText('By Email', 'email', 'name@email.com')],
	}),
);

/** CRM API, "Get a list of team members": all of them at once. */
export const teamRequest = () => get`/users`;

export const teamIn = (body: unknown): IDataObject[] => asRecords(elementsOf(body));

/** What a member is called. */
export function memberName({ firstname, lastname, email, id }: IDataObject): string {
	const name = [firstname, lastname].filter(Boolean).map(String).join(' ').trim();
	if (name && email) return `${name} (${String(email)})`;
	return name || String(email ?? id);
}

/** The team, read once a run. */
export const teamOf = async (item: ItemParameters): Promise<IDataObject[]> =>
	await item.lookUp('the team', readTeam);

const readTeam = async (client: Client) => teamIn(await client.send(teamRequest()));

const lookUp: LookUp = {
	noun: 'team member',
	plural: 'team members',
	by: {
		email: {
			called: 'the e-mail address',
			read: (values, name) => sameAddress(values.email(name)),
			find: async (client, email) => {
				const team = await readTeam(client);
				return team
					.filter((member) => sameAddress(String(member.email ?? '')) === email)
					.map((member) => ({ id: Number(member.id), name: memberName(member) }));
			},
		},
	},
	modeOf: (text) => (text.includes('@') ? 'email' : undefined),
};

/**
 * The team member that is named; undefined where the option was not added.
 *
 * @param values where the locator is: the options unless said otherwise
 * @throws InputProblem for what names none
 */
export async function readResponsibleId(
	item: ItemParameters,
	values: Values = item.options,
): Promise<number | undefined> {
	if (!values.has('responsibleId')) return undefined;
	return Number(await found(item, 'responsibleId', lookUp, values));
}
