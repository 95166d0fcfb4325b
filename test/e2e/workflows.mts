import type { Credential, WorkflowInput, WorkflowNode } from '../../host/client.mts';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../../host/stage.mts';

export const MANUAL = 'Manual';
export const NODE = 'SendPulse';

type Json = Record<string, unknown>;

/** A workflow that hands these items to one SendPulse node. */
export function sendPulseWorkflow(
	credential: Credential,
	parameters: Json,
	{ items = [{}], settings = {} }: { items?: Json[]; settings?: Partial<WorkflowNode> } = {},
): WorkflowInput {
	return {
		name: NODE,
		nodes: [
			{
				id: '3d1f0f4e-0000-4000-8000-000000000001',
				name: MANUAL,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '3d1f0f4e-0000-4000-8000-000000000002',
				name: NODE,
				type: NODE_TYPE,
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
				...settings,
			},
		],
		connections: { [MANUAL]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { [MANUAL]: items.map((json) => ({ json })) },
	};
}

/** A resource locator's value, as the editor stores one that was typed. */
export const byId = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });
