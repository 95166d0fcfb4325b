/** Runs of what is sold, and how: pipelines, deals, products, payments, tasks. */
import type { Sandbox } from '../../../sandbox/index.mts';
import type { Runs } from '../../everyEndpoint.mts';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const mapped = (value: Record<string, unknown>) => ({
	mappingMode: 'defineBelow',
	value: value as never,
	schema: [],
});

export function salesRuns({ state: { crm } }: Sandbox): Runs['runs'] {
	const [sales, renewals] = crm.pipelines.all();
	const ofSales = crm.deals.all().filter(({ pipelineId }) => pipelineId === sales!.id);
	const [first, second] = ofSales;
	const known = crm.deals.all().find(({ sourceId }) => sourceId !== null)!;
	const [anna, olena] = crm.contacts.all();
	const [board] = crm.boards.all();
	const [task, other] = crm.tasks.all();
	const last = crm.tasks.all().at(-1);
	const [paddle] = crm.products.all();
	const [rooms] = crm.companies.all();
	const ofBoard = { stageOf: 'board', boardId: board!.id };
	const long = { from: '2020-01-01', to: '2090-01-01' };
	const sold = {
		pipelineId: byName('Sales'),
		name: 'Boat for Ann',
		price: '1200.50',
		currency: 'EUR',
		attributes: mapped({ 'Order number': 'SO-1', Seats: '4' }),
	};
	return {
		'pipeline.getMany': () => [{}],
		'pipeline.get': () => [{ parameters: { pipelineId: sales!.id } }],
		'pipeline.create': () => [
			{ parameters: { name: 'Fairs', options: { stages: 'Invited, Came' } } },
		],
		'pipeline.update': () => [{ parameters: { pipelineId: renewals!.id, options: { order: 3 } } }],
		'user.getMany': () => [{}],
		'deal.create': () => [
			{
				parameters: {
					...sold,
					stageId: byName('Offer'),
					contactId: anna!.id,
					options: { dueDate: '2099-02-01', dueReminder: '1h', sourceId: 70001 },
				},
			},
		],
		'deal.upsert': () => [
			{ parameters: { ...sold, options: { sourceId: 70002 } } },
			{
				parameters: {
					...sold,
					price: '1300',
					stageId: byName('Contacted'),
					contactId: olena!.id,
					attributes: mapped({ 'Order number': 'SO-2', Source: 'Site' }),
					options: { sourceId: 70002, moveExisting: true, dueDate: '2099-02-01' },
				},
			},
			{ parameters: { ...sold, options: { sourceId: known.sourceId, moveExisting: true } } },
			{
				parameters: {
					pipelineId: renewals!.id,
					options: { sourceId: known.sourceId, moveExisting: true },
				},
			},
		],
		'deal.update': () => [
			{
				parameters: {
					dealId: { __rl: true, mode: 'sourceId', value: '70002' },
					pipelineId: sales!.id,
					attributes: mapped({ 'Order number': 'SO-3', Seats: '', Start: '2026-03-01' }),
					options: { price: 5, status: 'successful', dueDate: '2099-03-01' },
				},
			},
			{
				parameters: {
					dealId: { __rl: true, mode: 'sourceId', value: '70002' },
					options: { dueDate: '' },
				},
			},
		],
		'deal.move': () => [
			{
				parameters: {
					dealId: first!.id,
					pipelineId: sales!.id,
					stageId: byName('Offer'),
					options: { status: 'unsuccessful' },
				},
			},
			{ parameters: { dealId: first!.id, pipelineId: renewals!.id } },
		],
		'deal.get': () => [
			{
				parameters: {
					dealId: ofSales.find(({ contactIds }) => contactIds.length > 0)!.id,
					options: { addNames: true, includeContacts: true },
				},
			},
		],
		'deal.getMany': () => [
			{
				parameters: {
					limit: 3,
					filters: { pipelineIds: [sales!.id], createdFrom: '2025-07-05', createdTo: '2030-01-01' },
					options: { addNames: true, includeContacts: true },
				},
			},
			{
				parameters: {
					specifyFilters: 'json',
					filtersJson: '{"filter": [{"name": "status", "expression": "in", "value": [2, 3]}]}',
					returnAll: true,
				},
			},
		],
		'deal.addContact': () => [{ parameters: { dealId: second!.id, contactId: olena!.id } }],
		'deal.getContacts': () => [{ parameters: { dealId: second!.id } }],
		'deal.removeContact': () => [{ parameters: { dealId: second!.id, contactId: olena!.id } }],
		'deal.addProduct': () => [
			{
				parameters: {
					dealId: first!.id,
					productId: paddle!.id,
					options: { price: 9.5, currency: 'EUR', allowOutOfStock: true },
				},
			},
		],
		'deal.getProducts': () => [{ parameters: { dealId: first!.id } }],
		'stage.create': () => [
			{ parameters: { pipelineId: sales!.id, name: 'Fair', options: { dueInHours: 8 } } },
			{ parameters: { ...ofBoard, name: 'Later', options: { color: '#ff0000' } } },
		],
		'stage.getMany': () => [
			{ parameters: { pipelineId: sales!.id } },
			{ parameters: { ...ofBoard } },
		],
		'stage.update': () => [
			{
				parameters: {
					pipelineId: sales!.id,
					stageId: byName('Fair'),
					options: { name: 'Fairs', reminder: '2d' },
				},
			},
			{ parameters: { ...ofBoard, stageId: byName('Later'), options: { order: 9 } } },
		],
		'stage.delete': () => [{ parameters: { pipelineId: sales!.id, stageId: byName('Fairs') } }],
		'board.create': () => [
			{
				parameters: {
					name: 'Errands',
					options: {
						color: '#ff0000',
						responsibleId: { __rl: true, mode: 'email', value: crm.users[1]!.email },
					},
				},
			},
		],
		'board.get': () => [{ parameters: { boardId: byName(board!.name) } }],
		'board.getMany': () => [{}],
		'board.update': () => [{ parameters: { boardId: board!.id, options: { color: '#00ff00' } } }],
		'task.create': () => [
			{
				parameters: {
					boardId: board!.id,
					name: 'Call Ann',
					description: 'About the boat',
					startAt: '2099-02-01 10:00:00',
					finishAt: '2099-02-01T12:00:00Z',
					options: {
						checklists: { checklist: [{ name: 'Before', items: 'Read, Think' }] },
						contactIds: anna!.id,
						dealIds: first!.id,
						observerIds: [crm.users[1]!.id],
						priority: 'high',
						reminder: '1h',
						tagIds: [crm.taskTags.all()[0]!.name],
						taskIds: other!.id,
					},
				},
			},
		],
		'task.get': () => [{ parameters: { taskId: task!.id } }],
		'task.getMany': () => [
			{ parameters: { filters: { boardId: board!.id, createdFrom: '2020-01-01' } } },
		],
		'task.update': () => [
			{
				parameters: {
					taskId: task!.id,
					options: {
						boardId: byName(board!.name),
						stageId: byName('Done'),
						observerIds: [crm.users[1]!.id],
						priority: 'low',
						tagIds: ['waiting'],
					},
				},
			},
		],
		'task.link': () => [
			{ parameters: { taskId: last!.id, linkTo: 'contact', contactId: olena!.id } },
			{ parameters: { taskId: last!.id, linkTo: 'deal', dealId: ofSales.at(-1)!.id } },
			{ parameters: { taskId: last!.id, linkTo: 'task', otherTaskId: other!.id } },
			{ parameters: { taskId: last!.id, linkTo: 'subtask', otherTaskId: other!.id } },
		],
		'task.unlink': () => [
			{ parameters: { taskId: last!.id, linkTo: 'contact', contactId: olena!.id } },
			{ parameters: { taskId: last!.id, linkTo: 'deal', dealId: ofSales.at(-1)!.id } },
			{ parameters: { taskId: last!.id, linkTo: 'task', otherTaskId: other!.id } },
		],
		'product.create': () => [
			{
				parameters: {
					name: 'Oar',
					price: '19.50',
					currency: 'EUR',
					options: { categoryId: crm.categories.all()[0]!.id, stock: 3, type: 'physical' },
				},
			},
		],
		'product.get': () => [{ parameters: { productId: paddle!.id } }],
		'product.getMany': () => [{ parameters: { limit: 3, filters: { visible: true } } }],
		'product.update': () => [
			{
				parameters: {
					productId: paddle!.id,
					options: { name: 'Paddle', stock: 7, price: 5, currency: 'CHF' },
				},
			},
		],
		'product.delete': () => [{ parameters: { productId: crm.products.all().at(-1)!.id } }],
		'payment.create': () => [
			{
				parameters: {
					dealId: first!.id,
					price: 100,
					currency: 'EUR',
					options: { description: 'Order 1' },
				},
			},
			{ parameters: { paymentOf: 'contact', contactId: anna!.id, price: 5, currency: 'EUR' } },
		],
		'payment.getMany': () => [
			{},
			{ parameters: { paymentOf: 'deal', dealId: first!.id } },
			{ parameters: { paymentOf: 'contact', contactId: anna!.id } },
		],
		'payment.approve': () => [{ parameters: { paymentId: crm.payments.all().at(-1)!.id } }],
		'payment.cancel': () => [{ parameters: { paymentId: crm.payments.all().at(-2)!.id } }],
		'attachment.add': () => [
			{
				parameters: { attachTo: 'deal', dealId: first!.id },
				files: [{ data: { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: 'offer.txt' } }],
			},
		],
		'attachment.delete': () => [
			{ parameters: { attachmentId: crm.deals.get(first!.id)!.attachments[0]!.id } },
		],
		'history.getMany': () => [
			{ parameters: { historyOf: 'deal', dealId: first!.id, ...long } },
			{ parameters: { historyOf: 'contact', contactId: anna!.id, ...long } },
			{ parameters: { historyOf: 'task', taskId: task!.id, ...long } },
			{ parameters: { historyOf: 'company', companyId: rooms!.id, ...long } },
		],
		'task.delete': () => [{ parameters: { taskId: task!.id } }],
		'deal.delete': () => [{ parameters: { dealId: second!.id } }],
	};
}

const asks = (endpoint: string, ...operations: string[]) =>
	operations.map((operation) => `${endpoint} → ${operation}`);

/** What these read before they change something, and another operation is there for. */
export const salesReadFirst: string[] = [
	...asks('GET /crm/v1/pipelines', 'deal.create', 'deal.upsert', 'deal.get', 'deal.getMany'),
	...asks('GET /crm/v1/pipelines/{id}/steps', 'deal.create', 'deal.upsert', 'deal.move'),
	...asks('GET /crm/v1/pipelines/{id}/attributes', 'deal.create', 'deal.upsert', 'deal.update'),
	...asks('GET /crm/v1/users', 'deal.get', 'deal.getMany', 'board.create'),
	...asks('GET /crm/v1/boards', 'board.get', 'task.update'),
	...asks('GET /crm/v1/boards/{id}', 'task.create', 'task.update'),
	...asks('GET /crm/v1/task-tags', 'task.create', 'task.update'),
	...asks('GET /user/info', 'task.create'),
	...asks('GET /crm/v1/pipelines/{id}/steps', 'stage.delete'),
	...asks('POST /crm/v1/deals/get-list', 'deal.update'),
];
