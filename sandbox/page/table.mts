import { template } from './template.mts';

export interface Cell {
	text: string | number;
	tone?: 'good' | 'bad' | 'soft';
	/** In the letters of a machine: ids, addresses of the web. */
	isCode?: boolean;
	/** Leads there, a part of this page. */
	path?: string;
	/** What the page shows now, among what it could show. */
	isChosen?: boolean;
}

export interface Column {
	name: string;
	kind?: 'number' | 'path' | 'names' | 'date' | 'address';
}

export interface Table {
	/** In the address of the page and for those who can't see it; one on a page only. */
	id: string;
	title: string;
	/** Beside the title. */
	note?: string | number;
	columns: Column[];
	/** The first cell of a row is its heading. */
	rows: Array<Array<Cell | string | number>>;
	/** What stands there without any rows. */
	empty?: string;
}

const render = template<Table & { cells: Cell[][] }>(`
<section aria-labelledby="<%= it.id %>">
<div class="title"><h2 id="<%= it.id %>"><%= it.title %></h2><span class="soft"><%= it.note ?? it.rows.length %></span></div>
<% if (it.rows.length) { %>
<div class="wide" tabindex="0" id="<%= it.id %>-table" role="region" aria-label="Table: <%= it.title %>">
<table>
<thead><tr><% for (const column of it.columns) { %><th scope="col"<% if (column.kind) { %> class="<%= column.kind %>"<% } %>><%= column.name %></th><% } %></tr></thead>
<tbody>
<% for (const row of it.cells) { %>
<tr><% row.forEach((cell, index) => { const kinds = [it.columns[index].kind, cell.tone].filter(Boolean).join(' '); const tag = index === 0 ? 'th' : 'td'; %>
<<%= tag %><% if (index === 0) { %> scope="row"<% } %><% if (kinds) { %> class="<%= kinds %>"<% } %> dir="auto"><% if (cell.path) { %><a href="<%= cell.path %>"<% if (cell.isChosen) { %> aria-current="true"<% } %>><%= cell.text %></a><% } else if (cell.isCode) { %><code><%= cell.text %></code><% } else { %><%= cell.text %><% } %></<%= tag %>><% }) %>
</tr>
<% } %>
</tbody>
</table>
</div>
<% } else { %><p class="soft"><%= it.empty ?? 'There are none.' %></p><% } %>
</section>
`);

/** A section that is one table. */
export function tableSection(table: Table): string {
	const cells = table.rows.map((row) =>
		row.map((cell) => (typeof cell === 'object' ? cell : { text: cell })),
	);
	return render({ ...table, cells });
}

export const code = (text: string | number): Cell => ({ text, isCode: true });
