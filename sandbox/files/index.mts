import type { SandboxProduct } from '../product.mts';
import { fileOptions, type FileOptions } from './options.mts';
import { fileViews } from './page.mts';
import { fileControlRoutes } from './routes/control.mts';
import { FOLDER_PATHS, fileRoutes } from './routes/index.mts';
import { FileStore } from './store.mts';

/** What the account holds in its file manager. */
interface FileStores {
	readonly files: FileStore;
}

declare module '../state.mts' {
	interface SandboxState extends FileStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends FileOptions {}
}

/** A dot, as a picture. */
const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const CHANGED = Date.UTC(2025, 1, 3, 9);

/** The account's store of files. */
export const files: SandboxProduct<FileStores, FileOptions> = {
	title: 'Files',
	views: fileViews,
	options: fileOptions,
	stores: () => ({ files: new FileStore() }),
	seed({ files: store }) {
		store.makeFolder('/images/spring');
		store.makeFolder('/documents');
		const content = Buffer.from(DOT, 'base64');
		const picture = { content, mimeType: 'image/gif', changedAt: CHANGED };
		store.put({ ...picture, path: '/images/logo.gif' });
		store.put({ ...picture, path: '/images/spring/banner.gif', changedAt: CHANGED + 86_400_000 });
	},
	routes: fileRoutes,
	controlRoutes: fileControlRoutes,
	keepsSlashes: FOLDER_PATHS,
	figures: ({ state }) => ({ files: state.files.all().length }),
};
