import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../engine/parameters/parameters';
import { rowsOf } from '../fields/crmContact';
import { isDeleted, STATUSES } from '../SendPulseCrm/fields/dealId';

const several = (displayName: string, name: string, loadOptionsMethod: string, what: string) => ({
	displayName,
	name,
	type: 'multiOptions' as const,
	typeOptions: { loadOptionsMethod },
	default: [],
	description: `${what}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

/** Where contacts come from, as their records say it (OpenAPI of the CRM, Contact). */
const SOURCES = [
	{ name: 'Automation 360', value: 'a360' },
	{ name: 'Chatbot', value: 'chatbot' },
	{ name: 'Education', value: 'education' },
	{ name: 'Email Service', value: 'emailService' },
	{ name: 'Import', value: 'import' },
	{ name: 'Integration', value: 'integration' },
	{ name: 'Landing Page', value: 'landing' },
	{ name: 'Made by Hand', value: 'manually' },
	{ name: 'Marketplace', value: 'marketplace' },
	{ name: 'Payments', value: 'payments' },
	{ name: 'Pop-Up', value: 'popup' },
	{ name: 'Public API', value: 'publicApi' },
	{ name: 'Subscription Form', value: 'subscriptionForm' },
];

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		several(
			'Pipeline Names or IDs',
			'pipelineIds',
			'getPipelines',
			'Only deals that are in these pipelines now',
		),
		several(
			'Responsible Names or IDs',
			'responsibleIds',
			'getUsers',
			'Only contacts and deals for which these members of the team are responsible',
		),
		{
			displayName: 'Sources',
			name: 'sources',
			type: 'multiOptions',
			options: SOURCES,
			default: [],
			description: 'Only contacts that come from there',
		},
		{
			...several(
				'Stage Names or IDs',
				'stageIds',
				'getStages',
				'Only deals that are in these stages now',
			),
			typeOptions: {
				loadOptionsMethod: 'getStages',
				loadOptionsDependsOn: ['filters.pipelineIds'],
			},
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Active', value: 'active', description: 'Still open' },
				{ name: 'Successful', value: 'successful', description: 'Won' },
				{ name: 'Unsuccessful', value: 'unsuccessful', description: 'Lost' },
			],
			default: [],
			description: 'Only deals that are open, won or lost now',
		},
		several('Tag Names or IDs', 'tagIds', 'getTags', 'Only contacts that have one of these tags'),
	],
};

/** Which records start the workflow. */
export interface Wanted {
	deal(deal: IDataObject): boolean;
	contact(contact: IDataObject): boolean;
}

/** A word, however it is written: public_api, publicApi. */
const bare = (word: unknown) => String(word).toLowerCase().replace(/[_-]/g, '');

/** @throws InputProblem for what is no filter of these, and for one that was added and is empty */
export function readFilters(given: Values): Wanted {
	const has = (name: string) => {
		const ids = given.ids(name);
		return (id: unknown) => ids.length === 0 || ids.includes(Number(id));
	};
	const [pipeline, stage, responsible] = ['pipelineIds', 'stageIds', 'responsibleIds'].map(has);
	const tags = given.ids('tagIds');
	const statuses = words(given, 'statuses', Object.keys(STATUSES)).map(
		(word) => STATUSES[word as keyof typeof STATUSES],
	);
	const sources = words(
		given,
		'sources',
		SOURCES.map(({ value }) => value),
	).map(bare);
	return {
		deal: (deal) =>
			!isDeleted(deal) &&
			pipeline(deal.pipelineId) &&
			stage(deal.stepId) &&
			responsible(deal.responsibleId) &&
			(statuses.length === 0 || statuses.some((status) => status === Number(deal.status))),
		contact: (contact) =>
			responsible(contact.responsibleId) &&
			(sources.length === 0 || sources.includes(bare(contact.sourceType))) &&
			(tags.length === 0 || rowsOf(contact, 'tags').some(({ id }) => tags.includes(Number(id)))),
	};
}

function words(given: Values, name: string, known: readonly string[]): string[] {
	const chosen = given.list(name);
	const wrong = chosen.find((word) => !known.includes(word));
	if (wrong === undefined) return chosen;
	return given.fail(name, `has to hold some of ${known.join(', ')}, not ${shown(wrong)}`);
}
