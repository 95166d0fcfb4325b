import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, WorkflowInput, WorkflowNode } from '../host/client.mts';
import { projectRoot } from '../host/projectRoot.mts';
import { CREDENTIAL_TYPE, type Stage } from '../host/stage.mts';
import type { SandboxState } from '../sandbox/index.mts';

/** Where the examples lie; n8n must be allowed to read this folder. */
export const examplesFolder = (): string => join(projectRoot(), 'examples');

/** The file that the import reads. */
export const contactsFile = (): string => join(examplesFolder(), 'contacts.csv');

/** The example workflows, and the mailing list of the sandbox that suits each. */
export const examples = {
	'import-contacts': 'Newsletter',
	'export-contacts': 'Customers',
	'weekly-digest': 'Newsletter',
	'welcome-form': 'Newsletter',
	'clean-up-bounces': 'Customers',
	'campaign-report': 'Customers',
	'campaign-with-approval': 'Customers',
	'sync-customers': 'Customers',
	'change-of-address': 'Customers',
	'gdpr-request': 'Customers',
} as const;

export type ExampleName = keyof typeof examples;

/** What a user picks in the editor beside credential and mailing list, where an example has it. */
export interface Picks {
	senderEmail?: string;
	tagIds?: number[];
	campaignId?: number;
	feedUrl?: string;
}

/** Picks that suit the sandbox as it is: the first sender that may send, the first tag, the first campaign. */
export const picksOf = ({ senders, tags, campaigns }: SandboxState): Picks => ({
	senderEmail: senders.all().find(({ activated }) => activated)?.email,
	tagIds: tags
		.all()
		.slice(0, 1)
		.map(({ id }) => id),
	campaignId: campaigns.all()[0]?.id,
});

/** An example with the blanks filled in that a user would fill in: credential, mailing list, file and so on. */
export function example(
	name: ExampleName,
	credential: Credential,
	listId: number,
	picks: Picks = {},
): WorkflowInput {
	const workflow = JSON.parse(
		readFileSync(join(examplesFolder(), `${name}.json`), 'utf8'),
	) as WorkflowInput;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-sendpulse.')) {
			node.credentials = { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } };
			fillIn(node, { ...picks, listId, listName: examples[name] });
		}
		// n8n wants forward slashes on every platform.
		if (node.type === 'n8n-nodes-base.readWriteFile')
			node.parameters.fileSelector = contactsFile().replaceAll('\\', '/');
		if (node.type === 'n8n-nodes-base.rssFeedRead' && picks.feedUrl)
			node.parameters.url = picks.feedUrl;
	}
	return workflow;
}

/** Stores the examples in n8n, ready to run. */
export async function storeExamples(
	{ client, sandbox: { state } }: Stage,
	credential: Credential,
	{ except }: { except?: ExampleName } = {},
): Promise<void> {
	for (const name of Object.keys(examples) as ExampleName[]) {
		const list = state.lists.getByName(examples[name]);
		if (!list || name === except) continue;
		await client.createWorkflow(example(name, credential, list.id, picksOf(state)));
	}
}

/** Fills in what is still to be picked; an expression that takes it from another node stays. */
function fillIn(
	{ parameters }: WorkflowNode,
	{
		listId,
		listName,
		senderEmail,
		tagIds,
		campaignId,
	}: Picks & { listId: number; listName: string },
): void {
	const values = {
		mailingListId: picked(listId, listName),
		mailingListIds: [listId],
		senderEmail: senderEmail && picked(senderEmail),
		tagIds,
		campaignId: campaignId && picked(campaignId),
	};
	for (const [name, value] of Object.entries(values)) {
		if (value && isBlank(parameters[name])) parameters[name] = value;
	}
}

/** A resource locator's value, as the editor stores one that was picked from the list. */
const picked = (value: number | string, name: string = String(value)) => ({
	__rl: true,
	mode: 'list',
	value: String(value),
	cachedResultName: name,
});

const isBlank = (parameter: unknown) =>
	Array.isArray(parameter)
		? parameter.length === 0
		: (parameter as { value?: unknown } | undefined)?.value === '';
