import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { ApiFailure } from '../../engine/api/failures';
import type { ApiRequest } from '../../engine/api/request';
import { InputProblem } from '../../engine/api/inputProblem';
import { asRecords } from '../../engine/run/outcome';
import { get } from '../product';
import type { Route } from './routes';

/** What a message costs depends on: its text, its sender, its ways, and who gets it. */
export interface Priced {
	sender: string;
	body: string;
	route?: Route;
	addressBookId?: number;
	phones?: string[];
}

export interface Price {
	price: number;
	currency: IDataObject[string];
}

/** So many phone numbers in one address: much longer ones do not arrive everywhere. */
const NUMBERS_AT_ONCE = 200;

/** The question in parts. */
export function inParts({ phones, ...rest }: Priced): Priced[] {
	if (!phones) return [rest];
	const parts: Priced[] = [];
	for (let from = 0; from < phones.length; from += NUMBERS_AT_ONCE) {
		parts.push({ ...rest, phones: phones.slice(from, from + NUMBERS_AT_ONCE) });
	}
	return parts;
}

/**
 * Bulk SMS API, "Calculate the campaign cost". How numbers and ways are written no document says: as the
 * vendor's newest client for PHP writes them (`phones[]=…`, `route[UA]=…`).
 */
export const costRequest = (priced: Priced): ApiRequest => ({
	...get`/sms/campaigns/cost`,
	query: { ...priced },
});

/** What other clients of the vendor send: the same as JSON texts. */
export const costRequestInJson = ({ phones, route, ...rest }: Priced): ApiRequest => ({
	...get`/sms/campaigns/cost`,
	query: {
		...rest,
		...(phones ? { phones: JSON.stringify(phones) } : {}),
		...(route ? { route: JSON.stringify(route) } : {}),
	},
});

/** Whether SendPulse says that it has seen no numbers in the question (an issue of a client of the vendor). */
export const sawNoNumbers = ({ words }: ApiFailure): boolean =>
	/address book or phone list must be specified/i.test(words);

/** @throws ApiFailure for an answer without a price */
export function priceIn(answer: unknown): Price {
	const [record] = asRecords(answer);
	const { price, currency } = record ?? {};
	const number = typeof price === 'string' && price.trim() === '' ? NaN : Number(price ?? NaN);
	if (Number.isFinite(number)) return { price: number, currency };
	throw new ApiFailure('refused', 'SendPulse did not tell the price.');
}

/** Prices have a few decimals, and sums of such numbers more of them. */
export const sumOf = (prices: Price[]): Price => ({
	price: Math.round(prices.reduce((sum, { price }) => sum + price, 0) * 1e6) / 1e6,
	currency: prices[0]?.currency,
});

async function ask(client: Client, priced: Priced): Promise<Price> {
	const answer = client.send(costRequest(priced)).catch(async (error: unknown) => {
		if (!(error instanceof ApiFailure) || !priced.phones || !sawNoNumbers(error)) throw error;
		return await client.send(costRequestInJson(priced));
	});
	return priceIn(await answer);
}

/** What it would cost. */
export const priceOf = async (client: Client, parts: Priced[]): Promise<Price> =>
	sumOf(await Promise.all(parts.map(async (part) => await ask(client, part))));

/** @throws InputProblem where it costs more than the user wants to pay */
export async function refuseAbove(maxPrice: number, client: Client, priced: Priced): Promise<void> {
	const { price, currency } = await priceOf(client, inParts(priced));
	if (price <= maxPrice) return;
	const unit = typeof currency === 'string' ? ` ${currency}` : '';
	throw new InputProblem(
		`This would cost ${price}${unit}, more than 'Max Price' allows (${maxPrice}).`,
	);
}
