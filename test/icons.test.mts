/** The icons of the nodes: one for each product, in both themes, drawn so that they can be told apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { projectRoot } from '../host/projectRoot.mts';

const ROOT = projectRoot();
const ICONS = join(ROOT, 'icons');

const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const iconsOf = n8n.nodes.map((built) => {
	const name = built.split('/').at(-2)!;
	const nodeClass = (
		require(join(ROOT, 'nodes', name, `${name}.node`)) as Record<string, new () => INodeType>
	)[name];
	const { light, dark } = new nodeClass().description.icon as { light: string; dark: string };
	return { name, light: basename(light), dark: basename(dark) };
});

test('a trigger has the icon of its node', () => {
	for (const { name, light } of iconsOf) {
		const node = iconsOf.find((other) => name === `${other.name}Trigger`);
		if (node) expect([name, light]).toEqual([name, node.light]);
	}
});

test('no two products share one, but for what is of the account as a whole', () => {
	const own = iconsOf.filter(({ name }) => !name.endsWith('Trigger')).map(({ light }) => light);
	expect(own).toEqual([...new Set(own)]);
});

test('each is there in both themes, square, and used', () => {
	const used = iconsOf.flatMap(({ light, dark }) => [light, dark]);
	expect(readdirSync(ICONS).sort()).toEqual([...new Set(used)].sort());
	for (const { light, dark } of iconsOf) {
		expect(dark).toBe(light.replace('.svg', '.dark.svg'));
		const drawings = [light, dark].map((file) => readFileSync(join(ICONS, file), 'utf8'));
		for (const drawing of drawings)
			expect(drawing).toContain('viewBox="0 0 60 60" width="60" height="60"');
		expect(drawings[0]).not.toBe(drawings[1]);
	}
});
