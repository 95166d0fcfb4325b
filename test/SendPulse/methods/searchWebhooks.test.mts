import '../../quickWaits.mts';
import { answering, says } from '../../api.mts';
import { method } from './shown.mts';

const search = method('listSearch', 'searchWebhooks');
const rows = [
	{ id: 1, user_id: 7, url: 'https://a.example/one', action: 'open' },
	{ id: 15, user_id: 7, url: 'https://b.example/two', action: 'hard_bounces' },
];
const entries = [
	{ name: 'Campaign Opened: https://a.example/one', value: '1' },
	{ name: 'Hard Bounce: https://b.example/two', value: '15' },
];

test.each<[string, unknown, unknown]>([
	['rows wrapped twice', { success: true, data: { result: true, data: rows } }, entries],
	['bare rows', rows, entries],
	['no webhooks', { success: true, data: [] }, []],
])('takes %s', async (_, body, results) => {
	answering(says(body));
	expect(await search()).toEqual({ results });
});

test.each([
	['bounce', [entries[1]]],
	['A.EXAMPLE', [entries[0]]],
	['15', [entries[1]]],
	['https', entries],
	['none', []],
])('finds %j by event, address or ID', async (filter, results) => {
	answering(says({ success: true, data: rows }));
	expect(await search(filter)).toEqual({ results });
});

test('a failure inside the envelope is shown, not an empty list', async () => {
	answering(says({ success: false, data: [], message: 'No access' }));
	await expect(search()).rejects.toThrow('SendPulse says: No access (status 200).');
});
