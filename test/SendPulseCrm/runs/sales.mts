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
	const [, olena] = crm.contacts.all();
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
					contactId: crm.contacts.all()[0]!.id,
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
	...asks('GET /crm/v1/users', 'deal.get', 'deal.getMany'),
	...asks('POST /crm/v1/deals/get-list', 'deal.update'),
];
