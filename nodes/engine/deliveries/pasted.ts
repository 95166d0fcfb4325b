import type { IHookFunctions, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { asNodeError } from '../api/nodeError';
import { checkAllowlist } from './ipAllowlist';
import { checkSecret, optionsOf } from './options';

/** Where in SendPulse people paste the address of a trigger that no API registers, in words for the node's texts. */
export interface Pasting {
	/** In one breath: `Chatbots, your bot, Bot Settings > Webhooks`. */
	place: string;
	/** The same for who has published already: `Bot Settings > Webhooks of each bot in SendPulse`. */
	into: string;
	/** Who calls: `the bot`. */
	caller: string;
	/** What makes it call while somebody tries it out: `write to the bot`. */
	act: string;
	/** What starts the workflow, as in "starts with every …": `chosen event`. */
	starts: string;
	/** After "Tell …": `the bot where to report`. */
	tell: string;
	/** What to do in SendPulse with the copied address, step by step; HTML. */
	steps: readonly string[];
	/** What a credential is for, where one can be chosen: `the list of bots`. */
	credentialFor?: string;
	/** What it starts with once it is published. */
	hint: string;
}

/** What the editor says of such a trigger beside its form. */
export function pastedTexts({ place, into, caller, act, starts, hint }: Pasting) {
	const building = `<b>While building</b>, paste the Test URL into SendPulse (${place}), click 'Execute step', then ${act}. The Test URL works only while n8n waits for a test event.`;
	return {
		eventTriggerDescription:
			"Waiting for SendPulse to deliver an event to the Test URL (under 'Webhook URLs')",
		activationMessage: `This workflow now starts with every ${starts} that SendPulse delivers to its Production URL. Paste that URL into ${into}, if you haven't done so yet.`,
		triggerPanel: {
			header: `Let ${caller} call this workflow`,
			executionsHelp: {
				inactive: `${building}<br /><br /><b>When it works</b>, publish the workflow and put the Production URL in its place. It works as long as the workflow is published.`,
				active: `${building}<br /><br /><b>The published workflow</b> starts with every delivery to the Production URL; see the executions list.`,
			},
			activationHint: hint,
		},
	} satisfies Partial<INodeTypeDescription>;
}

/** The notice on top of its form. */
export const pastedNotice = ({ tell, steps, credentialFor }: Pasting): INodeProperties => ({
	displayName: `${credentialFor ? `The credential is only for ${credentialFor}: you may leave it empty. ` : ''}SendPulse has no API that could register this node. Tell ${tell}:<ul>${[
		'Copy the Production URL from Webhook URLs above',
		...steps,
	]
		.map((step) => `<li>${step}</li>`)
		.join(
			'',
		)}</ul>The Production URL works as long as the workflow is published. The Test URL works only while n8n waits for a test event.`,
	name: 'whereToPaste',
	type: 'notice',
	default: '',
});

/**
 * What n8n does with the address of such a trigger: nothing, since people paste it and take it away again. What
 * deliveries will need is checked while somebody is there to see what is wrong.
 *
 * @param check of the node's own settings; throws InputProblem
 */
export const pastedMethods = (check: (context: IHookFunctions) => void) => ({
	default: {
		/** Always true, so that n8n goes on without `create`. */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			try {
				const { ipAllowlist, secret } = optionsOf(this);
				checkAllowlist(ipAllowlist);
				checkSecret(secret);
				check(this);
				return true;
			} catch (error) {
				throw asNodeError(this.getNode(), error);
			}
		},

		async create(): Promise<boolean> {
			return true;
		},

		async delete(): Promise<boolean> {
			return true;
		},
	},
});
