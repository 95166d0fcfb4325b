import { SendPulseSmtpTrigger } from '../../nodes/SendPulseSmtpTrigger/SendPulseSmtpTrigger.node';
import { WebhookNodeUnderTest, type Setting } from '../webhookNode.mts';

/** SendPulse SMTP Trigger in a workflow; it needs no credential. */
export class TriggerUnderTest extends WebhookNodeUnderTest {
	constructor(setting: Setting = {}) {
		const parameters = { events: ['all'], ...setting.parameters };
		super(new SendPulseSmtpTrigger(), { credential: null, ...setting, parameters });
	}
}
