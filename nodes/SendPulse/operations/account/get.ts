import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { get as GET } from '../../product';

/** REST API introduction, "Account information". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get the account',
		description: 'Get the name, the address and the settings of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => GET`/user/info`,
	simplify: ({ id, name, email, phone, lang, currency, country, locale, time_zone, team_name }) =>
		({
			id,
			name,
			email,
			phone,
			lang,
			currency,
			country,
			locale,
			time_zone,
			team_name,
		}) as IDataObject,
});
