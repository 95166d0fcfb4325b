import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import { elementsOf } from './records.mts';
import { FlowStatus, type Flow } from './store.mts';

const SHOWN = 50;

export const automation360Views: readonly [View, ...View[]] = [
	{ name: 'automation360', title: 'Flows', sections },
];

const statusCell = ({ status }: Flow): Cell => {
	if (status === FlowStatus.active) return { text: 'active', tone: 'good' };
	return status === FlowStatus.stopped
		? { text: 'stopped', tone: 'bad' }
		: { text: 'draft', tone: 'soft' };
};

/** `flow` in the page's address chooses the flow that is looked at. */
function sections(sandbox: SandboxContext, { flow: wanted }: Arguments): string[] {
	const all = sandbox.state.flows.all();
	const chosen = all.find(({ id }) => String(id) === wanted) ?? all[0];
	const list = flowsSection(sandbox, all, chosen);
	if (!chosen) return [list];
	return [list, hands(chosen), elementsSection(sandbox, chosen), peopleSection(sandbox, chosen)];
}

const flowsSection = (
	{ state: { flows } }: SandboxContext,
	all: readonly Flow[],
	chosen: Flow | undefined,
) =>
	tableSection({
		id: 'flows',
		title: 'Flows',
		empty: 'There are none.',
		columns: [
			{ name: 'Flow', kind: 'names' },
			{ name: 'Started by' },
			{ name: 'Status' },
			{ name: 'Starts', kind: 'number' },
			{ name: 'On their way', kind: 'number' },
			{ name: 'Conversions', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all.map((flow) => [
			{ text: flow.name, path: `/?view=automation360&flow=${flow.id}`, isChosen: flow === chosen },
			code(flow.event),
			statusCell(flow),
			flow.journeys.length,
			flows.waiting(flow),
			flows.conversions(flow).length,
			code(flow.id),
		]),
	});

const renderHands = template<{ flow: Flow; isActive: boolean }>(`
<section aria-labelledby="flow-hands">
<div class="title"><h2 id="flow-hands">What happens to “<%= it.flow.name %>”</h2><span class="soft">as in SendPulse itself</span></div>
<% if (it.isActive) { %><form method="post" action="/sandbox/automation360/start">
<input type="hidden" name="flow" value="<%= it.flow.id %>">
<label class="grow" for="flow-email">Somebody comes in<input type="text" id="flow-email" name="email" value="ann@mail.example"></label>
<button>Start</button>
</form><% } %>
<form method="post" action="/sandbox/automation360/status">
<input type="hidden" name="flow" value="<%= it.flow.id %>">
<button name="status" value="<%= it.isActive ? 'stopped' : 'active' %>"><%= it.isActive ? 'Stop the flow' : 'Activate the flow' %></button>
</form>
</section>
`);

const hands = (flow: Flow) => renderHands({ flow, isActive: flow.status === FlowStatus.active });

function elementsSection({ state: { flows }, options }: SandboxContext, flow: Flow): string {
	const count = (all: unknown[]) => all.filter((time) => time !== null).length;
	return tableSection({
		id: 'elements',
		title: `Elements of “${flow.name}”`,
		columns: [
			{ name: 'Type' },
			{ name: 'What', kind: 'names' },
			{ name: 'Came through', kind: 'number' },
			{ name: 'Opened', kind: 'number' },
			{ name: 'Clicked', kind: 'number' },
			{ name: 'ID' },
		],
		rows: elementsOf(flow, options).map((element) => {
			const passages = flows.passages(flow, element);
			const { message_title: subject, title, sms_body: body } = element.task ?? {};
			return [
				element.kind === 'unheardOf' ? 'webhook' : element.kind,
				String(element.name || subject || title || body || ''),
				passages.length,
				element.kind === 'email' ? count(passages.map(({ openedAt }) => openedAt)) : '',
				element.task ? count(passages.map(({ clickedAt }) => clickedAt)) : '',
				code(element.id),
			];
		}),
	});
}

const peopleSection = ({ state }: SandboxContext, flow: Flow) =>
	tableSection({
		id: 'journeys',
		title: `Who came into “${flow.name}”`,
		note: flow.journeys.length,
		empty: 'Nobody yet.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Phone' },
			{ name: 'Time', kind: 'date' },
		],
		rows: flow.journeys
			.slice(-SHOWN)
			.reverse()
			.map(({ email, phone, at }) => [
				email ?? '',
				phone ?? '',
				accountDate(at, state.account.profile.locale),
			]),
	});
