import '../../../quickWaits.mts';
import { answeringBy, DONE, operation, refuses } from '../../../api.mts';
import { blacklisted, changesEntries } from './entries.mts';

const remove = operation('blacklist', 'delete');

changesEntries({
	operation: remove,
	method: 'DELETE',
	output: (email) => ({ deleted: true, email }),
	counts: 'addresses handed over to be deleted',
	gone: refuses(422, 502, 'Email address not found'),
	unsaid: 'SendPulse does not say which of them were on the blacklist.',
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
		{ items: ['a@example.com', 'b@example.com', 'c@example.com'].map((email) => ({ email })) },
	);
	expect(taken).toEqual(['a@example.com', 'c@example.com']);
	expect(json).toEqual([
		{ deleted: true, email: 'a@example.com' },
		{ deleted: true, found: false, email: 'b@example.com' },
		{ deleted: true, email: 'c@example.com' },
	]);
});
