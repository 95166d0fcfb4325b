import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiFailure } from '../../engine/api/failures';
import { InputProblem } from '../../engine/api/inputProblem';
import type { Client } from '../../engine/api/client';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import type { Step } from '../../engine/run/operation';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { named } from '../../fields/variableNames';
import { get, post } from '../product';
import { recordIn } from './contactRecord';
import { locator } from './locator';
import { givesRecord } from './records';

export const tagId: INodeProperties = locator({
	displayName: 'Tag',
	name: 'tagId',
	description: 'The tag to work with',
	noun: 'tag',
	searchListMethod: 'searchTags',
});

/** @param dependsOn parameters with each change of which the editor reads the tags anew */
export const tagIds = (dependsOn: string[] = []): INodeProperties => ({
	displayName: 'Tag Names or IDs',
	name: 'tagIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTags', loadOptionsDependsOn: dependsOn },
	default: [],
	description:
		'Tags of contacts, by ID or by name. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

/** For the collection `options`. */
export const createMissingTags: INodeProperties = {
	displayName: 'Create Missing Tags',
	name: 'createMissingTags',
	type: 'boolean',
	default: false,
	description: 'Whether to make the tags that are named and that there are not yet',
};

/** CRM API, "Get a list of contact tags". */
export const tagsRequest = (query: { name?: string; search?: string } = {}) => ({
	...get`/contact-tags`,
	...(Object.keys(query).length > 0 ? { query } : {}),
});

export const tagsIn = (body: unknown): IDataObject[] => asRecords(elementsOf(body));

const LONGEST_NAME = 64;

/** A tag by its ID, or one that is still to be made. */
export interface Tag {
	id?: number;
	name: string;
}

const sameTag = (name: unknown) =>
	String(name ?? '')
		.trim()
		.toLowerCase();

/**
 * What was named, as tags; names are looked up once a run.
 *
 * @throws InputProblem for a name that there is not, unless it is to be made
 */
export async function readTags(
	item: ItemParameters,
	values: Values,
	create: boolean,
): Promise<Tag[]> {
	const parts = values.list('tagIds');
	const names = parts.filter((part) => !isId(part));
	const known =
		names.length === 0 ? [] : await item.lookUp('tags of contacts', async (client) => all(client));
	const tags = parts.map((part): Tag => {
		if (isId(part)) return { id: Number(part), name: part };
		const exact = known.find(({ name }) => name === part);
		const tag = exact ?? known.find(({ name }) => sameTag(name) === sameTag(part));
		if (tag) return { id: Number(tag.id), name: String(tag.name) };
		if (part.length > LONGEST_NAME) {
			return values.fail('tagIds', `has a name of more than ${LONGEST_NAME} characters`);
		}
		if (create) return { name: part };
		const has = known.map(({ name }) => String(name));
		return values.fail(
			'tagIds',
			`has a tag that there is not: '${part}'. ${has.length > 0 ? `There are: ${named(has)}. ` : ''}Correct it, or switch on 'Create Missing Tags'`,
		);
	});
	return [...new Map(tags.map((tag) => [tag.id ?? sameTag(tag.name), tag])).values()];
}

const isId = (text: string) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));

const all = async (client: Client) => tagsIn(await client.send(tagsRequest()));

/** Tags that a run has made, by name: the list may show them a moment later. */
export type MadeTags = Map<string, number>;

export const madeTags = async (item: ItemParameters): Promise<MadeTags> =>
	await item.lookUp('tags made', async () => await Promise.resolve(new Map<string, number>()));

/** How a preview writes the ID of a tag that is still to be made. */
export const NEW_TAG = '{the new tag}';

export const idOfTag = ({ id, name }: Tag, made: MadeTags): number | string =>
	id ?? made.get(sameTag(name)) ?? NEW_TAG;

export const missingAmong = (tags: readonly Tag[]) => tags.filter(({ id }) => id === undefined);

/** What makes missing tags follow one another: none is to be made twice. */
export const concernsOfTags = (tags: readonly Tag[]) =>
	missingAmong(tags).map(({ name }) => `tag ${sameTag(name)}`);

const isOf = (name: string) => (tag: IDataObject) => sameTag(tag.name) === sameTag(name);

/** Somebody else (another execution, a colleague) may have made it since the names were looked up. */
const isTaken = ({ status }: ApiFailure) => status === 422 || status === 409;

/** Makes those that are missing, each once a run. */
export const makingTags = <Found extends object>(
	tags: readonly Tag[],
	made: MadeTags,
): Array<Step<Found>> =>
	missingAmong(tags).flatMap(
		({ name }): Array<Step<Found>> => [
			{
				effect: 'write',
				about: `the tag '${name}'`,
				repeatable: false,
				confirmed: givesRecord,
				whereToLook: 'with Tag > Get Many',
				request: () =>
					made.has(sameTag(name)) ? undefined : { ...post`/contact-tags`, body: { name } },
				nothingFound: isTaken,
				learn: (body) => {
					if (body !== undefined) made.set(sameTag(name), Number(recordIn(body).id));
					return {};
				},
				recovered: async (_, client) => {
					const tag = tagsIn(await client.send(tagsRequest({ name }))).find(isOf(name));
					if (!tag) return 'notDone';
					made.set(sameTag(name), Number(tag.id));
					return {};
				},
				done: () => (made.has(sameTag(name)) ? `the tag '${name}' exists` : ''),
			},
			{
				effect: 'read',
				about: `the tag '${name}'`,
				// In a preview it stands there in words.
				request: (found) =>
					made.has(sameTag(name)) || 'newTag' in found ? undefined : tagsRequest({ name }),
				learn: (body) => {
					const tag = tagsIn(body).find(isOf(name));
					if (!tag)
						throw new InputProblem(`SendPulse did not take the tag '${name}'. Correct its name.`);
					made.set(sameTag(name), Number(tag.id));
					return {};
				},
			},
		],
	);
