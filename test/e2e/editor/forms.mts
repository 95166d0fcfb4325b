import type { INodeProperties } from 'n8n-workflow';

import { glimpseFile } from '../../../host/pictures.mts';
import { NODE_TYPE } from '../../../host/stage.mts';
import type { Operation } from '../../../nodes/engine/run/operation';
import { ACTION_NODES, fieldsOf } from '../../actionNodes.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** n8n's own label of a resource mapper. */
const MAPPER_LABEL = 'Mapping Column Mode';

const PACKAGE = NODE_TYPE.split('.')[0] ?? '';

/** What a bot's form shows depends on its channel: `chatbot.mts` looks at those. */
const nodes = Object.entries(ACTION_NODES).filter(([name]) => name !== 'SendPulseChatbot');

export function formTests(scene: Scene): void {
	describe.each(nodes)('the forms of %s', (node, { nodeType, resources }) => {
		beforeAll(async () => {
			await scene.openNode({}, [{}], `${PACKAGE}.${nodeType.description.name}`);
		});

		it.each(resources.map((resource) => [resource.option.name, resource] as const))(
			'of %s show what is required first, and nothing else than they should',
			async (name, { option, operations }) => {
				const { editor } = scene;
				await editor.choose('resource', name);

				for (const operation of operations) {
					await editor.choose('operation', operation.option.name);
					const fields = shownAtFirst(operation);
					await eventually(
						async () => await editor.labels(),
						['Resource', 'Operation', ...fields.map(labelOf)],
					);
					expect([operation.option.name, requiredTooLate(fields)]).toEqual([
						operation.option.name,
						[],
					]);
					await editor.screenshot(
						glimpseFile(`form-${node}-${String(option.value)}-${String(operation.option.value)}`),
					);
				}
			},
		);
	});
}

const labelOf = ({ type, displayName }: INodeProperties) =>
	type === 'resourceMapper' ? MAPPER_LABEL : displayName;

/** The fields of an operation that are there as long as nothing has been changed; a notice is none. */
function shownAtFirst(operation: Operation): INodeProperties[] {
	const fields = fieldsOf(operation);
	const defaults = new Map(fields.map((field) => [field.name, field.default]));
	const labelled = fields.filter(({ type }) => type !== 'notice');
	return labelled.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
			(values as unknown[]).includes(defaults.get(name)),
		),
	);
}

/** Required fields behind one that may stay empty. A choice is never empty: it may decide what follows. */
function requiredTooLate(fields: INodeProperties[]): string[] {
	const optional = fields.findIndex(({ required, type }) => !required && type !== 'options');
	return optional === -1
		? []
		: fields.slice(optional).flatMap(({ required, name }) => (required ? [name] : []));
}
