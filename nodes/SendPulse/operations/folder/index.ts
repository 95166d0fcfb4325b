import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { getContents } from './getContents';
import { getTree } from './getTree';
import { getUsage } from './getUsage';

export const folder: Resource = {
	option: { name: 'Folder', value: 'folder', description: "Folders of the account's file manager" },
	defaultOperation: 'getContents',
	operations: [create, getContents, getTree, getUsage],
};
