import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { BASE, page, popup, POPUP, PROJECT, project } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulsePopup);

const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

test('projects, with their domains', async () => {
	const api = answering(
		page([project(), project({ id: 'b', name: 'shop.example' }), project({ id: 'c', name: '' })]),
	);
	expect(await search('searchProjects')).toEqual({
		results: [
			{ name: 'Flower shop (shop.example)', value: PROJECT },
			{ name: 'shop.example', value: 'b' },
			{ name: 'c (shop.example)', value: 'c' },
		],
	});
	expect(api.requests.map(({ path }) => path)).toEqual([`${BASE}/widgets/list?first=100&offset=0`]);
});

test('pop-ups of all projects, quizzes among them', async () => {
	answeringBy(({ path }) => {
		if (path.includes('/widgets/list'))
			return page([project(), project({ id: 'b', name: 'Blog' })]);
		if (path.includes(`/list/${PROJECT}`)) return page([popup()]);
		const quiz = popup({ id: 'y', name: 'Letter' });
		if (path.includes('/quiz/b')) return page([quiz]);
		// It may have the quizzes too.
		if (path.includes('/list/b')) return page([popup({ id: 'x', name: 'Letter' }), quiz]);
		return page([]);
	});
	const found = [];
	let token: unknown;
	do {
		const { results, paginationToken } = (await search('searchPopups', '', token)) as {
			results: unknown[];
			paginationToken?: unknown;
		};
		found.push(...results);
		token = paginationToken;
	} while (token !== undefined);
	expect(found).toEqual([
		{ name: 'Newsletter (Flower shop)', value: POPUP },
		{ name: 'Letter (Blog)', value: 'x' },
		{ name: 'Letter (quiz, Blog)', value: 'y' },
	]);
	expect(await search('searchPopups', 'letter (blog')).toMatchObject({
		results: [{ value: 'x' }],
	});
});

describe.each(['searchProjects', 'searchPopups'])('%s', (name) => {
	showsErrors('listSearch', name, {}, callMethod);
});
