import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { allPages, searchPages, type Searched } from '../../engine/run/pickLists';
import type { Client } from '../../engine/api/client';
import { get } from '../product';

/** Pop-ups to pick from, project after project, each one's quizzes behind them. */
export async function searchPopups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, listsOf, filter, paginationToken);
}

async function listsOf(client: Client): Promise<Searched[]> {
	const projects = await allPages(client, get`/widgets/list`, ({ id }) => id);
	return projects.flatMap((project) => {
		const id = String(project.id);
		const quizzes = get`/popups/list/quiz/${id}`;
		// Whether the list of pop-ups has the quizzes too no document tells.
		return [
			{ request: get`/popups/list/${id}`, apartFrom: quizzes, entry: entryOf(project) },
			{ request: quizzes, entry: entryOf(project, 'quiz, ') },
		];
	});
}

/** What tells those of equal names apart: where they are. */
const entryOf =
	(project: IDataObject, kind = '') =>
	({ id, name }: IDataObject) => ({
		name: `${String(name || id)} (${kind}${String(project.name || project.id)})`,
		value: String(id),
	});
