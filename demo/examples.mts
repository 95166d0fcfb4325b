import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, WorkflowInput, WorkflowNode } from '../host/client.mts';
import { projectRoot } from '../host/projectRoot.mts';
import { CREDENTIAL_TYPE } from '../host/stage.mts';

/** Where the examples lie; n8n must be allowed to read this folder. */
export const examplesFolder = (): string => join(projectRoot(), 'examples');

/** The file that the import reads. */
export const contactsFile = (): string => join(examplesFolder(), 'contacts.csv');

/** The example workflows, and the mailing list of the sandbox that suits each. */
export const examples = {
	'import-contacts': 'Newsletter',
	'export-contacts': 'Customers',
} as const;

export type ExampleName = keyof typeof examples;

/** An example with the blanks filled in that a user would fill in: credential, mailing list and file. */
export function example(name: ExampleName, credential: Credential, listId: number): WorkflowInput {
	const workflow = JSON.parse(
		readFileSync(join(examplesFolder(), `${name}.json`), 'utf8'),
	) as WorkflowInput;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-sendpulse.'))
			fillIn(node, credential, listId, examples[name]);
		// n8n wants forward slashes on every platform.
		if (node.type === 'n8n-nodes-base.readWriteFile')
			node.parameters.fileSelector = contactsFile().replaceAll('\\', '/');
	}
	return workflow;
}

function fillIn(
	node: WorkflowNode,
	{ id, name }: Credential,
	listId: number,
	listName: string,
): void {
	node.credentials = { [CREDENTIAL_TYPE]: { id, name } };
	if ('mailingListId' in node.parameters) {
		node.parameters.mailingListId = {
			__rl: true,
			mode: 'list',
			value: String(listId),
			cachedResultName: listName,
		};
	}
}
