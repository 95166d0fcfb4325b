import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../engine/api/inputProblem';
import type { ItemParameters } from '../engine/parameters/parameters';
import { get } from '../SendPulse/product';

/**
 * The time zone of the SendPulse account, in which the API reads and writes all dates; asked for once a
 * run. `locale` is an IANA name, `time_zone` a number of hours (REST API introduction).
 *
 * @param remedy what else the user can do where SendPulse does not tell, the end of a sentence
 */
export async function accountZone(item: ItemParameters, remedy: string): Promise<Zone> {
	const zone = await toldZone(item);
	if (zone) return zone;
	throw new InputProblem(
		`SendPulse does not tell the account's time zone. Set it in SendPulse (Account settings), or ${remedy}.`,
	);
}

/** Likewise; undefined where SendPulse does not tell it. */
export async function toldZone(item: ItemParameters): Promise<Zone | undefined> {
	const user = await item.lookUp(
		'the account',
		async (client) => (await client.send(get`/user/info`)) as IDataObject,
	);
	return zoneOf(user);
}

/** The account's time zone, in the answer to `GET /user/info`; undefined where it does not tell. */
export function zoneOf({ locale, time_zone: hours }: IDataObject): Zone | undefined {
	if (typeof locale === 'string' && IANAZone.isValidZone(locale)) return IANAZone.create(locale);
	const offset = /^[+-]?\d+(\.\d+)?$/.test(String(hours)) ? Number(hours) : Infinity;
	return Math.abs(offset) <= 14 ? FixedOffsetZone.instance(Math.round(offset * 60)) : undefined;
}
