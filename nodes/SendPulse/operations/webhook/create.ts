import type { IDataObject } from 'n8n-workflow';
import { write } from '../../../engine/run/operation';
import { WEBHOOK_EVENTS } from '../../fields/webhookEvents';
import { hasRows, readUrl, rowsOf, url } from '../../fields/webhookRows';
import { post } from '../../product';

const KNOWN = WEBHOOK_EVENTS.map(({ value }) => String(value));

/** Bulk Email Service API, "Create a webhook". SendPulse makes one webhook for each event. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a webhook',
		description: 'Have SendPulse call a URL when something happens, one webhook for each event',
	},
	fields: [
		url,
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			options: WEBHOOK_EVENTS,
			default: [],
			required: true,
			description: 'What SendPulse reports',
		},
	],
	prepare: (item) => {
		const events = [...new Set(item.list('events'))];
		if (events.length === 0) item.fail('events', 'is empty. Choose at least one event');
		const unknown = events.find((event) => !KNOWN.includes(event));
		if (unknown)
			item.fail('events', `has an unknown event '${unknown}'. Known are ${KNOWN.join(', ')}`);
		return { url: readUrl(item), actions: events };
	},
	repeatable: false,
	confirmed: hasRows,
	request: (input) => ({ ...post`/v2/email-service/webhook/`, body: input }),
	// SendPulse's rows come in any order.
	output: (body, { actions }) => {
		const position = ({ action }: IDataObject) => actions.indexOf(String(action));
		return rowsOf(body).sort((one, other) => position(one) - position(other));
	},
	counts: { noun: 'URLs', done: 'registered' },
});
