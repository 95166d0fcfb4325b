import { SendPulseTrigger } from '../../nodes/SendPulseTrigger/SendPulseTrigger.node';
import { WebhookNodeUnderTest, type Setting } from '../webhookNode.mts';

/** SendPulse Trigger in a workflow; without *Simplify*, which asks SendPulse for names. */
export class TriggerUnderTest extends WebhookNodeUnderTest {
	constructor(setting: Setting = {}) {
		const parameters = { events: ['open'], simplify: false, ...setting.parameters };
		super(new SendPulseTrigger(), { ...setting, parameters });
	}
}
