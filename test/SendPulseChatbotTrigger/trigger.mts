import { SendPulseChatbotTrigger } from '../../nodes/SendPulseChatbotTrigger/SendPulseChatbotTrigger.node';
import { WebhookNodeUnderTest, type Setting } from '../webhookNode.mts';

/** SendPulse Chatbot Trigger in a workflow; without a credential, which deliveries don't need. */
export class TriggerUnderTest extends WebhookNodeUnderTest {
	constructor(setting: Setting = {}) {
		const parameters = { events: ['all'], ...setting.parameters };
		super(new SendPulseChatbotTrigger(), { credential: null, ...setting, parameters });
	}
}
