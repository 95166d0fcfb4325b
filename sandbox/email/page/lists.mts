import type { SandboxContext } from '../../context.mts';
import type { MailingList } from '../lists.mts';
import { template } from '../../page/template.mts';

const render = template<{ lists: MailingList[]; chosen: number | undefined }>(`
<section aria-labelledby="lists">
<div class="title"><h2 id="lists">Mailing lists</h2><span class="soft"><%= it.lists.length %></span></div>
<% if (it.lists.length) { %>
<div class="wide" tabindex="0" id="lists-table" role="region" aria-label="Table of mailing lists">
<table>
<thead><tr><th scope="col">Name</th><th scope="col">ID</th><th scope="col" class="number">Contacts</th><th scope="col" class="number">Active</th><th scope="col" class="number">Inactive</th><th scope="col">Variables</th></tr></thead>
<tbody>
<% for (const list of it.lists) { %>
<tr<% if (list.id === it.chosen) { %> class="chosen"<% } %>>
<th scope="row"><a id="list-<%= list.id %>" href="/?list=<%= list.id %>"<% if (list.id === it.chosen) { %> aria-current="true"<% } %>><%= list.name %></a></th>
<td><code><%= list.id %></code></td>
<td class="number"><%= list.contacts.size %></td>
<td class="number"><%= list.contacts.total('active') %></td>
<td class="number"><%= list.contacts.total('inactive') %></td>
<td class="names soft"><%= [...list.variables.keys()].join(', ') %></td>
</tr>
<% } %>
</tbody>
</table>
</div>
<% } else { %><p class="soft">There are none.</p><% } %>
</section>
`);

export function listsSection({ state }: SandboxContext, chosen: MailingList | undefined): string {
	return render({ lists: state.lists.all(), chosen: chosen?.id });
}
