import { channelOf } from './channels.mts';
import { chatbotEvents, type Bot, type BotContact, type Message } from './store.mts';
import { partsIn, wordsIn, type Part } from './talk.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { outcomeOf } from '../page/outcome.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';

const SHOWN = 100;

/** What is chosen by the address of the page. */
export interface Chosen {
	bot?: unknown;
	contact?: unknown;
}

/** Bots, the contacts of one of them, and the chat with one of these, in which the contact can be spoken for. */
export function chatbotsSections(sandbox: SandboxContext, { bot, contact }: Chosen): string[] {
	const { bots, contacts } = sandbox.state.chatbots;
	const one = contacts.find(({ id }) => id === contact);
	const chosen = one?.bot ?? bots.find(({ id }) => id === bot) ?? bots[0];
	if (!chosen)
		return [tableSection({ id: 'bots', title: 'Bots', columns: [{ name: 'Bot' }], rows: [] })];
	const own = contacts.filter((candidate) => candidate.bot === chosen);
	const talking = one ?? own[0];
	return [
		botsSection(sandbox, chosen),
		...(talking ? [chatSection(sandbox, talking)] : []),
		contactsSection(sandbox, own, talking),
		subscribeSection(chosen),
		settingsSection(chosen),
		deliveriesSection(sandbox),
		campaignsSection(sandbox),
	];
}

const link = (text: string, path: string, isChosen: boolean): Cell => ({ text, path, isChosen });

function botsSection({ state }: SandboxContext, chosen: Bot): string {
	const { bots, contacts } = state.chatbots;
	return tableSection({
		id: 'bots',
		title: 'Bots',
		columns: [
			{ name: 'Bot' },
			{ name: 'Channel' },
			{ name: 'Status' },
			{ name: 'Contacts', kind: 'number' },
			{ name: 'ID' },
		],
		rows: bots.map((bot) => [
			link(bot.name, `/?view=chatbots&bot=${bot.id}`, bot === chosen),
			channelOf(bot.channel).name,
			bot.active ? { text: 'Active', tone: 'good' } : { text: 'Inactive', tone: 'bad' },
			contacts.filter((contact) => contact.bot === bot).length,
			code(bot.id),
		]),
	});
}

const STATUS: Record<number, Cell> = {
	1: { text: 'Active', tone: 'good' },
	2: { text: 'Unsubscribed', tone: 'bad' },
	3: { text: 'Disabled', tone: 'bad' },
	4: { text: 'Blocked the bot', tone: 'bad' },
};

function contactsSection(
	{ state }: SandboxContext,
	own: BotContact[],
	chosen?: BotContact,
): string {
	const operators = new Map(
		state.account.users().map((user) => [Number(user.id), String(user.firstname)]),
	);
	return tableSection({
		id: 'bot-contacts',
		title: 'Contacts',
		columns: [
			{ name: 'Contact' },
			{ name: 'Status' },
			{ name: 'Chat' },
			{ name: 'Operator' },
			{ name: 'Unread', kind: 'number' },
			{ name: 'Tags', kind: 'names' },
			{ name: 'Variables', kind: 'names' },
			{ name: 'ID' },
		],
		rows: own
			.slice(-SHOWN)
			.map((contact) => [
				link(contact.person.name, `/?view=chatbots&contact=${contact.id}`, contact === chosen),
				STATUS[contact.status] ?? '',
				contact.isChatOpened ? { text: 'Open', tone: 'good' } : 'Closed',
				contact.operatorId === null
					? ''
					: (operators.get(contact.operatorId) ?? contact.operatorId),
				contact.unread,
				[...contact.tags].join(', '),
				[...contact.variables].map(([name, value]) => `${name}: ${value}`).join(', '),
				code(contact.id),
			]),
	});
}

/** With an address to click, if it has one that a browser may open. */
type ShownPart = Pick<Part, 'kind' | 'text'> & { link: string | null };

interface Chat {
	contact: BotContact;
	channel: string;
	/** Whether the channel has posts to comment on. */
	hasPosts: boolean;
	messages: Array<{ parts: ShownPart[]; about: string; isOut: boolean }>;
	notes: string[];
	hidden: number;
}

const renderChat = template<Chat>(`
<section aria-labelledby="chat">
<div class="title"><h2 id="chat">Chat with <bdi><%= it.contact.person.name %></bdi></h2><span class="soft"><%= it.channel %><% if (it.hidden) { %>, <%= it.hidden %> earlier messages<% } %></span></div>
<% if (it.messages.length) { %>
<ol class="chat" aria-label="Messages">
<% for (const message of it.messages) { %><li class="<%= message.isOut ? 'out' : 'in' %>"><span class="soft"><%= message.about %></span><br><% message.parts.forEach((part, index) => { %><% if (index) { %> · <% } %><% if (part.kind === 'button') { %><span class="soft">Button</span> <% } %><% if (part.link) { %><a href="<%= part.link %>" target="_blank" rel="noreferrer noopener" dir="auto"><%= part.text %></a><% } else { %><span dir="auto"><%= part.text %></span><% } %><% }) %></li>
<% } %></ol>
<% } else { %><p class="soft">Nothing has been said yet.</p><% } %>
<% for (const note of it.notes) { %><p><span class="soft">Note:</span> <span dir="auto"><%= note %></span></p><% } %>
<form method="post" action="/sandbox/chatbots/receive">
<input type="hidden" name="contact" value="<%= it.contact.id %>">
<label class="grow">Message<input type="text" name="text" id="say" required autocomplete="off"></label>
<button>Send as contact</button>
<button formaction="/sandbox/chatbots/say">Send as bot</button>
<% if (it.hasPosts) { %><button formaction="/sandbox/chatbots/comment">Comment on a post</button><% } %>
</form>
<form method="post" action="/sandbox/chatbots/act" aria-label="Other things that the contact does">
<input type="hidden" name="contact" value="<%= it.contact.id %>">
<button name="act" value="openChat">Ask for a person</button>
<button name="act" value="clickLink">Click a link</button>
<button name="act" value="callFromFlow">Reach a webhook in a flow</button>
<button name="act" value="unsubscribe">Unsubscribe</button>
<button name="act" value="block">Block the bot</button>
</form>
</section>
`);

const WHO = { contact: '', api: 'Bot (API)', flow: 'Bot (flow)', campaign: 'Bot (campaign)' };

/** A message that says more than its form shows, as templates do, has its own words first. */
function partsOf({ data, text }: Message): ShownPart[] {
	const parts = partsIn(data);
	const own: Part = { kind: 'words', text };
	const shown =
		text === wordsIn(data) ? parts : [own, ...parts.filter(({ kind }) => kind !== 'words')];
	return shown.map(({ kind, text: said, url }) => {
		const address = kind === 'place' ? said : url;
		const canOpen = address !== undefined && /^https?:\/\//i.test(address);
		return { kind, text: said, link: canOpen ? address : null };
	});
}

function chatSection({ state }: SandboxContext, contact: BotContact): string {
	const zone = state.account.profile.locale;
	const own = state.chatbots.messages.filter((message) => message.contact === contact);
	const { name, comment } = channelOf(contact.bot.channel);
	return renderChat({
		contact,
		channel: `${name}, ${contact.bot.name}`,
		hasPosts: comment !== undefined,
		hidden: Math.max(0, own.length - SHOWN),
		notes: state.chatbots.notes.filter((note) => note.contact === contact).map(({ text }) => text),
		messages: own.slice(-SHOWN).map((message) => ({
			parts: partsOf(message),
			about: [
				WHO[message.source] || contact.person.name,
				accountDate(message.createdAt, zone),
				...(message.reaction === null ? [] : [message.reaction]),
			].join(', '),
			isOut: message.direction === 2,
		})),
	});
}

const renderSubscribe = template<{ bot: Bot }>(`
<section aria-labelledby="subscribe">
<div class="title"><h2 id="subscribe">New subscriber</h2><span class="soft">of <bdi><%= it.bot.name %></bdi></span></div>
<form method="post" action="/sandbox/chatbots/subscribe">
<input type="hidden" name="bot" value="<%= it.bot.id %>">
<label class="grow">Name<input type="text" name="name" id="subscriber-name" required autocomplete="off"></label>
<label class="grow">Phone, digits only<input type="text" name="phone" id="subscriber-phone" inputmode="numeric" pattern="[0-9]{5,15}" autocomplete="off"></label>
<button>Subscribe</button>
</form>
</section>
`);

/** Nobody can subscribe by the API: only in the messenger. */
const subscribeSection = (bot: Bot) => renderSubscribe({ bot });

const renderSettings = template<{ bot: Bot; events: readonly string[] }>(`
<section aria-labelledby="bot-settings">
<div class="title"><h2 id="bot-settings">Webhooks of <bdi><%= it.bot.name %></bdi></h2><span class="soft">as in SendPulse under Bot settings &gt; Webhooks</span></div>
<% for (const webhook of it.bot.webhooks) { %>
<form method="post" action="/sandbox/chatbots/webhooks/remove"><input type="hidden" name="bot" value="<%= it.bot.id %>"><input type="hidden" name="url" value="<%= webhook.url %>"><span><code><%= webhook.url %></code><br><span class="soft"><%= webhook.events.join(', ') %></span></span><button>Remove</button></form>
<% } %>
<form method="post" action="/sandbox/chatbots/webhooks">
<input type="hidden" name="bot" value="<%= it.bot.id %>">
<label class="grow">URL<input type="url" name="url" id="webhook-url" required placeholder="http://127.0.0.1:5678/webhook/…"></label>
<fieldset><legend>Events</legend>
<% for (const event of it.events) { %><label><input type="checkbox" name="events[]" value="<%= event %>"<% if (event === 'incoming_message') { %> checked<% } %>><%= event %></label><% } %>
</fieldset>
<button>Add webhook</button>
</form>
</section>
`);

const settingsSection = (bot: Bot) => renderSettings({ bot, events: chatbotEvents });

function deliveriesSection({ state, chatbotCourier }: SandboxContext): string {
	const { deliveries } = chatbotCourier;
	return tableSection({
		id: 'chatbot-deliveries',
		title: 'Deliveries',
		note: `${deliveries.length} in all`,
		empty: 'Nothing has been delivered yet.',
		columns: [
			{ name: 'URL', kind: 'path' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Event' },
			{ name: 'Outcome', kind: 'names' },
		],
		rows: deliveries
			.slice(-SHOWN)
			.reverse()
			.map((delivery) => [
				code(delivery.url),
				accountDate(delivery.at, state.account.profile.locale),
				code(delivery.title),
				outcomeOf(delivery),
			]),
	});
}

function campaignsSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'chatbot-campaigns',
		title: 'Chatbot campaigns',
		columns: [
			{ name: 'Title' },
			{ name: 'Bot' },
			{ name: 'Send at', kind: 'date' },
			{ name: 'Recipients', kind: 'number' },
		],
		rows: state.chatbots.campaigns.map(({ title, bot, sendAt, recipients }) => [
			title,
			bot.name,
			sendAt === null ? 'at once' : accountDate(sendAt, state.account.profile.locale),
			recipients.length,
		]),
	});
}
