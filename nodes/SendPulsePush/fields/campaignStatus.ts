import type { Names } from '../../fields/statusName';

/** No document explains the numbers of push campaigns: none gets a word by guessing. */
export const CAMPAIGN_STATUS: Names = {};
