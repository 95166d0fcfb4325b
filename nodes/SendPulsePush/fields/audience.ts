import type { GenericValue, IDataObject, INodeProperties } from 'n8n-workflow';
import { jsonText } from '../../engine/api/request';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';
import { readDay } from '../../fields/day';

/** The API's words for conditions (the vendor's node for n8n, version 0.0.3). */
const CONDITIONS: Readonly<Record<string, string>> = {
	contains: 'likewith',
	endsWith: 'endwith',
	equal: 'equal',
	greaterThan: 'greaterthan',
	lessThan: 'lessthan',
	notContains: 'notlikewith',
	notEqual: 'notequal',
	startsWith: 'startwith',
};

/** How addresses of pages are compared; likewise. */
const MATCHES: Readonly<Record<string, string>> = {
	exact: 'direct',
	exclude: 'exclude',
	include: 'include',
};

const condition: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add condition',
	default: {},
	description: 'What the value of the variable has to be like',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Condition',
					name: 'condition',
					type: 'options',
					options: [
						{ name: 'Contains', value: 'contains' },
						{ name: 'Does Not Contain', value: 'notContains' },
						{ name: 'Ends With', value: 'endsWith' },
						{ name: 'Is Equal To', value: 'equal' },
						{ name: 'Is Greater Than', value: 'greaterThan' },
						{ name: 'Is Less Than', value: 'lessThan' },
						{ name: 'Is Not Equal To', value: 'notEqual' },
						{ name: 'Starts With', value: 'startsWith' },
					],
					default: 'equal',
					description: 'How to compare',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. roses',
					description: 'What to compare with',
				},
			],
		},
	],
};

export const audience: INodeProperties = {
	displayName: 'Audience',
	name: 'audience',
	type: 'collection',
	placeholder: 'Add condition',
	default: {},
	description:
		'Which subscribers of the website get it: those who meet all of these. Without any, everybody does.',
	options: [
		{
			displayName: 'Browsers',
			name: 'browsers',
			type: 'multiOptions',
			options: [
				{ name: 'Chrome', value: 'Chrome' },
				{ name: 'Edge', value: 'Edge' },
				{ name: 'Firefox', value: 'Firefox' },
				{ name: 'Opera', value: 'Opera' },
				{ name: 'Safari', value: 'Safari' },
			],
			default: [],
			description: 'Only who uses one of these. An expression may name others.',
		},
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'string',
			default: '',
			placeholder: 'e.g. UA, GB',
			description: 'Only who is in one of these: their two letters (ISO 3166), separated by commas',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en',
			description: 'Only whose browser speaks it: its two letters (ISO 639)',
		},
		{
			displayName: 'Pages',
			name: 'pages',
			type: 'fixedCollection',
			placeholder: 'Add page',
			default: {},
			description: 'By the page on which they subscribed',
			options: [
				{
					displayName: 'Page',
					name: 'page',
					values: [
						{
							displayName: 'Address',
							name: 'match',
							type: 'options',
							options: [
								{ name: 'Contains', value: 'include' },
								{ name: 'Does Not Contain', value: 'exclude' },
								{ name: 'Is One Of', value: 'exact' },
							],
							default: 'include',
							description: 'How to compare the address of the page',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. /roses',
							description:
								'A part of the address; for Is One Of complete addresses, separated by commas',
						},
					],
				},
			],
		},
		{
			displayName: 'Subscribed From',
			name: 'subscribedFrom',
			type: 'dateTime',
			default: '',
			description: 'Only who subscribed on that day or later',
		},
		{
			displayName: 'Subscribed To',
			name: 'subscribedTo',
			type: 'dateTime',
			default: '',
			description: 'Only who subscribed on that day or before',
		},
		{
			displayName: 'Variable',
			name: 'variable',
			type: 'fixedCollection',
			placeholder: 'Add variable',
			default: {},
			description: 'By the value of one variable of the website. SendPulse takes one variable.',
			options: [
				{
					displayName: 'Filter',
					name: 'filter',
					values: [
						{
							displayName: 'Variable Name or ID',
							name: 'variableName',
							type: 'options',
							typeOptions: {
								loadOptionsMethod: 'getWebsiteVariables',
								loadOptionsDependsOn: ['websiteId.value'],
							},
							default: '',
							description:
								'The variable. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						},
						{
							displayName: 'Combine Conditions By',
							name: 'operator',
							type: 'options',
							options: [
								{ name: 'And', value: 'and', description: 'All conditions have to be met' },
								{ name: 'Or', value: 'or', description: 'One of them is enough' },
							],
							default: 'and',
							description: 'Whether all conditions count or any',
						},
						condition,
					],
				},
			],
		},
	],
};

/**
 * Who gets a campaign, in the API's form; nothing where everybody does.
 *
 * @throws InputProblem for whatever was added and is empty, and for what is no condition: one that vanishes
 * would mean everybody
 */
export async function readAudience(item: ItemParameters): Promise<IDataObject> {
	const values = item.collection(audience.name);
	const read: IDataObject = {};
	if (values.has('browsers')) read.filter_browser = values.list('browsers').join(',');
	if (values.has('countries')) read.filter_region = jsonText(countries(values));
	if (values.has('language')) read.filter_lang = language(values);
	if (values.has('pages')) read.filter_url = jsonText(pages(values));
	if (values.has('subscribedFrom')) {
		read.filter_subscription_date_from = await readDay(item, values, 'subscribedFrom');
	}
	if (values.has('subscribedTo')) {
		read.filter_subscription_date_to = await readDay(item, values, 'subscribedTo');
	}
	const { filter_subscription_date_from: from, filter_subscription_date_to: to } = read;
	if (from && to && from > to) {
		values.fail('subscribedTo', `is before 'Subscribed From' (${String(from)}): ${String(to)}`);
	}
	if (values.has('variable')) read.filter = variable(values);
	return read;
}

function countries(values: Values): string[] {
	const codes = values.list('countries').map((code) => code.toUpperCase());
	const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
	if (wrong === undefined) return [...new Set(codes)];
	return values.fail(
		'countries',
		`has to hold the two letters of countries, like UA, GB, not ${shown(wrong)}`,
	);
}

/** Whether the API takes several no document tells. */
function language(values: Values): string {
	const code = values.text('language').toLowerCase();
	if (/^[a-z]{2,3}([-_][a-z]{2,4})?$/.test(code)) return code;
	return values.fail('language', `has to be one language, like en, not ${shown(code)}`);
}

function pages(values: Values): IDataObject {
	const [page, ...others] = values.rows('pages', 'page');
	if (others.length > 0) values.fail('pages', 'has to be one condition');
	const match = page.choice('match', Object.keys(MATCHES));
	const type = MATCHES[match];
	if (match !== 'exact') return { type, search: page.text('value') };
	const addresses = addressesIn(page);
	return { type, search: addresses };
}

/** Several addresses: a list, or text with commas or line breaks, each followed by another address. */
function addressesIn(page: Values): string[] {
	const given = page.raw('value');
	const parts = Array.isArray(given)
		? page.list('value')
		: page.text('value').split(/\s*[,\n]\s*(?=https?:)|\s*\n\s*/i);
	if (parts.length === 0) page.fail('value', 'is empty. Fill it in');
	for (const part of parts) {
		if (!/^https?:\/\/\S+$/i.test(part)) {
			page.fail('value', `has to hold complete addresses of pages, not ${shown(part)}`);
		}
	}
	return parts;
}

function variable(values: Values): GenericValue {
	const [filter, ...others] = values.rows('variable', 'filter');
	if (others.length > 0) values.fail('variable', 'has to be one variable');
	const rows = filter.rows('conditions', 'condition');
	if (rows.length === 0) filter.fail('conditions', 'has no condition. Add one');
	return {
		variable_name: filter.text('variableName'),
		operator: filter.choice('operator', ['and', 'or']),
		conditions: rows.map((row) => ({
			condition: CONDITIONS[row.choice('condition', Object.keys(CONDITIONS))],
			value: row.text('value'),
		})),
	};
}
