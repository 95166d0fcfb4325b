import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import { ALWAYS, scoreOf, statisticOf, type Popup } from './store.mts';

const SHOWN = 100;

export const popupViews: readonly [View, ...View[]] = [
	{ name: 'popups', title: 'Pop-ups of websites', sections: popupSections },
	{
		name: 'popup-leads',
		title: 'Subscribers of pop-ups',
		sections: (sandbox) => [leadsSection(sandbox)],
	},
];

/** `popup` in the page's address chooses the one that visitors stand before. */
function popupSections(sandbox: SandboxContext, { popup: chosen }: Arguments): string[] {
	const { popups } = sandbox.state;
	const popup = popups.popup(String(chosen)) ?? popups.popups()[0];
	return [
		listSection(sandbox, popup),
		...(popup ? [renderPopup({ popup, score: scoreOf(popup, ALWAYS) })] : []),
	];
}

function listSection({ state }: SandboxContext, chosen: Popup | undefined): string {
	const all = state.popups.popups();
	return tableSection({
		id: 'popup-list',
		title: 'Pop-ups',
		note: `${all.length} in ${state.popups.projects.length} projects`,
		empty: 'There are none.',
		columns: [
			{ name: 'Name', kind: 'names' },
			{ name: 'Project', kind: 'names' },
			{ name: 'State' },
			{ name: 'Seen', kind: 'number' },
			{ name: 'Used', kind: 'number' },
			{ name: 'Subscribed', kind: 'number' },
			{ name: 'Closed', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all.slice(-SHOWN).map((popup) => {
			const { peopleReached, engagements, subscriptions, wereClosed } = statisticOf(
				[popup],
				ALWAYS,
			);
			return [
				{
					text: popup.name,
					path: `/?view=popups&popup=${popup.id}`,
					isChosen: popup === chosen,
				},
				popup.project.name,
				popup.isEnabled ? { text: 'on', tone: 'good' } : { text: 'off', tone: 'soft' },
				peopleReached,
				engagements,
				subscriptions,
				wereClosed,
				code(popup.id),
			];
		}),
	});
}

const renderPopup = template<{ popup: Popup; score: ReturnType<typeof scoreOf> }>(`
<section aria-labelledby="popup-site">
<div class="title"><h2 id="popup-site">On <%= it.popup.project.url %></h2><span class="soft"><%= it.popup.isEnabled ? 'visitors see it' : 'switched off: nobody sees it' %></span></div>
<ol class="chat" aria-label="Pop-up"><li><strong dir="auto"><%= it.popup.name %></strong><% if (it.popup.text) { %><br><span dir="auto"><%= it.popup.text %></span><% } %></li></ol>
<% if (it.popup.isEnabled) { %>
<form method="post" action="/sandbox/popups/act" aria-label="What a visitor does">
<input type="hidden" name="popup" value="<%= it.popup.id %>">
<label class="grow">E-mail address<input type="text" name="email" autocomplete="off"></label>
<label class="grow">Phone number<input type="text" name="phone" autocomplete="off"></label>
<button name="act" value="subscribe">Leave these, or invented ones</button>
<button name="act" value="see">See it</button>
<button name="act" value="use">Use it</button>
<button name="act" value="close">Close it</button>
</form>
<% if (it.popup.containsNps) { %>
<form method="post" action="/sandbox/popups/act" aria-label="A visitor votes">
<input type="hidden" name="popup" value="<%= it.popup.id %>"><input type="hidden" name="act" value="vote">
<% for (let option = 0; option <= 10; option += 1) { %><button name="option" value="<%= option %>" aria-label="Vote <%= option %>"><%= option %></button><% } %>
<span class="soft"><%= it.score.total %> votes, score <%= it.score.average %></span>
</form>
<% } } %>
</section>
`);

function leadsSection({ state }: SandboxContext): string {
	const { leads } = state.popups;
	return tableSection({
		id: 'popup-leads',
		title: 'Subscribers of pop-ups',
		note: `${leads.length} in all`,
		empty: 'Nobody yet.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Number' },
			{ name: 'Name', kind: 'names' },
			{ name: 'Place' },
			{ name: 'Pop-up', kind: 'names' },
			{ name: 'Time', kind: 'date' },
			{ name: 'ID' },
		],
		rows: leads
			.slice(-SHOWN)
			.reverse()
			.map((lead) => [
				lead.email ?? '(none)',
				lead.phone ?? '',
				lead.name ?? '',
				lead.city ?? '',
				lead.popup.name,
				accountDate(lead.at, state.account.profile.locale),
				code(lead.id),
			]),
	});
}
