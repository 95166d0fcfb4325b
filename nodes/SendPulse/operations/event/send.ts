import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { either, saysResult, saysSuccess } from '../../../engine/api/confirmed';
import { isLoopback } from '../../../engine/api/baseUrl';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { shown, type ItemParameters } from '../../../engine/parameters/parameters';
import type { ApiRequest } from '../../../engine/api/request';
import { email } from '../../../fields/email';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { post } from '../../product';

const fields: INodeProperties[] = [
	{
		displayName: 'Find Event By',
		name: 'sendTo',
		type: 'options',
		options: [
			{ name: 'Event Name', value: 'name', description: 'Found in SendPulse by its name' },
			{ name: 'Event URL', value: 'url', description: "The event's own address" },
		],
		default: 'name',
		description: 'How the event is found that starts the automation',
	},
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. registration',
		description: "Name of the event in SendPulse's events manager, where it must exist already",
		displayOptions: { show: { sendTo: ['name'] } },
	},
	{
		displayName: 'Event URL',
		name: 'eventUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://events.sendpulse.com/…',
		description: "Address from the POST raw tab of the event in SendPulse's events manager",
		displayOptions: { show: { sendTo: ['url'] } },
	},
	{
		...email,
		required: undefined,
		description: 'Address of the contact. An address or a phone number is needed.',
	},
	{ ...phone, description: 'Phone number of the contact, in international form' },
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How the variables of the event are given',
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add variable',
		default: {},
		description: 'Values for the messages of the automation',
		displayOptions: { show: { specifyVariables: ['fields'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. product_name',
						description: 'Name of the variable',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Value of the variable',
					},
				],
			},
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"products": [{"name": "Rose", "price": 3}]}',
		description:
			'Values for the messages of the automation as a JSON object, arrays such as products included',
		displayOptions: { show: { specifyVariables: ['json'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Automation ID',
				name: 'automationId',
				type: 'number',
				default: 0,
				description:
					'Starts only this automation. The number is in the address of its page in SendPulse, after "flow".',
			},
			defaultCountryCode,
		],
	},
];

/** What the node sends itself, and a variable must not replace. */
const RESERVED = ['email', 'phone', 'automation_id'];

function readVariables(item: ItemParameters): IDataObject {
	if (item.choice('specifyVariables', ['fields', 'json']) === 'json') {
		return withoutReserved(item, 'variablesJson', item.object('variablesJson'));
	}
	const values = new Map<string, IDataObject[string]>();
	for (const { name, value } of variableRows(item)) {
		const text = String(name ?? '').trim();
		if (text === '') item.fail('variables', 'has a variable without a name. Name it or remove it');
		if (values.has(text)) item.fail('variables', `has two variables named '${text}'. Remove one`);
		values.set(text, value);
	}
	return withoutReserved(item, 'variables', Object.fromEntries(values));
}

function variableRows(item: ItemParameters): IDataObject[] {
	const { variable } = (item.raw('variables') ?? {}) as { variable?: IDataObject[] };
	return Array.isArray(variable) ? variable : [];
}

function withoutReserved(item: ItemParameters, field: string, values: IDataObject): IDataObject {
	const taken = Object.keys(values).find((name) => RESERVED.includes(name.trim().toLowerCase()));
	if (taken !== undefined) {
		item.fail(field, `can't hold '${taken}', which has a field of its own. Enter it there`);
	}
	return values;
}

/** The address of an event that is found by its name, and needs the token for it. */
const BY_NAME = /\/events\/name\//;

/**
 * Contact data goes to SendPulse's events host and nowhere else (or to the host that the
 * credential names, for the sandbox), and encrypted unless that is this machine.
 */
function checkedEventUrl(item: ItemParameters): string {
	const text = item.text('eventUrl');
	const url = asUrl(text);
	if (!url) return item.fail('eventUrl', `is not an address: ${shown(text)}`);
	if (!isEventsHost(url, new URL(item.baseUrl)) || url.username || url.password) {
		item.fail(
			'eventUrl',
			"is not on SendPulse's events host, and contact data is sent nowhere else. Copy the address that begins with https://events.sendpulse.com from the POST raw tab of the event",
		);
	}
	if (BY_NAME.test(url.pathname)) {
		item.fail(
			'eventUrl',
			"is the address from the REST API POST tab. Copy that from the POST raw tab, or set 'Find Event By' to Event Name",
		);
	}
	url.hash = '';
	return url.href;
}

function isEventsHost(url: URL, own: URL): boolean {
	if (url.protocol === 'https:') return ['events.sendpulse.com', own.host].includes(url.host);
	return url.origin === own.origin && isLoopback(url.hostname);
}

function asUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Where the event goes, and the name to echo; its address is as good as a password. */
function target(item: ItemParameters): { request: ApiRequest; named: IDataObject } {
	if (item.choice('sendTo', ['name', 'url']) === 'url') {
		return { request: { ...post`/events`, address: checkedEventUrl(item) }, named: {} };
	}
	const eventName = item.text('eventName');
	return { request: post`/events/name/${eventName}`, named: { eventName } };
}

function readContact(item: ItemParameters): IDataObject {
	const contact: IDataObject = {};
	if (item.has('email')) contact.email = item.email('email');
	if (item.has('phone')) contact.phone = `+${readPhone(item)}`;
	if (Object.keys(contact).length === 0) {
		item.fail('email', "and 'Phone' are both empty. Enter at least one of them");
	}
	return contact;
}

/** "How to send events": with the token by name, or without it to the event's own URL. */
export const send = write({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send an event to start an automation',
		description:
			'Send an event with the data of a contact, which starts the automations that wait for it',
	},
	fields,
	prepare: (item) => {
		const { request, named } = target(item);
		const contact = readContact(item);
		const automation: IDataObject = item.options.has('automationId')
			? { automation_id: item.options.id('automationId') }
			: {};
		return {
			request: { ...request, body: { ...contact, ...readVariables(item), ...automation } },
			sent: { ...named, ...contact },
		};
	},
	// An event starts messages to a person.
	repeatable: false,
	// What an event's own URL answers is not documented.
	confirmed: either(saysResult, saysSuccess),
	request: ({ request }) => request,
	output: (_, { sent }) => succeeded(sent),
	counts: { noun: 'events', done: 'sent' },
});
