import '../../quickWaits.mts';
import { answering, says } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

const search = method('listSearch', 'searchSenders');
const senders = [
	{ email: 'user1@example.com', name: 'user1', status: 'Active', is_allowed_for_smtp: true },
	{ email: 'news@example.com', name: 'News', status: 'Not active', is_allowed_for_smtp: false },
	{ email: 'bare@example.com', name: '', status: 'Active' },
	{ email: 'plain@example.com', name: 'Plain' },
];
const entries = [
	{ name: 'user1 <user1@example.com>', value: 'user1@example.com' },
	{ name: 'News <news@example.com> (Not active)', value: 'news@example.com' },
	{ name: 'bare@example.com', value: 'bare@example.com' },
	{ name: 'Plain <plain@example.com>', value: 'plain@example.com' },
];

showsErrors('listSearch', 'searchSenders');

test('gives name and address, and says which are not active', async () => {
	const api = answering(says(senders));
	expect(await search()).toEqual({ results: entries });
	expect(api.requests).toEqual([{ method: 'GET', path: '/senders' }]);
});

test.each([
	['NEWS', [entries[1]]],
	['user1@', [entries[0]]],
	['example.com', entries],
	['nobody', []],
])('finds %j by name or address', async (filter, results) => {
	answering(says(senders));
	expect(await search(filter)).toEqual({ results });
});
