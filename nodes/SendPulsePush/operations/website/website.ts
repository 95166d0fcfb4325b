import type { ItemParameters } from '../../../engine/parameters/parameters';
import { websiteId } from '../../fields/websiteId';

/** What is read of one website. */
export const oneWebsite = {
	fields: [websiteId],
	prepare: (item: ItemParameters) => ({ websiteId: item.id('websiteId') }),
};
