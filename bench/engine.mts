// Measures the node in one real n8n against the sandbox, beside what a user would do without it: `npm run bench`.
// Prints Markdown tables on stdout and what it is doing on stderr. A benchmark, not a test: it always ends with 0.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

import type { Credential } from '../host/client.mts';
import {
	type Growth,
	GrowthMeter,
	growthRows,
	type Held,
	heldRows,
	WITHOUT_LEFTOVERS,
} from './growth.mts';
import { BenchStage, type Run } from './n8n.mts';
import { plainLoop, type PlainRequest } from './plainLoop.mts';
import type { Traffic } from './sandbox.mts';
import { milliseconds, ratio, seconds, table, verdict, whole } from './table.mts';
import {
	addContacts,
	BATCHING,
	contactRows,
	editFields,
	fewestRequests,
	getContact,
	httpAdd,
	httpGet,
	NODE,
	readContacts,
	spreadContacts,
	spreadRows,
	workflow,
} from './work.mts';

const { values: flags } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		growth: { type: 'boolean', default: false },
	},
});

/** What the API allows. */
const PER_SECOND = 10;
/** Span and wall time may exceed what the pace allows by this much. */
const SPAN_FACTOR = 1.15;
const GROWTH_FACTOR = 1.2;
const LATENCIES = [100, 400];

const sizes = flags.quick
	? {
			contacts: 500,
			list: 800,
			reads: 20,
			slow: 20,
			together: [300, 20],
			growth: [100, 500, 1_500] as [number, number, number],
			between: [300, 1_000],
		}
	: {
			contacts: 10_000,
			list: 20_000,
			reads: 1_000,
			slow: 500,
			together: [5_000, 100],
			growth: [1_000, 10_000, 100_000] as [number, number, number],
			between: [5_000, 50_000],
		};

const report = (line: string) => console.error(line);

const started = Date.now();
const stage = await BenchStage.open(report);
const { sandbox } = stage;
const { url: baseUrl } = await sandbox.ask('account');
let lists = 0;
const newList = async (contacts = 0) =>
	await sandbox.ask('createList', { name: `Benchmark ${++lists}`, contacts });

/** What a run of one node took. */
interface Measured {
	run: Run;
	/** Seconds of that node alone. */
	node: number;
	traffic: Traffic;
	hints: string[];
}

async function measure(
	what: string,
	latency: number,
	input: ReturnType<typeof workflow>,
	tokenLifetime?: number,
): Promise<Measured> {
	report(`${what} …`);
	await sandbox.ask('begin', { latency, tokenLifetime });
	const run = await stage.run(input);
	const traffic = await sandbox.ask('traffic');
	const execution = await stage.execution(run);
	if (!execution.succeeded) report(`  it ended with: ${execution.error?.message}`);
	return {
		run,
		node: execution.duration(NODE) / 1_000,
		traffic,
		hints: execution.hints(NODE),
	};
}

/** How long n8n itself takes to read the same expressions, in seconds. */
async function expressionTime(fields: string[], items: Array<Record<string, unknown>>) {
	const { node } = await measure(
		`Edit Fields: ${whole(items.length)} items, ${fields.length} expressions`,
		0,
		workflow(editFields(fields), items),
	);
	return node;
}

interface SpeedTarget {
	work: string;
	latency: number;
	items: number;
	/** Requests that are enough. */
	enough: number;
	/** Seconds that n8n needs to read the expressions. */
	expressions: number;
}

const speed: string[][] = [];

function noteSpeed(
	{ work, latency, items, enough, expressions }: SpeedTarget,
	{ run, node, traffic }: Measured,
	also: Record<string, boolean> = {},
) {
	const floor = traffic.requests / PER_SECOND;
	speed.push([
		work,
		`${latency} ms`,
		whole(traffic.requests),
		whole(traffic.refused),
		whole(traffic.tokenFetches),
		seconds(traffic.span),
		seconds(floor),
		ratio(traffic.span / floor),
		seconds(node),
		seconds(expressions),
		milliseconds(run.cpu / items),
		verdict({
			requests: traffic.requests <= enough,
			refused: traffic.refused === 0,
			span: traffic.span <= SPAN_FACTOR * floor,
			wall: node <= SPAN_FACTOR * floor + expressions,
			'n8n failed': run.status === 'success',
			...also,
		}),
	]);
}

/** Processor time for each item, by the way it was sent. */
const ways: Array<{ work: 'add' | 'get'; row: string[]; cpu: number; ours: boolean }> = [];

function noteWay(
	work: 'add' | 'get',
	way: string,
	latency: number,
	items: number,
	{ traffic, cpu, wall }: { traffic: Traffic; cpu: number; wall: number },
	ours = false,
) {
	const served = traffic.requests - traffic.failed;
	ways.push({
		work,
		ours,
		cpu: cpu / items,
		row: [
			work === 'add' ? 'add contacts' : 'get single contacts',
			way,
			`${latency} ms`,
			whole(items),
			whole(traffic.requests),
			whole(traffic.refused),
			whole(traffic.tokenFetches),
			ours || traffic.failed === 0 ? 'all' : `${whole(served)} requests`,
			milliseconds(wall / items),
			milliseconds(cpu / items),
		],
	});
}

async function ourWays(credential: Credential, latency: number, expressions: ExpressionTimes) {
	const at = `latency ${latency} ms`;
	const contacts = contactRows(sizes.contacts);
	const added = await measure(
		`${whole(sizes.contacts)} contacts to one list, ${at}`,
		latency,
		workflow(addContacts(credential, await newList()), contacts),
	);
	report(`  ${added.hints.join('; ')}`);
	noteSpeed(
		{
			work: `add ${whole(sizes.contacts)} contacts to one list`,
			latency,
			items: sizes.contacts,
			enough: Math.ceil(sizes.contacts / 100) + 2,
			expressions: expressions.add,
		},
		added,
	);
	noteWay('add', 'SendPulse node', latency, sizes.contacts, way(added), true);

	const spread = spreadRows(
		sizes.contacts,
		await Promise.all(Array.from({ length: 4 }, () => newList())),
	);
	noteSpeed(
		{
			work: `add ${whole(sizes.contacts)} contacts to 4 lists, 2 settings of an option`,
			latency,
			items: sizes.contacts,
			enough: fewestRequests(spread) + 2,
			expressions: expressions.spread,
		},
		await measure(
			`${whole(sizes.contacts)} contacts to several lists, ${at}`,
			latency,
			workflow(spreadContacts(credential), spread),
		),
	);

	const large = await newList(sizes.list);
	noteSpeed(
		{
			work: `read a list of ${whole(sizes.list)} (Return All)`,
			latency,
			items: sizes.list,
			enough: Math.ceil(sizes.list / 100) + 4,
			expressions: 0,
		},
		await measure(
			`a list of ${whole(sizes.list)}, ${at}`,
			latency,
			workflow(readContacts(credential, large), [{}]),
		),
	);

	const read = await measure(
		`${whole(sizes.reads)} single reads, ${at}`,
		latency,
		workflow(getContact(credential, large), contactRows(sizes.reads)),
	);
	noteSpeed(
		{
			work: `${whole(sizes.reads)} single reads (contact get)`,
			latency,
			items: sizes.reads,
			enough: sizes.reads,
			expressions: expressions.get,
		},
		read,
	);
	noteWay('get', 'SendPulse node', latency, sizes.reads, way(read), true);

	await together(latency);
}

const way = ({ traffic, run, node }: Measured) => ({ traffic, cpu: run.cpu, wall: node });

/** Two workflows on one account that has no token yet. */
async function together(latency: number) {
	const [many = 0, few = 0] = sizes.together;
	const work = `two workflows at once: add ${whole(many)} contacts, ${whole(few)} single reads`;
	report(`${work}, latency ${latency} ms …`);
	const list = await newList(few);
	const credential = await stage.credential('Benchmark, two at once');
	await sandbox.ask('begin', { latency });
	const runs = await stage.runAll([
		workflow(addContacts(credential, list), contactRows(many)),
		workflow(getContact(credential, list), contactRows(few)),
	]);
	const traffic = await sandbox.ask('traffic');
	const floor = traffic.requests / PER_SECOND;
	speed.push([
		work,
		`${latency} ms`,
		whole(traffic.requests),
		whole(traffic.refused),
		whole(traffic.tokenFetches),
		seconds(traffic.span),
		seconds(floor),
		ratio(traffic.span / floor),
		seconds(Math.max(...runs.map(({ wall }) => wall))),
		'–',
		milliseconds((runs[0]?.cpu ?? 0) / (many + few)),
		verdict({
			refused: traffic.refused === 0,
			'within the limit': traffic.mostInASecond <= PER_SECOND,
			'one token': traffic.tokenFetches === 1,
			'n8n failed': runs.every(({ status }) => status === 'success'),
		}),
	]);
}

async function otherWays(credential: Credential, latency: number) {
	const rows = contactRows(sizes.slow);
	const list = await newList(sizes.slow);
	for (const [work, node, name] of [
		['add', httpAdd(credential, baseUrl, await newList()), 'HTTP Request node'],
		[
			'add',
			httpAdd(credential, baseUrl, await newList(), BATCHING),
			'HTTP Request node, Batching 10 each s',
		],
		['get', httpGet(credential, baseUrl, list), 'HTTP Request node'],
		['get', httpGet(credential, baseUrl, list, BATCHING), 'HTTP Request node, Batching 10 each s'],
	] as const) {
		const measured = await measure(
			`${name}, ${work}, latency ${latency} ms`,
			latency,
			workflow(node, rows),
		);
		noteWay(work, name, latency, sizes.slow, way(measured));
	}
}

/** The same requests as the node's, by a loop that does nothing else. */
async function floorWays(latency: number) {
	const list = await newList();
	const rows = contactRows(sizes.contacts);
	const additions: PlainRequest[] = [];
	for (let from = 0; from < rows.length; from += 100) {
		const emails = rows
			.slice(from, from + 100)
			.map(({ email, ...variables }) => ({ email, variables }));
		additions.push({ method: 'POST', path: `/addressbooks/${list}/emails`, body: { emails } });
	}
	const reads = contactRows(Math.min(sizes.reads, 100)).map(
		({ email }): PlainRequest => ({ method: 'GET', path: `/addressbooks/${list}/emails/${email}` }),
	);
	for (const [work, requests, items] of [
		['add', additions, rows.length],
		['get', reads, reads.length],
	] as const) {
		report(`A plain loop, ${work}, latency ${latency} ms …`);
		await sandbox.ask('begin', { latency });
		const from = Date.now();
		const cpu = await plainLoop(await sandbox.ask('account'), requests);
		const wall = (Date.now() - from) / 1_000;
		noteWay(work, 'plain undici loop', latency, items, {
			traffic: await sandbox.ask('traffic'),
			cpu,
			wall,
		});
	}
}

interface ExpressionTimes {
	add: number;
	spread: number;
	get: number;
}

async function expressionTimes(): Promise<ExpressionTimes> {
	const names = ['email', 'name', 'company', 'visits'];
	return {
		add: await expressionTime(names, contactRows(sizes.contacts)),
		spread: await expressionTime(
			[...names, 'list', 'keep'],
			spreadRows(sizes.contacts, [1, 2, 3, 4]),
		),
		get: await expressionTime(['email'], contactRows(sizes.reads)),
	};
}

/** One token for each span in which it can be used. */
async function renewals(): Promise<string[]> {
	const reads = flags.quick ? 60 : 100;
	// SendPulse's hour, shortened: a token that lives 10 s is used for 5.
	const life = flags.quick ? 4 : 10;
	const list = await newList(reads);
	const credential = await stage.credential('Benchmark, tokens');
	const { traffic } = await measure(
		`${whole(reads)} reads with tokens that end`,
		100,
		workflow(getContact(credential, list), contactRows(reads)),
		life,
	);
	const most = Math.ceil(traffic.span / (life / 2)) + 1;
	return [
		`${whole(reads)} single reads, tokens used for ${life / 2} s each`,
		whole(traffic.tokenFetches),
		`${whole(most)} at most`,
		verdict({ tokens: traffic.tokenFetches <= most, 'none rejected': traffic.failed === 0 }),
	];
}

const growthMeter = async () =>
	new GrowthMeter(stage, await stage.credential('Benchmark, growth'), report);

/** All that is measured in the first n8n, but for what `speed` and `ways` note. */
async function measureAll() {
	if (flags.growth) return { growth: await (await growthMeter()).growth(sizes.growth) };
	const credential = await stage.credential('Benchmark');
	// n8n loads and compiles much at its first run of a node.
	await measure(
		'Warming up',
		0,
		workflow(addContacts(credential, await newList()), contactRows(300)),
	);
	const expressions = await expressionTimes();
	for (const latency of LATENCIES) await ourWays(credential, latency, expressions);
	await otherWays(credential, LATENCIES[0] ?? 0);
	for (const latency of LATENCIES) await floorWays(latency);
	const renewal = await renewals();
	return { renewal, growth: await (await growthMeter()).growth(sizes.growth) };
}

/** In an n8n of its own, in which nothing but the contacts grows. */
async function held(): Promise<Held[]> {
	const other = await BenchStage.open(report, WITHOUT_LEFTOVERS);
	try {
		const meter = new GrowthMeter(other, await other.credential('Benchmark, growth'), report);
		const all = [...sizes.growth, ...sizes.between].sort((one, other) => one - other);
		return await meter.held(all, sizes.growth[1]);
	} finally {
		await other.close();
	}
}

const measured = await measureAll().finally(async () => await stage.close());
print(measured.renewal, measured.growth, await held());

function print(renewal: string[] | undefined, growth: Growth[], held: Held[]) {
	const [cpu] = cpus();
	const small = flags.quick ? ', small sizes (--quick): only to see that it runs' : '';
	const parts = [
		`n8n ${stage.n8n.install.version}, ${cpus().length} × ${cpu?.model.trim()}, ${Math.round((Date.now() - started) / 1_000)} s in all${small}`,
		...(renewal
			? [...speedParts(), ...growthParts(growth, held), ...tokenParts(renewal)]
			: growthParts(growth, held)),
	];
	console.log(parts.join('\n\n'));
}

function speedParts(): string[] {
	const least = (work: 'add' | 'get') =>
		Math.min(
			...ways
				.filter((one) => one.work === work && !one.ours && one.row[1]?.startsWith('HTTP'))
				.map((one) => one.cpu),
		);
	return [
		'## Speed',
		table(
			[
				'work',
				'latency',
				'requests',
				'refused',
				'tokens fetched',
				'first to last request',
				'floor',
				'ratio',
				'wall',
				'Edit Fields',
				'CPU per item',
				'target',
			],
			speed,
		),
		'## Side by side',
		table(
			[
				'work',
				'way',
				'latency',
				'items',
				'requests',
				'refused',
				'tokens fetched',
				'served',
				'wall per item',
				'CPU per item',
				"CPU at most the HTTP Request node's",
			],
			ways.map(({ work, row, cpu: own, ours }) => [
				...row,
				ours ? verdict({ cpu: own <= least(work) }) : '–',
			]),
		),
	];
}

function growthParts(growth: Growth[], held: Held[]): string[] {
	return [
		'## Growth',
		table(
			[
				'contacts added',
				'CPU per further item',
				'ratio',
				'memory per further item',
				'ratio',
				"without n8n's own",
				'ratio',
				'target',
			],
			growthRows({ steps: sizes.growth, factor: GROWTH_FACTOR }, growth, held),
		),
		table(
			[
				'contacts',
				'memory while they are added',
				'while n8n holds them',
				'difference per item',
				"with n8n's default expression engine",
			],
			heldRows(held, growth),
		),
	];
}

function tokenParts(renewal: string[]): string[] {
	return ['## Tokens', table(['work', 'fetched', 'allowed', 'target'], [renewal])];
}
