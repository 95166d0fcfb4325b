import type { SandboxContext } from '../../context.mts';
import { code, tableSection } from '../../page/table.mts';

export function tagsSection({ state }: SandboxContext): string {
	const counts = new Map<number, number>();
	for (const { contacts } of state.lists.all()) {
		for (const { tags } of contacts.values())
			for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	}
	return tableSection({
		id: 'tags',
		title: 'Tags',
		columns: [
			{ name: 'Name' },
			{ name: 'ID' },
			{ name: 'Color' },
			{ name: 'Contacts', kind: 'number' },
		],
		rows: state.tags
			.all()
			.map(({ id, name, color }) => [name, code(id), code(color), counts.get(id) ?? 0]),
	});
}

export function blacklistSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'blacklist',
		title: 'Blacklist',
		empty: 'Nobody is on it.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Comment', kind: 'names' },
		],
		rows: state.blacklist.all().map(({ email, comment }) => [email, comment]),
	});
}
