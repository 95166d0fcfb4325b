import { isObject } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import type { RequestRecord } from '../log.mts';
import { template } from './template.mts';

const SHOWN = 25;

interface Row {
	time: string;
	method: string;
	path: string;
	items: string;
	status: string;
	tone: 'good' | 'bad' | 'soft';
	faults: string;
	duration: string;
}

const render = template<{ rows: Row[]; total: number }>(`
<section aria-labelledby="requests">
<div class="title"><h2 id="requests">Latest requests</h2><span class="soft"><%= it.total %> in all</span></div>
<% if (it.rows.length) { %>
<div class="wide" tabindex="0" id="requests-table" role="region" aria-label="Table of requests">
<table>
<thead><tr><th scope="col">Time</th><th scope="col">Method</th><th scope="col">Path</th><th scope="col" class="number">Addresses</th><th scope="col">Answer</th><th scope="col" class="number">ms</th></tr></thead>
<tbody>
<% for (const row of it.rows) { %>
<tr>
<td><%= row.time %></td>
<td><%= row.method %></td>
<td class="path"><code><%= row.path %></code></td>
<td class="number"><%= row.items %></td>
<td class="answer <%= row.tone %>"><%= row.status %><% if (row.faults) { %> <span class="soft">(<%= row.faults %>)</span><% } %></td>
<td class="number"><%= row.duration %></td>
</tr>
<% } %>
</tbody>
</table>
</div>
<% } else { %><p class="soft">No request has come in yet.</p><% } %>
</section>
`);

export function requestsSection({ log, state }: SandboxContext): string {
	const zone = state.account.profile.locale;
	const rows = log
		.slice(-SHOWN)
		.reverse()
		.map((record) => rowOf(record, zone));
	return render({ rows, total: log.at(-1)?.sequence ?? 0 });
}

function rowOf(
	{ time, method, path, body, status, code, faults, unknownQuery, duration }: RequestRecord,
	zone: string,
): Row {
	return {
		time: accountDate(time, zone).slice(11),
		method,
		path: readable(path),
		items: isObject(body) && Array.isArray(body.emails) ? String(body.emails.length) : '',
		status:
			status === null
				? 'none'
				: code === null || code === status
					? String(status)
					: `${status}, code ${code}`,
		// A token that has had its hour is everyday life: it is renewed, and the request sent again.
		tone: status === 401 ? 'soft' : status === null || status >= 300 ? 'bad' : 'good',
		faults: [...faults, ...(unknownQuery ?? []).map((name) => `unknown: ${name}`)].join(', '),
		duration: duration === null ? '' : duration.toFixed(1),
	};
}

function readable(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}
