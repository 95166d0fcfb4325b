import type { Credential, WorkflowInput, WorkflowNode } from '../../host/client.mts';
import { MODEL } from '../../host/model.mts';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../../host/stage.mts';
import { MANUAL } from './workflows.mts';

export const AGENT = 'AI Agent';

/** What the agent may use: the SendPulse node as a tool, with what the model has to fill in. */
export interface Tool {
	name: string;
	parameters: Record<string, unknown>;
	onError?: WorkflowNode['onError'];
}

/** An agent that answers one request, and the tools it has. */
export function agentWorkflow(
	{ sendPulse, model }: { sendPulse: Credential; model: Credential },
	request: string,
	tools: readonly Tool[],
): WorkflowInput {
	const nodes: WorkflowNode[] = [
		{
			id: 'a6e00000-0000-4000-8000-000000000001',
			name: MANUAL,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'a6e00000-0000-4000-8000-000000000002',
			name: AGENT,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			position: [220, 0],
			parameters: { promptType: 'define', text: request, options: {} },
		},
		{
			id: 'a6e00000-0000-4000-8000-000000000003',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [120, 220],
			parameters: { model: { __rl: true, mode: 'id', value: MODEL }, options: {} },
			credentials: { openAiApi: { id: model.id, name: model.name } },
		},
		...tools.map(({ name, parameters, onError }, index) => ({
			id: `a6e00000-0000-4000-8000-00000000010${index}`,
			name,
			type: `${NODE_TYPE}Tool`,
			typeVersion: 1,
			position: [340 + 160 * index, 220] as [number, number],
			parameters,
			onError,
			credentials: { [CREDENTIAL_TYPE]: { id: sendPulse.id, name: sendPulse.name } },
		})),
	];
	const to = (type: string) => [[{ node: AGENT, type, index: 0 }]];
	return {
		name: AGENT,
		nodes,
		connections: {
			[MANUAL]: { main: to('main') },
			Model: { ai_languageModel: to('ai_languageModel') },
			...Object.fromEntries(tools.map(({ name }) => [name, { ai_tool: to('ai_tool') }])),
		},
		pinData: { [MANUAL]: [{ json: {} }] },
	};
}

/** A value that the model fills in, as n8n's editor writes it. */
export const fromAi = (key: string, description: string, type = 'string') =>
	`={{ $fromAI('${key}', \`${description}\`, '${type}') }}`;
