import type { SandboxState } from '../state.mts';
import { FlowStatus, type Element, type ElementKind } from './store.mts';

const CREATED = Date.UTC(2025, 2, 3, 10);
const MINUTE = 60_000;

/** Three flows: one that runs, one that was stopped, and a draft. */
export function seedAutomations({ flows, lists }: SandboxState): void {
	const listId = lists.getByName('Customers')?.id ?? 0;
	const common = { createdAt: CREATED, changedAt: CREATED + 30 * MINUTE, listId };
	const welcome = flows.add({
		...common,
		id: 14_523,
		name: 'Welcome series',
		status: FlowStatus.active,
		event: 'registration',
		elements: [
			element(467_511, 'maintrigger', 0),
			element(467_512, 'filter', 1),
			element(467_513, 'email', 2, letter('Welcome to Holm & Sons', listId)),
			element(467_514, 'trigger', 30),
			element(467_515, 'push', 31, note('Still looking?')),
			element(467_516, 'sms', 32, text('10% off your first order: HELLO10', listId)),
			element(467_517, 'messenger', 33),
			element(467_518, 'action', 34),
			element(467_519, 'goal', 60, null, 'First order'),
			element(467_520, 'unheardOf', 61),
		],
	});
	const cart = flows.add({
		...common,
		id: 14_524,
		name: 'Forgotten carts',
		status: FlowStatus.stopped,
		event: 'cart_abandoned',
		elements: [
			element(467_531, 'maintrigger', 0),
			element(467_532, 'email', 5, letter('You left something behind', listId)),
			{ ...element(467_533, 'push', 9, note('Your cart')), isDeleted: true },
			element(467_534, 'goal', 20, null, 'Paid'),
		],
	});
	flows.add({
		...common,
		id: 14_525,
		name: 'Birthday',
		status: FlowStatus.draft,
		event: 'birthday',
		elements: [element(467_541, 'maintrigger', 0)],
	});
	for (const number of Array.from({ length: 12 }, (_, index) => index)) {
		const email = `customer${String(number + 1).padStart(3, '0')}@mail.example`;
		const phone = number % 2 === 0 ? `+3806711122${String(10 + number)}` : null;
		flows.start(welcome, { email, phone, at: CREATED + number * 60 * MINUTE });
		if (number < 5) flows.start(cart, { email, phone: null, at: CREATED + number * 90 * MINUTE });
	}
}

const element = (
	id: number,
	kind: ElementKind,
	after: number,
	task: Element['task'] = null,
	name = '',
): Element => ({ id, kind, name, after, task, isDeleted: false });

const letter = (title: string, listId: number) => ({
	id: 301,
	address_book_id: listId,
	message_title: title,
	sender_mail_address: 'hello@shop.example',
	sender_mail_name: 'Holm & Sons',
});

const note = (title: string) => ({
	id: 302,
	website_id: 11,
	title,
	body: 'We have kept it for you',
	icon: null,
	url_for_click: 'https://shop.example/',
});

const text = (body: string, listId: number) => ({
	id: 303,
	address_book_id: listId,
	sms_body: body,
	sms_sender_name: 'HolmSons',
});
