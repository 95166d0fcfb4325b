import type { Resource } from '../../../engine/run/catalogue';
import { remove } from './delete';
import { exists } from './exists';
import { getMany } from './getMany';
import { search } from './search';
import { upload } from './upload';

export const file: Resource = {
	option: { name: 'File', value: 'file', description: "Files in the account's file manager" },
	defaultOperation: 'upload',
	operations: [upload, exists, getMany, search, remove],
};
