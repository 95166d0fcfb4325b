import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from './packed.mts';

const GITHUB = join(ROOT, '.github');

interface Step {
	uses?: string;
	run?: string;
}
interface Job {
	permissions?: Record<string, string>;
	uses?: string;
	steps?: Step[];
	strategy?: { matrix: { include?: Array<{ script?: string; n8n?: string }> } };
}
interface WorkflowFile {
	on: Record<string, unknown>;
	jobs: Record<string, Job>;
}

const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const files = (folder: string) => readdirSync(join(GITHUB, folder));
const workflow = (name: string) =>
	parse(read('.github', 'workflows', name), { strict: true, uniqueKeys: true }) as WorkflowFile;
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const steps = ({ jobs }: WorkflowFile) => Object.values(jobs).flatMap((job) => job.steps ?? []);

describe.each(files('workflows'))('the GitHub workflow %s', (name) => {
	test('is YAML with jobs, each with steps or a workflow of ours', () => {
		const { on, jobs } = workflow(name);
		expect(on).toBeTruthy();
		for (const { uses, steps: own } of Object.values(jobs)) {
			if (uses) expect(existsSync(join(ROOT, uses))).toBe(true);
			else expect(own?.length).toBeGreaterThan(0);
		}
	});

	test('runs only scripts that there are', () => {
		const run = steps(workflow(name)).flatMap(({ run: text = '' }) =>
			[...text.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, script = '']) => script),
		);
		const ofMatrix = Object.values(workflow(name).jobs).flatMap(
			(job) => job.strategy?.matrix.include ?? [],
		);
		const named = [...run, ...ofMatrix.map(({ script = '' }) => script)];
		const known = ['config', 'install', 'publish', 'run', ...Object.keys(scripts)];
		expect(named.filter((script) => !known.includes(script))).toEqual([]);
		for (const { n8n = '' } of ofMatrix)
			expect(existsSync(join(ROOT, 'host', 'versions', n8n, 'package-lock.json'))).toBe(true);
	});
});

test('the newest and the oldest n8n are both tested', () => {
	const { include } = workflow('ci.yml').jobs['end-to-end']?.strategy?.matrix ?? {};
	expect(include?.map(({ n8n }) => n8n).sort()).toEqual(
		readdirSync(join(ROOT, 'host', 'versions')).sort(),
	);
});

test('a tag is published with provenance, by a job that may ask for it, after all of CI', () => {
	const { on, jobs } = workflow('publish.yml');
	expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
	expect(jobs.publish).toMatchObject({ needs: 'ci', permissions: { 'id-token': 'write' } });
	expect(steps(workflow('publish.yml')).at(-1)?.run).toContain('npm publish --provenance');
});

test('dependabot looks where manifests are', () => {
	const { updates } = parse(read('.github', 'dependabot.yml')) as {
		updates: Array<{ 'package-ecosystem': string; directory: string }>;
	};
	const folders = updates
		.filter((update) => update['package-ecosystem'] === 'npm')
		.map(({ directory }) => directory);
	expect(folders.filter((folder) => !existsSync(join(ROOT, folder, 'package.json')))).toEqual([]);
});

test.each(files('ISSUE_TEMPLATE').filter((name) => name !== 'config.yml'))(
	'the issue template %s asks something',
	(name) => {
		const template = parse(read('.github', 'ISSUE_TEMPLATE', name)) as Record<string, unknown>;
		expect(template).toMatchObject({
			name: expect.any(String),
			description: expect.any(String),
			body: expect.arrayContaining([expect.objectContaining({ type: 'textarea' })]),
		});
	},
);
