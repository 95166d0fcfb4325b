/** Records of what is sold, and how (OpenAPI of the CRM). */
import type { IDataObject } from 'n8n-workflow';
import { HOST, says, type Answer, type Arrived } from '../api.mts';
import { PIPELINE } from './records.mts';

export const BASE = '/crm/v1';
export const DEAL = 9480001;
export const STAGE = 182301;
export const OFFER = 182303;

/** `{ "data": … }`. */
export const gives = (data: unknown, more: IDataObject = {}): Answer => says({ data, ...more });
export const created = (data: unknown): Answer => ({ status: 201, body: { data } });
export const NOTHING: Answer = { status: 204, body: '' };
/** What calls without a documented body are answered with, among them those with status 200. */
export const BODILESS: Answer = { status: 200, body: '' };
export const NOT_FOUND: Answer = {
	status: 404,
	body: { data: { code: 404, message: 'Record not found' } },
};
export const LOST: Answer = { status: 502, body: '<html>' };

/** Fields of one are refused (the form of the chatbots' API). */
export const refused = (field: string, text: string): Answer => ({
	status: 422,
	body: { message: 'The given data was invalid.', errors: { [field]: [text] } },
});

/** GET /deals/{id} */
export const deal = (more: IDataObject = {}): IDataObject => ({
	id: DEAL,
	pipelineId: PIPELINE,
	status: 1,
	stepId: STAGE,
	responsibleId: 7100002,
	number: 17,
	name: 'Boat for Ann',
	price: 1200.5,
	currency: 'EUR',
	profit: 1200.5,
	hasExpense: false,
	order: 3,
	sourceType: { id: 8, name: 'public_api' },
	sourceId: 100245,
	createdAt: '2026-01-05 10:00:00.000000+00:00',
	updatedAt: '2026-01-06 11:00:00.000000+00:00',
	history: [],
	comments: [],
	attributes: [
		{ id: 901, pipelineId: PIPELINE, name: 'Color', type: 0, value: { value: 'red' } },
		{ id: 902, pipelineId: PIPELINE, name: 'Seats', type: 1, value: null },
	],
	...more,
});

/** The same, simplified. */
export const simple = (more: IDataObject = {}): IDataObject => ({
	id: DEAL,
	number: 17,
	name: 'Boat for Ann',
	pipelineId: PIPELINE,
	stepId: STAGE,
	status: 1,
	statusName: 'Active',
	price: 1200.5,
	currency: 'EUR',
	responsibleId: 7100002,
	sourceId: 100245,
	attributes: { Color: 'red' },
	dueAt: null,
	createdAt: '2026-01-05 10:00:00.000000+00:00',
	updatedAt: '2026-01-06 11:00:00.000000+00:00',
	...more,
});

/** PUT /deals/{id} as it leaves when nothing of the deal changes. */
export const whole = (more: IDataObject = {}): IDataObject => ({
	pipelineId: PIPELINE,
	stepId: STAGE,
	status: 1,
	name: 'Boat for Ann',
	price: 1200.5,
	currency: 'EUR',
	responsibleId: 7100002,
	sourceId: 100245,
	order: 3,
	...more,
});

export const stage = (id: number, name: string, order: number, more: IDataObject = {}) => ({
	id,
	pipelineId: PIPELINE,
	name,
	order,
	status: 1,
	color: '#0aa',
	addEndHours: null,
	notifyIn: '0',
	...more,
});

/** GET /pipelines/{id}/steps: not in their order, and with one that was deleted. */
export const stages = [
	stage(182304, 'Fair 2024', 1, { status: 0 }),
	stage(OFFER, 'Offer', 3),
	stage(182302, 'Contacted', 2),
	stage(STAGE, 'New', 1),
];

export const definitions = [
	{ id: 901, name: 'Color', type: 0, mandatory: false, options: [], status: 1 },
	{ id: 902, name: 'Seats', type: 1, mandatory: false, options: [], status: 1 },
];

/** What is looked up beside an operation's own requests. */
export function salesAside({ method, path }: Arrived): Answer | undefined {
	if (method !== 'GET') return undefined;
	if (path === '/user/info') return says({ locale: 'Europe/Kyiv' });
	if (path === `${BASE}/pipelines/${PIPELINE}/steps`) return gives(stages);
	return path === `${BASE}/pipelines/${PIPELINE}/attributes` ? gives(definitions) : undefined;
}

/** Requests as one line each, with what they carry. */
export const lines = (requests: Arrived[]) =>
	requests.map(({ method, path, body }) => [
		`${method} ${path.replace(BASE, '')}`,
		...(body === undefined ? [] : [body]),
	]);

/** What Preview Only shows of requests likewise. */
export const shown = (json: IDataObject[]) =>
	json.map(({ method, url, body }) => [
		`${String(method)} ${String(url).replace(`${HOST}${BASE}`, '')}`,
		...(body === undefined ? [] : [body]),
	]);

export const mapped = (value: IDataObject): IDataObject => ({
	mappingMode: 'defineBelow',
	value,
	schema: [],
});
