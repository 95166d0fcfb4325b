import '../../quickWaits.mts';
import { answeringBy, refuses, says, type Arrived } from '../../api.mts';
import { method } from './shown.mts';

const search = method('listSearch', 'searchTemplates');

interface Found {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

/** So many templates of each owner, in pages. */
function holding(counts: Record<string, number>, name: (owner: string, id: number) => string) {
	return answeringBy(({ path }) => {
		const [, owner, from] = /owner=(\w+)&limit=100&offset=(\d+)$/.exec(path) ?? [];
		const left = Math.max(0, Math.min(100, counts[owner] - Number(from)));
		return says(
			Array.from({ length: left }, (_, index) => {
				const id = Number(from) + index + 1;
				return { id: 'f32', real_id: id, name: name(owner, id), lang: 'en' };
			}),
		);
	});
}

const asked = ({ path }: Arrived) => {
	const [, owner, offset] = /owner=(\w+)&limit=100&offset=(\d+)$/.exec(path) ?? [];
	return `${owner}:${offset}`;
};

test('following the tokens shows each template once: the own ones, then those of SendPulse', async () => {
	const api = holding({ me: 120, sendpulse: 30 }, (owner, id) => `${owner} ${id}`);
	const names: string[] = [];
	let paginationToken: string | undefined;
	do {
		const found = (await search('', paginationToken)) as Found;
		names.push(...found.results.map(({ name }) => name));
		({ paginationToken } = found);
	} while (paginationToken !== undefined);
	expect(api.requests.map(asked)).toEqual(['me:0', 'me:100', 'sendpulse:0', 'sendpulse:30']);
	expect(names).toEqual([
		...Array.from({ length: 120 }, (_, index) => `me ${index + 1} [en]`),
		...Array.from({ length: 30 }, (_, index) => `sendpulse ${index + 1} (SendPulse) [en]`),
	]);
});

test('a search goes on beyond the first hundred of either', async () => {
	const api = holding({ me: 230, sendpulse: 230 }, (owner, id) =>
		owner === 'sendpulse' && id === 150 ? 'Needle' : 'Hay',
	);
	expect(await search('needle')).toEqual({
		results: [{ name: 'Needle (SendPulse) [en]', value: '150' }],
		paginationToken: '1:200:100:1',
	});
	expect(api.requests.map(asked)).toEqual([
		'me:0',
		'me:100',
		'me:200',
		'sendpulse:0',
		'sendpulse:100',
	]);
	expect(await search('needle', '1:200')).toEqual({ results: [] });
});

test('an account without templates of its own begins with those of SendPulse', async () => {
	holding({ me: 0, sendpulse: 1 }, () => 'Theirs');
	expect(await search()).toEqual({ results: [{ name: 'Theirs (SendPulse) [en]', value: '1' }] });
});

test('finds by the number, and leaves out a language that is not told', async () => {
	answeringBy(({ path }) =>
		says(
			path.includes('owner=me')
				? [
						{ real_id: 15, name: 'Mine' },
						{ real_id: 1, name: 'x' },
					]
				: [],
		),
	);
	expect((await search('15')) as Found).toMatchObject({ results: [{ name: 'Mine', value: '15' }] });
});

test('an error of the second list is shown, not taken for its end', async () => {
	answeringBy(({ path }) =>
		path.includes('owner=me') ? says([]) : refuses(403, 403, 'Forbidden'),
	);
	await expect(search()).rejects.toThrow('Access is not allowed.');
});
