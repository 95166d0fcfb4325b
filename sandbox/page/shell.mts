import { createHash } from 'node:crypto';
import { template } from './template.mts';

const style = `
:root { color-scheme: light dark; --text: #1c2430; --soft: #546072; --paper: #f4f6f8; --card: #fff; --line: #d5dbe3; --accent: #0b5cad; --mark: #e6effa; --good: #12703c; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf2; --soft: #a5b0c0; --paper: #12161c; --card: #1b2129; --line: #39424f; --accent: #8cbdf5; --mark: #233448; --good: #79d6a0; --bad: #ffaca3; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper); }
header, main { max-width: 84rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding-bottom: 0; }
h1 { font-size: 1.35rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0; }
p { margin: 0; }
header p, .soft { color: var(--soft); font-weight: 400; }
button { font: inherit; margin-left: auto; padding: .25rem .8rem; color: var(--text); background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; cursor: pointer; }
a { color: var(--accent); }
.parts ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .5rem; }
.parts, .about { flex-basis: 100%; }
.parts a { display: block; padding: .3rem .7rem; border-radius: .4rem; text-decoration: none; }
.parts a:hover { text-decoration: underline; }
.parts a[aria-current] { background: var(--mark); color: var(--text); font-weight: 600; }
.products { border-bottom: 1px solid var(--line); }
.products a { border-radius: .4rem .4rem 0 0; font-size: 1.05em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin-bottom: 1rem; overflow: hidden; }
.title { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; padding: .75rem 1rem; }
.wide { overflow: auto; max-height: 24rem; }
.wide.tall { max-height: none; }
thead th { position: sticky; top: 0; background: var(--card); border-top: 0; box-shadow: inset 0 -1px var(--line), inset 0 1px var(--line); }
section > p { padding: 0 1rem 1rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem 1rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { color: var(--text); font-weight: 500; overflow-wrap: anywhere; white-space: normal; min-width: 8rem; }
tbody th.address { min-width: 15.5rem; }
th.names, td.names { min-width: 9rem; }
.number { text-align: right; white-space: nowrap; }
.chosen { background: var(--mark); }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
code { font: .9em ui-monospace, monospace; }
th.path, td.path { min-width: 11rem; overflow-wrap: anywhere; }
td.answer, .date { white-space: nowrap; }
dl { margin: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; min-width: 12rem; }
dl div { display: flex; gap: .35rem; max-width: 100%; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; padding: 0 1rem 1rem; margin: 0; }
form button { margin-left: 0; }
form.deeds { padding: 0; gap: .25rem; flex-wrap: nowrap; }
form.deeds button { padding: .1rem .5rem; font-size: .9em; min-height: 1.5rem; }
form.deliver { align-items: center; }
label { display: grid; gap: .15rem; color: var(--soft); }
label.grow { flex: 1 1 16rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .1rem 1rem; border: 1px solid var(--line); border-radius: .4rem; margin: 0; padding: .3rem .7rem; min-width: 0; }
fieldset label, legend { color: var(--text); }
fieldset label { display: flex; gap: .35rem; align-items: center; }
fieldset input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
input[type=text], input[type=url], select { font: inherit; width: 100%; min-width: 0; padding: .25rem .5rem; color: var(--text); background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; }
.chat { list-style: none; margin: 0; padding: 0 1rem 1rem; display: grid; gap: .4rem; }
.chat li { max-width: min(36rem, 90%); padding: .35rem .7rem; border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere; }
.chat .out { justify-self: end; background: var(--mark); }
.chat .soft { font-size: .9em; }
section > dl { padding: 0 1rem 1rem; }
pre { margin: 0; padding: 0 1rem 1rem; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide pre { font: .9em ui-monospace, monospace; }
.board { list-style: none; margin: 0; padding: 0 1rem 1rem; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(11rem, 1fr); gap: .75rem; align-items: stretch; }
.board > li { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: .5rem; }
.board > li.aim { outline: 3px solid var(--accent); }
.board ol { list-style: none; margin: .35rem 0; padding: 0; display: grid; gap: .35rem; }
.board ol > li { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; cursor: grab; overflow-wrap: anywhere; }
.board ol > li.chosen { background: var(--mark); }
.board ol > li.dragged { opacity: .5; }
.board a { display: block; }
.board h3 { padding: 0; }
h3 { font-size: 1em; margin: 0; padding: .25rem 1rem; color: var(--soft); }
@media (max-width: 40rem) { body { font-size: 14px; } header, main { padding: .6rem; } th, td { padding: .35rem .5rem; } .title { padding: .6rem .5rem; } section > p { padding: 0 .5rem .6rem; } }
`;

// Fetches the page again and swaps the part that changes, so that scrolling, focus and reading place stay.
const script = `
const button = document.querySelector('button');
let paused = false;
button.hidden = false;
button.addEventListener('click', () => {
	paused = !paused;
	button.textContent = paused ? 'Resume updates' : 'Pause updates';
});
setInterval(async () => {
	const writing = document.activeElement?.closest('form');
	const drafted = [...document.querySelectorAll('input')].some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked) || [...document.querySelectorAll('option')].some((option) => option.selected !== option.defaultSelected);
	if (paused || writing || drafted || document.querySelector('.dragged') || document.hidden || !getSelection().isCollapsed) return;
	try {
		const text = await (await fetch(location.href)).text();
		const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
		const main = document.querySelector('main');
		if (!fresh || fresh.innerHTML === main.innerHTML) return;
		const places = [...main.querySelectorAll('.wide')].map((box) => [box.scrollLeft, box.scrollTop]);
		const focused = main.contains(document.activeElement) ? document.activeElement : null;
		main.replaceWith(fresh);
		fresh.querySelectorAll('.wide').forEach((box, index) => box.scrollTo(...(places[index] ?? [0, 0])));
		const same = focused?.id ? '#' + CSS.escape(focused.id) : focused?.href && 'a[href="' + CSS.escape(focused.getAttribute('href')) + '"]';
		if (same) fresh.querySelector(same)?.focus({ preventScroll: true });
	} catch {}
}, 2000);
`;

// Bound to the document: what is dragged comes anew with each update.
const dragScript = `
const over = (event) => event.target.closest?.('[data-drop]');
const mark = (place) => document.querySelectorAll('[data-drop]').forEach((one) => one.classList.toggle('aim', one === place));
document.addEventListener('dragstart', (event) => {
	const dragged = event.target.closest?.('[data-drag]');
	if (!dragged) return;
	event.dataTransfer.setData('text/plain', dragged.dataset.drag);
	event.dataTransfer.effectAllowed = 'move';
	dragged.classList.add('dragged');
});
document.addEventListener('dragover', (event) => {
	if (!document.querySelector('.dragged')) return;
	if (over(event)) event.preventDefault();
	mark(over(event));
});
document.addEventListener('dragend', () => {
	document.querySelectorAll('.dragged').forEach((one) => one.classList.remove('dragged'));
	mark(null);
});
document.addEventListener('drop', (event) => {
	const form = document.querySelector('[data-dropped]');
	const dragged = document.querySelector('.dragged');
	if (!over(event) || !form || !dragged) return;
	event.preventDefault();
	form.querySelector('[data-dragged]').value = dragged.dataset.drag;
	form.querySelector('[data-place]').value = over(event).dataset.drop;
	form.submit();
});
`;

const sourceHash = (text: string) =>
	`'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing may run or load on the page but what is written here. */
export const contentSecurityPolicy = (dragging = false) =>
	[
		"default-src 'none'",
		`style-src ${sourceHash(style)}`,
		`script-src ${[script, ...(dragging ? [dragScript] : [])].map(sourceHash).join(' ')}`,
		"connect-src 'self'",
		// The icon that is none: without it browsers ask for one, and the log would show that.
		'img-src data:',
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join('; ');

export interface PageLink {
	title: string;
	path: string;
	/** Whether it leads to what is shown: to just this page, or to what this page is a part of. */
	current: 'page' | 'true' | null;
}

/** The page around its sections. */
export const shell = template<{
	sections: string[];
	account: string;
	/** Of the account, in which all times stand. */
	zone: string;
	title: string;
	products: PageLink[];
	/** The one whose views these are. */
	product: string;
	views: PageLink[];
	dragging: boolean;
}>(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<link rel="icon" href="data:,">
<title><%= it.title %>, SendPulse sandbox</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>SendPulse sandbox</h1>
<p><%= it.account %></p>
<button type="button" hidden>Pause updates</button>
<p class="about">Stands in for SendPulse on this machine: nothing is sent to anybody, and nothing costs anything. Times are those of <%= it.zone %>.</p>
<nav class="parts products" aria-label="Products"><ul>
<% for (const link of it.products) { %><li><a href="<%= link.path %>"<% if (link.current) { %> aria-current="<%= link.current %>"<% } %>><%= link.title %></a></li><% } %>
</ul></nav>
<% if (it.views.length) { %><nav class="parts" aria-label="Parts of <%= it.product %>"><ul>
<% for (const link of it.views) { %><li><a href="<%= link.path %>"<% if (link.current) { %> aria-current="<%= link.current %>"<% } %>><%= link.title %></a></li><% } %>
</ul></nav><% } %>
</header>
<main>
<% for (const section of it.sections) { %><%~ section %><% } %>
</main>
<script>${script}</script>
<% if (it.dragging) { %><script>${dragScript}</script><% } %>
</body>
</html>
`);
