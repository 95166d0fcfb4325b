import type { Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import type { ApiRequest } from '../../engine/api/request';
import { asRecords } from '../../engine/run/outcome';
import { get } from '../product';
import { sentAtOf } from './campaignReport';
import { isEmailCampaign } from './emailCampaign';

/** What is known to work of `limit`. */
const PAGE = 100;
/** A page that is shorter than any that was ever seen to be cut off is the last. */
const SHORTEST_CUT = 10;
/** So many are enough for anybody's month. */
const MOST_PAGES = 10;

/** So many campaigns are looked at, the newest ones. */
export const MOST_CAMPAIGNS_READ = PAGE * MOST_PAGES;

/** What has been read of the list: campaigns of e-mail, SMS and Viber. */
export interface CampaignsSoFar {
	/** In the order in which they came. */
	rows: IDataObject[];
	/** By what they come, the highest first: by their dates, or by when they were made, as their numbers tell. */
	sortedBy: 'date' | 'id';
}

/** E-mail campaigns from the beginning of the list. */
export interface CampaignsRead {
	campaigns: IDataObject[];
	/** Whether there are more, which were not read because so many are looked at at most. */
	isCut: boolean;
}

/** When a campaign is or was sent, in milliseconds; NaN where that is not known. */
export const campaignTime = (row: IDataObject, zone: Zone | undefined) =>
	Date.parse(sentAtOf(row, zone) ?? '');

/**
 * The account's e-mail campaigns, the newest ones first, page after page, at most 1,000 of the list (ten requests).
 * No document promises the order of the list, and what its two orders mean is documented the wrong way round: so
 * whichever begins with the newest is taken.
 *
 * @param isEnough asked after each page; until then all is read
 * @throws ApiFailure where no order begins with the newest
 */
export async function readNewestCampaigns(
	ask: (request: ApiRequest) => Promise<unknown>,
	zone: Zone | undefined,
	isEnough: (read: CampaignsSoFar) => boolean,
): Promise<CampaignsRead> {
	const page = async (order?: string, offset = 0) => {
		const query = { limit: PAGE, offset, ...(order ? { order } : {}) };
		const answer = await ask({ ...get`/campaigns`, query });
		if (Array.isArray(answer)) return asRecords(answer);
		throw new ApiFailure('refused', 'SendPulse gave no list of campaigns.');
	};
	for (const order of [undefined, 'asc', 'desc']) {
		const rows = await page(order);
		let last = rows;
		for (let pages = 1; ; pages++) {
			const isWhole = last.length < SHORTEST_CUT;
			const sortedBy = orderOf(rows, zone);
			if (!sortedBy && !isWhole) break;
			const isCut = !isWhole && pages === MOST_PAGES;
			if (isWhole || isCut || (sortedBy && isEnough({ rows, sortedBy }))) {
				return { campaigns: rows.filter(isEmailCampaign), isCut };
			}
			last = await page(order, rows.length);
			rows.push(...last);
		}
	}
	throw new ApiFailure(
		'refused',
		'The list of campaigns comes in an order that this node does not know.',
	);
}

const descends = (values: number[]) =>
	values.every((value, index) => index === 0 || value <= values[index - 1]);

/**
 * By the numbers of the campaigns, which grow, or else by their dates; undefined for neither. Few, or equal ones,
 * tell nothing. Where both fall it may be either: one that was made long before its date can still be further back.
 */
function orderOf(
	rows: IDataObject[],
	zone: Zone | undefined,
): CampaignsSoFar['sortedBy'] | undefined {
	const ids = rows.filter(isEmailCampaign).map(({ id }) => Number(id));
	if (ids.length > 1 && descends(ids)) return 'id';
	const dates = rows.map((row) => campaignTime(row, zone));
	return dates[0] > dates[dates.length - 1] && descends(dates) ? 'date' : undefined;
}
