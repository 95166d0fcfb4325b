import { optionsField } from '../../../engine/run/commonFields';
import { read } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode } from '../../../fields/phone';
import { phones, readPhones } from '../../../fields/phones';
import { readSmsSenderName, smsSenderName } from '../../../fields/smsSenderName';
import {
	costRequest,
	costRequestInJson,
	inParts,
	priceIn,
	priceOf,
	sawNoNumbers,
	sumOf,
	type Priced,
} from '../../fields/cost';
import { text } from '../../fields/message';
import { readRoutes, routes } from '../../fields/routes';

function readRecipients(item: ItemParameters): Pick<Priced, 'addressBookId' | 'phones'> {
	return item.choice('recipients', ['mailingList', 'phones']) === 'phones'
		? { phones: readPhones(item) }
		: { addressBookId: item.id('mailingListId') };
}

/** Bulk SMS API, "Calculate the campaign cost". */
export const getCost = read({
	option: {
		name: 'Get Cost',
		value: 'getCost',
		action: 'Get the cost of a campaign',
		description: 'Get what a text message to a mailing list or to phone numbers would cost',
	},
	fields: [
		{
			displayName: 'Recipients',
			name: 'recipients',
			type: 'options',
			options: [
				{ name: 'Mailing List', value: 'mailingList' },
				{ name: 'Phone Numbers', value: 'phones' },
			],
			default: 'mailingList',
			description: 'Who would get the message',
		},
		{ ...mailingListId, displayOptions: { show: { recipients: ['mailingList'] } } },
		{ ...phones, displayOptions: { show: { recipients: ['phones'] } } },
		smsSenderName,
		text,
		{ ...optionsField, options: [defaultCountryCode, routes] },
	],
	prepare: async (item) => {
		const priced: Priced = {
			sender: readSmsSenderName(item),
			body: item.message('text'),
			...readRoutes(item.options),
			...readRecipients(item),
		};
		const [first, ...others] = inParts(priced);
		// More numbers than one address holds.
		const rest =
			others.length === 0
				? []
				: [
						await item.lookUp(
							`price of ${JSON.stringify(others)}`,
							async (client) => await priceOf(client, others),
						),
					];
		return { asked: first, rest };
	},
	request: ({ asked }) => costRequest(asked),
	otherwise: ({ asked }, failure) =>
		asked.phones && sawNoNumbers(failure) ? costRequestInJson(asked) : undefined,
	output: (answer, { rest }) => ({ ...sumOf([priceIn(answer), ...rest]) }),
});
