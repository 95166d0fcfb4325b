import { contactStatuses, isActive, type Contact } from '../contacts.mts';
import type { MailingList } from '../lists.mts';
import { template } from '../../page/template.mts';
import { deedButtons, deliverNow } from './deeds.mts';

const PAGE_SIZE = 25;

interface View {
	list: MailingList;
	contacts: Contact[];
	first: number;
	page: number;
	pages: number;
	explain: (contact: Contact) => string;
	isActive: (status: number) => boolean;
	/** HTML. */
	deeds: (contact: Contact) => string;
	/** HTML. */
	deliver: string;
}

const render = template<View>(`
<section aria-labelledby="contacts">
<div class="title">
<h2 id="contacts">Contacts of “<%= it.list.name %>”</h2>
<% if (it.pages > 1) { %>
<nav aria-label="Pages of contacts">
<% if (it.page > 1) { %><a id="previous" href="/?list=<%= it.list.id %>&amp;page=<%= it.page - 1 %>">Previous</a> <% } %>
<span class="soft"><%= it.first + 1 %> to <%= it.first + it.contacts.length %> of <%= it.list.contacts.size %></span>
<% if (it.page < it.pages) { %> <a id="next" href="/?list=<%= it.list.id %>&amp;page=<%= it.page + 1 %>">Next</a><% } %>
</nav>
<% } %>
</div>
<% if (it.contacts.length) { %>
<%~ it.deliver %>
<div class="wide tall" tabindex="0" id="contacts-table" role="region" aria-label="Table of contacts">
<table>
<thead><tr><th scope="col">Address</th><th scope="col">Status</th><th scope="col">Phone</th><th scope="col">Variables</th><th scope="col">With the newest campaign</th></tr></thead>
<tbody>
<% for (const contact of it.contacts) { %>
<tr>
<th scope="row" class="address"><%= contact.email %></th>
<td class="<%= it.isActive(contact.status) ? 'good' : 'bad' %>"><%= it.explain(contact) %></td>
<td><%= contact.phone %></td>
<td><dl><% for (const [name, value] of contact.variables) { %><div><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl></td>
<td><%~ it.deeds(contact) %></td>
</tr>
<% } %>
</tbody>
</table>
</div>
<% } else { %><p class="soft">Nobody is in this list yet.</p><% } %>
</section>
`);

export function contactsSection(list: MailingList, wanted: number, pending: number): string {
	const pages = Math.max(1, Math.ceil(list.contacts.size / PAGE_SIZE));
	const page = Math.min(Math.max(1, wanted), pages);
	const first = (page - 1) * PAGE_SIZE;
	const back = `/?list=${list.id}&page=${page}`;
	return render({
		list,
		contacts: list.contacts.page({ offset: first, limit: PAGE_SIZE }),
		first,
		page,
		pages,
		explain: ({ status }) => contactStatuses[status] ?? '',
		isActive,
		deeds: ({ email }) => deedButtons({ email, list: list.id, back }),
		deliver: deliverNow({ pending, back }),
	});
}
