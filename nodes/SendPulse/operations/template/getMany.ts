import { listing } from '../../../engine/run/operation';
import { LANGUAGE_OPTIONS, LANGUAGES } from '../../../fields/language';
import { get } from '../../product';
import { OWNERS } from './owner';
import { simplifyTemplate } from './simplifyTemplate';

/**
 * Bulk Email Service API, "Get a list of templates on an account". The owner is always sent,
 * because the documents disagree about the default; all templates are therefore two lists.
 */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many templates',
		description: 'Get many templates, those of the account first',
	},
	fields: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Language',
					name: 'language',
					type: 'options',
					options: LANGUAGE_OPTIONS,
					default: 'en',
					description: 'Only templates in this language',
				},
				{
					displayName: 'Owner',
					name: 'owner',
					type: 'options',
					options: [{ name: 'All', value: 'all', description: 'Whoever made them' }, ...OWNERS],
					default: 'all',
					description: 'Whose templates',
				},
			],
		},
	],
	prepare: ({ filters }) => ({
		owner: filters.has('owner') ? filters.choice('owner', ['all', 'me', 'sendpulse']) : 'all',
		language: filters.has('language') ? filters.choice('language', LANGUAGES) : undefined,
	}),
	request: ({ owner, language }) => {
		const request = language ? get`/templates/${language}` : get`/templates`;
		const owners = owner === 'all' ? ['me', 'sendpulse'] : [owner];
		return owners.map((owner) => ({ ...request, query: { owner } }));
	},
	identify: ({ id, real_id }) => real_id ?? id,
	simplify: simplifyTemplate,
});
