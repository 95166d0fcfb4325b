import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { theRecord } from '../../../engine/run/outcome';
import { get } from '../../product';

/** The plan, with how many views of pop-ups it has beside where the API keeps that. */
function planOf(record: IDataObject): IDataObject {
	const options = isRecord(record.options) ? record.options : {};
	const { amount, amountLeft, currentAmount } = isRecord(options.views) ? options.views : {};
	return { ...record, viewsAmount: amount, viewsLeft: amountLeft, viewsUsed: currentAmount };
}

/** Pop-Ups API, "Get info about user tariff plan". */
export const getLimits = read({
	option: {
		name: 'Get Limits',
		value: 'getLimits',
		action: 'Get the limits of the account',
		description: 'Get the plan for pop-ups, with how many views are left',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/tariff/limits`,
	output: (body) => planOf(theRecord(body, 'Look in SendPulse which plan the account has.')),
});
