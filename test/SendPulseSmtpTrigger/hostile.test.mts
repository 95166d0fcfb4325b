import '../quiet.mts';
import { standsHostileBodies } from '../hostileDeliveries.mts';
import { EVENTS } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

standsHostileBodies({
	trigger: () =>
		new TriggerUnderTest({
			parameters: { filters: { subjectContains: 'ord', senders: 'shop@example.com, x' } },
		}),
	samples: Object.values(EVENTS),
	form: 'event=opened',
	read: ['event', 'timestamp', 'recipient', 'email', 'sender', 'subject', 'message_id', 'task_id'],
	expectItem: ({ event, eventName, email }) => {
		expect([typeof event, typeof eventName]).toEqual(['string', 'string']);
		expect(email === null || typeof email === 'string').toBe(true);
	},
});
