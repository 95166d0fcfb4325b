import '../quiet.mts';
import { standsHostileBodies } from '../hostileDeliveries.mts';
import { sent } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

standsHostileBodies({
	trigger: () =>
		new TriggerUnderTest({ parameters: { filters: { webhookNames: 'ThirdEmailOpened, x' } } }),
	samples: [
		sent(),
		sent({ variables: { name: 'Ann' } }),
		sent({ execution_date: { date: '2026-01-04 09:02:39.000000', timezone: 'Europe/Kyiv' } }),
	],
	form: 'automation_id=5&execution_date=2026-01-04',
	read: ['automation_id', 'title', 'execution_date', 'email', 'phone', 'variables'],
	expectItem: ({ automationId, variables }) => {
		expect(automationId === null || Number.isInteger(automationId)).toBe(true);
		expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
	},
});
