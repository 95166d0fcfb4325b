import { wantedEvents } from '../../nodes/SendPulseChatbotTrigger/filters';
import { BOT_ID, event, EVENTS } from './samples.mts';

const all = { events: ['all'], channels: [], botIds: [] };
const titles = (events: Array<{ title: string }>) => events.map(({ title }) => title);

it('keeps every event where all are wanted, those that a flow has named as well', () => {
	expect(wantedEvents(EVENTS, all)).toEqual(EVENTS);
	expect(wantedEvents(EVENTS, { ...all, events: ['open_chat', 'all'] })).toEqual(EVENTS);
});

it('keeps the chosen events, in their order', () => {
	const chosen = { ...all, events: ['bot_block', 'incoming_message'] };
	expect(titles(wantedEvents(EVENTS, chosen))).toEqual(['incoming_message', 'bot_block']);
	expect(wantedEvents(EVENTS, { ...all, events: [] })).toEqual([]);
});

it('takes other names of an event for its own, on either side', () => {
	const variants = ['outbound_message', 'opened_live_chat', 'bot_unsubscribe', 'bot_blocked'];
	const names = ['outgoing_message', 'open_chat', 'unsubscribe', 'bot_block'];
	const delivered = variants.map((title) => event(title));

	expect(wantedEvents(delivered, { ...all, events: names })).toEqual(delivered);
	const documented = names.map((title) => event(title));
	expect(wantedEvents(documented, { ...all, events: variants })).toEqual(documented);
});

it("keeps a flow's own name only where it is asked for, not as a started flow", () => {
	const own = [event('order paid')];
	expect(wantedEvents(own, { ...all, events: ['run_custom_flow'] })).toEqual([]);
	expect(wantedEvents(own, { ...all, events: ['order paid'] })).toEqual(own);
});

it('drops events of other channels, and keeps those that name none', () => {
	const delivered = ['telegram', 'facebook', 'livechat', 'vk', null].map((service) =>
		event('open_chat', { service }),
	);
	const services = (channels: string[]) =>
		wantedEvents(delivered, { ...all, channels }).map(({ service }) => service);

	expect(services(['telegram'])).toEqual(['telegram', null]);
	expect(services(['messenger', 'liveChat'])).toEqual(['facebook', 'livechat', null]);
	expect(services([])).toHaveLength(5);
});

it('drops events of other bots, and keeps those that name none', () => {
	const delivered = [{ id: BOT_ID }, { id: 5 }, {}, null].map((bot) => event('open_chat', { bot }));
	const bots = (botIds: string[]) =>
		wantedEvents(delivered, { ...all, botIds }).map(({ bot }) => bot);

	expect(bots([BOT_ID])).toEqual([{ id: BOT_ID }, {}, null]);
	expect(bots(['5'])).toEqual([{ id: 5 }, {}, null]);
});

it('drops what one of the filters drops', () => {
	const wanted = { events: ['open_chat'], channels: ['viber'], botIds: [BOT_ID] };
	expect(wantedEvents([event('open_chat')], wanted)).toEqual([]);
	expect(wantedEvents([event('open_chat', { service: 'viber' })], wanted)).toHaveLength(1);
});
