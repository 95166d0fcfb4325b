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
