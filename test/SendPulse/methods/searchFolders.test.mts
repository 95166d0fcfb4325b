import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, apiKey, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from './shown.mts';

const search = async (...args: unknown[]) =>
	await callMethodOf(ACTION_NODES.SendPulse)('listSearch', 'searchFolders', apiKey(), {}, ...args);

const entries = (...paths: string[]) => ({
	results: paths.map((path) => ({ name: path, value: path })),
});

test.each([
	['keys', { images: { spring: [] }, documents: {} }, ['/images', '/documents', '/images/spring']],
	[
		'a folder that is called as a list of them',
		{ children: { spring: {} }, name: {} },
		['/children', '/name', '/children/spring'],
	],
	['children', { name: '', path: '/', children: [{ name: 'images', children: [] }] }, ['/images']],
	[
		'directories with their paths',
		{ directories: [{ path: '/a', directories: [{ path: '/a/b' }] }] },
		['/a', '/a/b'],
	],
	['nothing, as PHP writes it', [], []],
])('the folders of a tree of %s', async (_, tree, paths) => {
	answering(says({ tree }));
	expect(await search()).toEqual(entries('/', ...paths));
});

test('by a part of their path', async () => {
	answering(says({ tree: { images: { spring: [] } } }));
	expect(await search('SPRING')).toEqual(entries('/images/spring'));
});

showsErrors('listSearch', 'searchFolders');
