import type { SandboxOptions } from '../options.mts';
import { utcDate } from './dates.mts';
import type { Automations, Conversion, Element, Flow, Passage } from './store.mts';

const count = <T,>(all: readonly T[], test: (one: T) => unknown) => all.filter(test).length;

const latest = (passages: readonly Passage[]) =>
	passages[0] === undefined ? null : utcDate(passages[0].at);

/** Elements as the account sees them. */
export const elementsOf = ({ elements }: Flow, { automationUnknownType }: SandboxOptions) =>
	elements.filter(({ kind }) => kind !== 'unheardOf' || automationUnknownType);

/** As GET …/list has it (page "Automation 360 API"): almost all of `main_data` is text. */
export const flowRecord = ({ id, name, status, createdAt, changedAt, listId }: Flow) => ({
	id,
	// Some flows have it in their data alone.
	name: status === 0 ? '' : name,
	status,
	main_data: {
		id,
		type: 'series',
		automation_name: name,
		address_book_id: String(listId),
		sender_email_id: '501',
		sender_email_address: 'hello@shop.example',
		sender_email_name: 'Holm & Sons',
		sent_time_hour: '10',
		sent_time_min: '00',
		utm_source: 'sendpulse',
		task_lang: 'en',
		aWeekDays: [1, 2, 3, 4, 5, 6, 7],
	},
	created: utcDate(createdAt),
	changed: utcDate(changedAt),
});

/** As GET …/{ID} has it (fixture of a client for Go). */
export function flowDetails(flow: Flow, flows: Automations, options: SandboxOptions) {
	const elements = elementsOf(flow, options).filter(({ isDeleted }) => !isDeleted);
	const mails = elements.filter(({ task }) => task !== null);
	const waiting = flows.waiting(flow);
	return {
		autoresponder: {
			id: flow.id,
			name: flow.name,
			status: flow.status,
			created: utcDate(flow.createdAt),
			changed: utcDate(flow.changedAt),
		},
		flows: elements.map((element) => elementRecord(element, flow, flows)),
		starts: flow.journeys.length,
		in_queue: waiting,
		end_count: flow.journeys.length - waiting,
		send_messages: mails.reduce((sum, mail) => sum + flows.passages(flow, mail).length, 0),
		conversions: flows.conversions(flow).length,
	};
}

function elementRecord(element: Element, flow: Flow, flows: Automations) {
	const { id, kind, task, name } = element;
	const created = utcDate(flow.createdAt);
	return {
		id,
		main_id: flow.id,
		af_type: kind === 'unheardOf' ? 'webhook' : kind,
		created,
		last_send: task === null ? null : latest(flows.passages(flow, element)),
		task: task === null ? null : { ...task, created },
		...(name === '' ? {} : { name }),
	};
}

/** Figures of an element as GET …/group-stat has them (fixtures of a client for Go). */
export function figuresOf(element: Element, flow: Flow, flows: Automations) {
	const { id: flow_id, kind } = element;
	const passages = flows.passages(flow, element);
	const last_send = latest(passages);
	const sent = passages.length;
	const delivered = count(passages, ({ deliveredAt }) => deliveredAt);
	const opened = count(passages, ({ openedAt }) => openedAt);
	const clicked = count(passages, ({ clickedAt }) => clickedAt);
	switch (kind) {
		case 'maintrigger':
			return { flow_id, executed: sent, deleted: 0 };
		case 'email':
			return {
				flow_id,
				task: element.task,
				sent,
				delivered,
				opened,
				clicked,
				errors: 0,
				unsubscribed: 0,
				marked_as_spam: 0,
				last_send,
			};
		case 'push':
			return { flow_id, sent, delivered, clicked, errors: 0, last_send };
		case 'sms':
		case 'goal':
			return {
				flow_id,
				executed: sent,
				sent,
				delivered,
				opened: null,
				clicked: null,
				errors: 0,
				last_send,
			};
		case 'messenger':
			return { flow_id, executed: sent, sent, last_send };
		default:
			return { flow_id, executed: sent, last_send };
	}
}

/** Who came through, as lists of addresses have it (fixtures of an older client for Go). */
export function recipientRecord({ id, kind, task }: Element, passage: Passage) {
	const { journey, at, deliveredAt, openedAt, clickedAt } = passage;
	const { eventId: event_id, email, phone } = journey;
	const email_b64 = Buffer.from(email ?? '').toString('base64');
	const dateOf = (time: number | null) => (time === null ? null : utcDate(time));
	switch (kind) {
		case 'maintrigger':
			return { flow_id: id, email, phone, event_id, email_b64, execution_date: utcDate(at) };
		case 'email':
			return {
				id: event_id + 100,
				email,
				email_b64,
				event_id,
				delivered_status: deliveredAt === null ? 0 : 1,
				delivered_status_description: deliveredAt === null ? 'Sent' : 'Delivered',
				is_spam: 0,
				is_unsubscribe: 0,
				phone,
				sent_date: utcDate(at),
				delivered_date: dateOf(deliveredAt),
				open_date: dateOf(openedAt),
				redirect_date: dateOf(clickedAt),
				updated: utcDate(clickedAt ?? openedAt ?? deliveredAt ?? at),
			};
		case 'push':
			return {
				id: event_id + 200,
				email,
				email_b64,
				event_id,
				phone,
				status: 1,
				is_sent: 1,
				is_delivered: Number(deliveredAt !== null),
				is_redirected: Number(clickedAt !== null),
				sent_date: utcDate(at),
			};
		case 'sms':
			return {
				id: event_id + 300,
				phone,
				status: deliveredAt === null ? 1 : 2,
				event_id,
				sender: task?.sms_sender_name ?? '',
				body: task?.sms_body ?? '',
				price: { USD: 0.05 },
				cur: 'USD',
				email,
				sent_date: utcDate(at),
			};
		default:
			return { email, email_b64, phone, event_id, execution_date: utcDate(at) };
	}
}

export const conversionRecord = ({ id, type, element, journey, at }: Conversion) => ({
	id,
	conversion_type: type,
	flow_id: element.id,
	email: journey.email,
	phone: journey.phone,
	conversion_date: utcDate(at),
	start_date: utcDate(journey.at),
});

/** As GET …/conversions has it (fixture of a client for Go). */
export function conversionFigures(flow: Flow, flows: Automations) {
	const all = flows.conversions(flow);
	const at = ({ id }: Element) => count(all, ({ element }) => element.id === id);
	const described = (element: Element) => {
		const { id, main_id, af_type, created, last_send } = elementRecord(element, flow, flows);
		return { id, main_id, af_type, created, last_send, conversions: at(element) };
	};
	const [start] = flow.elements;
	const goals = flow.elements.filter(({ kind }) => kind === 'goal');
	return {
		total_conversions: all.length,
		maintrigger_conversions: count(all, ({ type }) => type === 'maintrigger'),
		goal_conversions: count(all, ({ type }) => type === 'goal'),
		maintrigger: start === undefined ? null : described(start),
		goals: goals.map((goal) => {
			const { last_send: _, ...record } = described(goal);
			return { ...record, name: goal.name };
		}),
	};
}
