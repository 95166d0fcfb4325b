import { either, has } from '../../engine/api/confirmed';
import type { ApiRequest } from '../../engine/api/request';
import { get } from '../product';

/**
 * Bulk Email Service API, "Get the cost of a campaign carried by mailing list". `"result": false` says here that
 * there is not enough money.
 */
export const listCost = (mailingListId: number): ApiRequest => ({
	...get`/addressbooks/${mailingListId}/cost`,
	isResult: either(has('cur'), has('sent_emails_qty')),
});
