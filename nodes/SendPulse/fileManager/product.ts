import { byCodeOrStatus, codeText, UPGRADE } from '../../engine/api/codes';
import { nothing } from '../../engine/api/confirmed';
import { bare } from '../../engine/api/envelope';
import { inQuery } from '../../engine/api/pager';
import type { Product } from '../../engine/api/product';
import { requests } from '../../engine/api/request';

/** Its description has a single refusal: `{ "data": { "code": …, "message": … } }` with 404. */
const MEANINGS = {
	403: codeText('The account may not work with files', UPGRADE),
	404: codeText(
		'There is no such file or folder',
		"Check the path. Folders that are missing can be made: with the option 'Create Folder', or the resource Folder",
	),
};

/** The account's store of files (OpenAPI, FileManager): no product of its own, all others take files from it. */
export const fileManager: Product = {
	name: 'File manager',
	base: '/fm/public/v1',
	// A deletion is answered with 204.
	done: nothing,
	envelope: { ...bare, emptyIsDone: true },
	refusals: {
		textFor: byCodeOrStatus(MEANINGS),
		elementAtFault: () => false,
		gone: ({ status, own }) => status === 404 && own,
	},
	// None of its lists has pages.
	pager: inQuery('limit', 'offset'),
	largestBatch: 100,
};

export const { get, post, del } = requests(fileManager);
