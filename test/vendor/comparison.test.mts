/** The comparison with SendPulse's own package, held against what the nodes can do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_NODES } from '../actionNodes.mts';
import { comparisonPage, COUNTERPARTS, VENDOR_VERSION } from './operations.mts';

const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');
const squeezed = (text: string) => text.replace(/[ \t]+/g, ' ').replace(/-{2,}/g, '-');
const nameOf = (node: string) => ACTION_NODES[node]!.nodeType.description.displayName;

/** By node and resource, counted in the source of its version 0.0.3. */
const THERE: Record<string, number> = {
	'Email · mailingList': 3,
	'Email · email': 1,
	'Email · campaign': 3,
	'Smtp · email': 3,
	'Sms · phoneNumber': 1,
	'Sms · campaign': 1,
	'Verifier · mailingList': 3,
	'Chatbots · bot': 1,
	'Chatbots · dialog': 1,
	'Chatbots · contact': 2,
	'Chatbots · flow': 1,
	'Crm · contact': 4,
	'Crm · deal': 3,
	'Crm · pipeline': 3,
	'A360 · flow': 2,
	'FileManager · file': 1,
	'PopUps · project': 1,
	'PopUps · popUp': 1,
	'WebPush · website': 2,
	'WebPush · campaign': 1,
};

test('all of theirs are in the list, once', () => {
	const all = COUNTERPARTS.map(({ vendor }) => vendor);
	expect(new Set(all).size).toBe(all.length);
	const counted: Record<string, number> = {};
	for (const vendor of all) {
		const resource = vendor.split(' · ').slice(0, 2).join(' · ');
		counted[resource] = (counted[resource] ?? 0) + 1;
	}
	expect(counted).toEqual(THERE);
});

test('each has operations here that there are', () => {
	const missing = COUNTERPARTS.flatMap(({ vendor, node, ours }) => {
		const operations = (ACTION_NODES[node]?.resources ?? []).flatMap((resource) =>
			resource.operations.map(
				({ option }) => `${String(resource.option.value)}.${String(option.value)}`,
			),
		);
		return [
			...(ours.length === 0 ? [`${vendor}: nothing`] : []),
			...ours.filter((name) => !operations.includes(name)).map((name) => `${vendor}: ${name}`),
		];
	});
	expect(missing).toEqual([]);
});

test('the page is the list, and the README leads to it', () => {
	expect(squeezed(read('docs/comparison.md'))).toBe(squeezed(comparisonPage(nameOf)));
	expect(read('README.md')).toContain('(docs/comparison.md)');
	expect(read('README.md')).toContain(`the vendor's ${VENDOR_VERSION}`);
});
