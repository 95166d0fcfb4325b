import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { get } from '../../fileManager/product';

/** OpenAPI, FileManager: GET /directory/size, in megabytes. */
export const getUsage = read({
	option: {
		name: 'Get Usage',
		value: 'getUsage',
		action: 'Get how much space is used',
		description:
			'Get how many files and folders there are, and how much of the space is used, in MB',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/directory/size`,
	output: (body) => {
		if (!isRecord(body) || !('usedSpace' in body)) throw new TypeError('There are no figures');
		const { usedSpace, tariffStorageSpace } = body;
		const share = (100 * Number(usedSpace)) / Number(tariffStorageSpace);
		const usedPercent = Number.isFinite(share) ? Math.round(100 * share) / 100 : null;
		return { ...(body as IDataObject), usedPercent };
	},
});
