import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import { withOptions } from '../../../engine/run/commonFields';
import { read } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { defaultCountryCode } from '../../../fields/phone';
import { get as GET } from '../../product';
import { namedBy, readListedNumber } from './listedNumbers';

/** PHP writes "none" as an empty list. */
const asObject = (value: unknown) => (isRecord(value) ? (value as IDataObject) : {});

/** Bulk SMS API, "Get information about a phone number". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a phone number',
		description: 'Get the status and the variables of a phone number of a mailing list',
	},
	fields: withOptions(namedBy, [defaultCountryCode]),
	prepare: readListedNumber,
	request: ({ mailingListId, phone }) => GET`/sms/numbers/info/${mailingListId}/${phone}`,
	output: (body, { mailingListId, phone }) => {
		const record = elementsOf(body).find((one) => isRecord(one) && 'status' in one);
		if (!isRecord(record)) {
			throw new ApiFailure(
				'refused',
				'The mailing list has no such phone number. Check the number and the mailing list.',
			);
		}
		const { status, variables, added, ...more } = record as IDataObject;
		return { phone, mailingListId, status, variables: asObject(variables), added, ...more };
	},
});
