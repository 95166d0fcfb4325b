import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';
import { LATER, NOW, readSendDate, sendDate, sendDateZone } from '../../fields/sendDate';
import { readSmsSenderName } from '../../fields/smsSenderName';
import type { Priced } from './cost';
import { readRoutes, routes } from './routes';

export const text: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Your order is on its way',
	description:
		'The message. A part of it has 160 characters, or 70 where there are emoji or letters beyond the Latin ones.',
};

const TEST: INodePropertyOptions = {
	name: 'Test (Nothing Is Sent)',
	value: 'test',
	description: 'SendPulse forms and checks the campaign, charges nothing and sends nothing',
};

const onlyLater = { show: { sendMode: ['schedule'] } };

/** When it is sent, or not at all. */
export const timingFields = (initial: string): INodeProperties[] => [
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [LATER, NOW, TEST],
		default: initial,
		description: 'When the message is sent',
	},
	{ ...sendDate, required: true, displayOptions: onlyLater },
	{ ...sendDateZone, displayOptions: onlyLater },
];

/** For the collection `options`. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Link Protocol',
		name: 'linkProtocol',
		type: 'boolean',
		default: false,
		description: 'Whether tracked links begin with https:// in the message',
	},
	{
		displayName: 'Max Price',
		name: 'maxPrice',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: 1,
		description:
			"The most that the campaign may cost, in the account's currency. SendPulse is asked for the price first, and nothing is sent if it is higher. Input items that are sent in one request are one campaign.",
	},
	routes,
	{
		displayName: 'Track Links',
		name: 'trackLinks',
		type: 'boolean',
		default: false,
		description: 'Whether links are shortened, and SendPulse counts who follows them',
	},
	{
		displayName: 'Transliterate',
		name: 'transliterate',
		type: 'boolean',
		default: false,
		description:
			'Whether to write the message in Latin letters. The documents no longer have this: SendPulse may ignore it.',
	},
];

export interface Message {
	/** What its price depends on, but for who gets it. */
	priced: Pick<Priced, 'sender' | 'body' | 'route'>;
	/** The rest of the request. */
	circumstances: IDataObject;
	mode: string;
	maxPrice?: number;
}

function readMaxPrice(options: Values): { maxPrice?: number } {
	if (!options.has('maxPrice')) return {};
	const value = options.raw('maxPrice');
	const isWritten = typeof value === 'string' && /^\s*\d+([.]\d+)?\s*$/.test(value);
	const price = isWritten ? Number(value) : value;
	if (typeof price === 'number' && Number.isFinite(price) && price > 0) return { maxPrice: price };
	return options.fail('maxPrice', `has to be a number above 0, not ${shown(value)}`);
}

function readLinks(options: Values): IDataObject {
	const links: IDataObject = {};
	if (options.has('trackLinks')) links.stat_link_tracking = options.flag('trackLinks');
	if (options.has('linkProtocol')) links.stat_link_need_protocol = options.flag('linkProtocol');
	return links;
}

/** Bulk SMS API, "Create a campaign": what messages to numbers and to lists have in common. */
export async function readMessage(item: ItemParameters): Promise<Message> {
	const { options } = item;
	const mode = item.choice('sendMode', ['now', 'schedule', 'test']);
	const priced = {
		sender: readSmsSenderName(item),
		body: item.message('text'),
		...readRoutes(options),
	};
	const when = mode === 'schedule' ? await readSendDate(item) : undefined;
	return {
		priced,
		circumstances: {
			...(when ? { date: when.inAccount } : {}),
			...(mode === 'test' ? { emulate: true } : {}),
			...readLinks(options),
			// Of older clients: nobody knows whether it is still heard.
			...(options.flag('transliterate') ? { transliterate: 1 } : {}),
		},
		mode,
		...readMaxPrice(options),
	};
}

/** For the output, and beside it in words. */
export function tellTest({ mode }: Pick<Message, 'mode'>, item: ItemParameters): void {
	if (mode !== 'test') return;
	item.hint(
		'info',
		"This is a test: SendPulse forms the campaign, and nobody gets a message. Set 'Send' to Now or Later to send it.",
	);
}

export const testOutput = ({ mode }: Pick<Message, 'mode'>): IDataObject =>
	mode === 'test' ? { test: true } : {};
