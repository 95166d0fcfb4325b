import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';
import { ACTION_SUBTITLE, eventsSubtitle } from '../../../nodes/engine/run/subtitle';

/** What n8n shows below the node on its canvas. */
function shown(subtitle: string, parameters: INode['parameters']): unknown {
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const properties = Object.keys(parameters).map((name) => ({ name, type: 'json', default: '' }));
	const nodeTypes = {
		getByNameAndVersion: () => ({ description: { properties } }),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

test.each([
	['add', 'contact', 'add: contact'],
	['getMany', 'mailingList', 'get many: mailing list'],
])('below an action: %s of %s', (operation, resource, expected) => {
	expect(shown(ACTION_SUBTITLE, { operation, resource })).toBe(expected);
});

const subtitle = eventsSubtitle([
	{ name: 'Hard Bounce', value: 'hard_bounces' },
	{ name: 'Contact "Added"', value: 'new_emails' },
]);

test.each([
	[['hard_bounces', 'new_emails'], 'Hard Bounce, Contact "Added"'],
	['hard_bounces', 'Hard Bounce'],
	[['own_name', 'hard_bounces'], 'own_name, Hard Bounce'],
	[[], ''],
])('below a trigger on %j', (events, expected) => {
	expect(shown(subtitle, { events })).toBe(expected);
});
