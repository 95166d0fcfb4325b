import type { IDataObject } from 'n8n-workflow';
import { SendPulseAutomationTrigger } from '../../nodes/SendPulseAutomationTrigger/SendPulseAutomationTrigger.node';
import { WebhookNodeUnderTest, type Setting } from '../webhookNode.mts';

export const KEY = 'a1b2c3d4e5f6';

/** SendPulse Automation Trigger in a workflow; without a credential, which deliveries don't need. */
export class TriggerUnderTest extends WebhookNodeUnderTest {
	constructor(setting: Setting = {}) {
		const parameters = { confirmationKey: KEY, ...setting.parameters };
		super(new SendPulseAutomationTrigger(), { credential: null, ...setting, parameters });
	}
}

/** As the knowledge base (Automation 360, "Send webhook") shows it. */
export const sent = (fields: IDataObject = {}): IDataObject => ({
	automation_id: '123456789',
	title: 'ThirdEmailOpened',
	execution_date: '2026-01-04 09:02:39',
	email: 'ann@example.com',
	phone: '+380631234567',
	variables: [{ name: 'Ann', city: 'Kyiv' }],
	...fields,
});
