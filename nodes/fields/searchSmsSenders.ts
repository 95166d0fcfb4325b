import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asRecords, elementsOf } from '../engine/run/outcome';
import { matching, pick } from '../engine/run/pickLists';
import { get } from '../SendPulseSms/product';

const ACTIVE = 1;

/** Sender names to pick from, each once, with its countries. The API gives them all at once. */
export async function searchSmsSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const countries = new Map<string, string[]>();
	for (const record of asRecords(elementsOf(await pick(this, get`/sms/senders`)))) {
		const name = String(record.sender);
		countries.set(name, [...(countries.get(name) ?? []), countryOf(record)]);
	}
	const entries = [...countries].map(([name, all]) => ({
		name: `${name} (${[...new Set(all)].join(', ')})`,
		value: name,
	}));
	return matching(entries, filter);
}

/** "UA", or "KZ: Rejected" where messages can't come from it. */
function countryOf({ country_code, country, status, status_explain }: IDataObject): string {
	const where = String(country_code || country);
	return Number(status) === ACTIVE ? where : `${where}: ${String(status_explain || status)}`;
}
