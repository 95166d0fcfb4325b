import '../../quickWaits.mts';
import { answering, answeringBy, DONE, operation, refuses } from '../../api.mts';
import { blacklisted, changesEntries } from './entries.mts';

const remove = operation('blacklist', 'delete');

changesEntries({
	operation: remove,
	method: 'DELETE',
	output: (email) => ({ deleted: true, email }),
	counts: 'addresses deleted',
});

test('one that is not on the blacklist does not keep the others there', async () => {
	const taken: string[] = [];
	answeringBy((request) => {
		const named = blacklisted(request);
		if (named.includes('b@example.com')) return refuses(422, 502, 'Email address not found');
		taken.push(...named);
		return DONE;
	});
	const { json } = await remove.run(
		{ email: '={{ $json.email }}' },
		{
			items: ['a@example.com', 'b@example.com', 'c@example.com'].map((email) => ({ email })),
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(taken).toEqual(['a@example.com', 'c@example.com']);
	expect(json).toEqual([
		{ deleted: true, email: 'a@example.com' },
		{ error: expect.stringMatching(/^Item 2: .*Email address not found \(code 502\)\.$/) },
		{ deleted: true, email: 'c@example.com' },
	]);
});

test('"not found" after an unclear attempt means that it had worked', async () => {
	const api = answering({ status: 504, body: '' }, refuses(404, 404, 'Not found'));
	const { json, error } = await remove.run({ email: 'a@example.com' });
	expect(error).toBeUndefined();
	expect(api.requests).toHaveLength(2);
	expect(json).toEqual([{ deleted: true, email: 'a@example.com' }]);
});
