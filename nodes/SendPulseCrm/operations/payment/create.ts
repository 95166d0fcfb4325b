import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { contactId, readContactId } from '../../fields/contactId';
import { recordIn } from '../../fields/contactRecord';
import { dealId, readDealId } from '../../fields/dealId';
import { currency, readCurrency } from '../../fields/money';
import { givesRecord } from '../../fields/records';
import { post } from '../../product';

const paymentOf: INodeProperties = {
	displayName: 'Payment Of',
	name: 'paymentOf',
	type: 'options',
	options: [
		{ name: 'Contact', value: 'contact' },
		{ name: 'Deal', value: 'deal' },
	],
	default: 'deal',
	description: 'What the payment belongs to',
};

/** CRM API, "Create payment": the amount is a whole number, of which no document tells the unit. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a payment',
		description: 'Create a payment by hand, for a deal or a contact',
	},
	fields: [
		paymentOf,
		{ ...dealId, displayOptions: { show: { paymentOf: ['deal'] } } },
		{ ...contactId, displayOptions: { show: { paymentOf: ['contact'] } } },
		{
			displayName: 'Price',
			name: 'price',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			required: true,
			description: 'The amount. SendPulse takes whole numbers only.',
		},
		{ ...currency, required: true },
		{
			...optionsField,
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Order 100245',
					description: 'What it is paid for',
				},
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const of =
			item.choice('paymentOf', ['deal', 'contact']) === 'deal'
				? { dealId: await readDealId(item) }
				: { contactId: await readContactId(item) };
		return {
			of,
			body: {
				...of,
				price: item.whole('price', 1, Infinity),
				currency: readCurrency(item),
				...(options.has('description') ? { description: options.text('description') } : {}),
			},
		};
	},
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Payment",
	concerns: ({ of }) => JSON.stringify(of),
	confirmed: givesRecord,
	request: ({ body }) => ({ ...post`/payments`, body }),
	output: (body, { of }) => ({ ...recordIn(body), ...of }),
	counts: { noun: 'payments', done: 'created' },
});
