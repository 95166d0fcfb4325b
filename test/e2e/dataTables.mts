import type { N8nClient } from '../../host/client.mts';

/** A data table of n8n's, which examples make for themselves. */
export interface DataTable {
	rows(): Promise<Array<Record<string, unknown>>>;
	/** Gives new values to the rows that have this one. */
	change(column: string, value: string, values: Record<string, unknown>): Promise<void>;
	insert(rows: object[]): Promise<void>;
	remove(): Promise<void>;
}

/** Where n8n has the data tables of the one who is signed in. */
async function tablesOf(client: N8nClient): Promise<string> {
	const { id } = await client.send<{ id: string }>('GET', '/rest/projects/personal');
	return `/rest/projects/${id}/data-tables`;
}

/** The table of that name, if there is one. */
export async function dataTable(client: N8nClient, name: string): Promise<DataTable | undefined> {
	const tables = await tablesOf(client);
	const { data } = await client.send<{ data: Array<{ id: string; name: string }> }>(
		'GET',
		`${tables}?take=100`,
	);
	const id = data.find((table) => table.name === name)?.id;
	return id === undefined ? undefined : at(client, `${tables}/${id}`);
}

/** Makes a table. */
export async function newDataTable(
	client: N8nClient,
	name: string,
	columns: Array<{ name: string; type: 'string' | 'number' | 'date' }>,
): Promise<DataTable> {
	const tables = await tablesOf(client);
	const { id } = await client.send<{ id: string }>('POST', tables, { name, columns });
	return at(client, `${tables}/${id}`);
}

const at = (client: N8nClient, path: string): DataTable => ({
	async rows() {
		const answer = await client.send<{ data: Array<Record<string, unknown>> }>(
			'GET',
			`${path}/rows?take=200`,
		);
		return answer.data;
	},
	async change(columnName, value, data) {
		const filter = { type: 'and', filters: [{ columnName, condition: 'eq', value }] };
		await client.send('PATCH', `${path}/rows`, { filter, data });
	},
	async insert(rows) {
		await client.send('POST', `${path}/insert`, { data: rows, returnType: 'count' });
	},
	async remove() {
		await client.send('DELETE', path);
	},
});
