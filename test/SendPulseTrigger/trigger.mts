import { SendPulseTrigger } from '../../nodes/SendPulseTrigger/SendPulseTrigger.node';
import { WebhookNodeUnderTest, type Setting } from '../webhookNode.mts';

/** SendPulse Trigger in a workflow. */
export class TriggerUnderTest extends WebhookNodeUnderTest {
	constructor(setting: Setting = {}) {
		super(new SendPulseTrigger(), { parameters: { events: ['open'] }, ...setting });
	}
}
