/** Records of pop-ups, as their OpenAPI description has them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf, says, type Answer } from '../api.mts';

export const popupOperation = operationOf('SendPulsePopup');

export const BASE = '/v2/pop-ups/public/api';
export const PROJECT = '7803a6ea-4b32-44d7-a245-5cda4e4f2034';
export const POPUP = 'af1b0e2a-bff9-4d09-a7d9-99d61d2b4310';
export const SUBSCRIBER = 50211;

export const result = (data: unknown, more: IDataObject = {}): Answer =>
	says({ result: true, data, ...more });

/** A page of a list. */
export const page = (data: unknown[], total = data.length): Answer =>
	result(data, { pageInfo: { total, offset: 0, first: 100, arguments: {} } });

/** A refusal: status 400 and texts by field, or 404 likewise. */
export const refusesFields = (errors: Record<string, string>, status = 400): Answer => ({
	status,
	body: { result: false, errors },
});

export const project = (more: IDataObject = {}): IDataObject => ({
	id: PROJECT,
	name: 'Flower shop',
	urls: ['https://shop.example'],
	domains: ['shop.example'],
	integrationCode: '<script src="https://cdn.example/x.js"></script>',
	updatedAt: '2023-08-07T20:14:15.000Z',
	createdAt: '2023-08-07T20:14:15.000Z',
	...more,
});

const statistic = {
	peopleReached: 40,
	engagements: 13,
	subscriptions: 7,
	formEngagements: 7,
	wereClosed: 20,
};

export const popup = (more: IDataObject = {}): IDataObject => ({
	id: POPUP,
	widgetId: PROJECT,
	isEnabled: true,
	type: 2,
	style: 1,
	position: 8,
	text: 'Leave your address',
	name: 'Newsletter',
	color: '#009fc1',
	image: { url: 'https://shop.example/a.jpg', position: 3 },
	video: { url: '', format: 1, playbackType: 2 },
	containsNPS: false,
	statistic,
	preview: 'https://shop.example/p.png',
	abtest: {},
	updatedAt: '2023-08-07T20:14:15.000Z',
	createdAt: '2023-08-07T20:14:15.000Z',
	...more,
});

/** With words behind its numbers, each in its place. */
export function named(record: IDataObject): IDataObject {
	return {
		...record,
		typeName: 'Modal Window',
		styleName: 'White',
		positionName: 'Center',
	};
}

export const subscriber = (more: IDataObject = {}): IDataObject => ({
	id: SUBSCRIBER,
	clientId: 'c50211',
	name: 'Anna',
	projectId: PROJECT,
	popupId: POPUP,
	gender: 2,
	email: 'anna@mail.example',
	city: 'Berlin',
	phone: '4915112345601',
	createdAt: '2025-06-12T09:00:00.000Z',
	updatedAt: '2025-06-12T09:00:00.000Z',
	...more,
});
