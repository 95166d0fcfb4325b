import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, WorkflowInput } from '../../host/client.mts';
import { projectRoot } from '../../host/projectRoot.mts';
import { CREDENTIAL_TYPE } from '../../host/stage.mts';

/** What a user would fill in: credentials, and values of parameters that the file leaves blank. */
export interface Blanks {
	sendPulse: Credential;
	model?: Credential;
	picks?: Record<string, unknown>;
}

/** An example as a user has it after following its note. */
export function filledIn(name: string, { sendPulse, model, picks = {} }: Blanks): WorkflowInput {
	const file = join(projectRoot(), 'examples', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowInput;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-sendpulse.'))
			node.credentials = { [CREDENTIAL_TYPE]: { id: sendPulse.id, name: sendPulse.name } };
		if (model && node.name === 'Model')
			node.credentials = { openAiApi: { id: model.id, name: model.name } };
		fillIn(node.parameters, picks);
	}
	return workflow;
}

/** Fills what is blank, however deep among the options. */
function fillIn(place: Record<string, unknown>, picks: Record<string, unknown>): void {
	for (const [field, value] of Object.entries(place)) {
		const { value: held } = (value ?? {}) as { value?: unknown };
		if (field in picks && (held ?? value) === '') place[field] = picks[field];
		else if (typeof value === 'object' && value !== null)
			fillIn(value as Record<string, unknown>, picks);
	}
}

/** A resource locator's value, as the editor stores one that was picked from the list. */
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });
