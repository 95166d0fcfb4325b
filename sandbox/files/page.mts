import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { tableSection } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import type { StoredFile } from './store.mts';

const SHOWN = 100;

export const fileViews: readonly [View, ...View[]] = [{ name: 'files', title: 'Files', sections }];

const contentOf = (path: string) => `/sandbox/files/content?path=${encodeURIComponent(path)}`;

const renderDeletions = template<{ files: readonly StoredFile[] }>(`
<section aria-labelledby="file-hands">
<div class="title"><h2 id="file-hands">Somebody deletes a file</h2><span class="soft">in SendPulse itself</span></div>
<% if (it.files.length) { %><% for (const file of it.files) { %><form method="post" action="/sandbox/files/delete"><input type="hidden" name="path" value="<%= file.path %>"><button>Delete <%= file.path %></button></form><% } %><% } else { %><p class="soft">There is none.</p><% } %>
</section>
`);

function sections({ state, options }: SandboxContext): string[] {
	const { files, account } = state;
	const latest = files.all().slice(-SHOWN).reverse();
	return [
		tableSection({
			id: 'files',
			title: 'Files',
			note: `${files.bytes.toLocaleString('en-US')} of ${options.fileSpace.toLocaleString('en-US')} bytes`,
			empty: 'There are none.',
			columns: [
				{ name: 'File', kind: 'path' },
				{ name: 'Type' },
				{ name: 'Bytes', kind: 'number' },
				{ name: 'Changed', kind: 'date' },
			],
			rows: latest.map(({ path, mimeType, content, changedAt }) => [
				{ text: path, path: contentOf(path) },
				mimeType,
				content.length.toLocaleString('en-US'),
				accountDate(changedAt, account.profile.locale),
			]),
		}),
		tableSection({
			id: 'folders',
			title: 'Folders',
			columns: [
				{ name: 'Folder', kind: 'path' },
				{ name: 'Files', kind: 'number' },
			],
			rows: files.folders().map((path) => [path, files.filesIn(path).length]),
		}),
		renderDeletions({ files: latest.slice(0, 5) }),
	];
}
