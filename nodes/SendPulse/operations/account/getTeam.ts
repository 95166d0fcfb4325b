import { read } from '../../../engine/run/operation';
import { get } from '../../product';

/** REST API introduction, "Invited users". */
export const getTeam = read({
	option: {
		name: 'Get Team',
		value: 'getTeam',
		action: 'Get the team of the account',
		description: 'Get the users that were invited to the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/user/invited-users-list`,
});
