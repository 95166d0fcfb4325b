import { setTimeout as wait } from 'node:timers/promises';

import type { Credential } from '../host/client.mts';
import { median } from './median.mts';
import type { BenchStage } from './n8n.mts';
import { kilobytes, megabytes, milliseconds, ratio, verdict, whole } from './table.mts';
import { addAddresses, addOne, contactRows, workflow } from './work.mts';

const LATENCY_MS = 100;
/** By so long after the last request all others are answered, and what belonged to them can go. */
const SETTLING_MS = 5 * LATENCY_MS;
/** The last request is held so long that the memory can be looked at meanwhile. */
const HOLD_MS = 4_000;
/** Of small runs, what n8n keeps of earlier work is a large part: their median counts. */
const ROUNDS = 3;

/**
 * n8n's default expression engine keeps about 18 KB for each of the last expressions, up to some hundred of
 * them, until its own garbage is collected: more than all else that 1,000 contacts need.
 */
export const WITHOUT_LEFTOVERS = { N8N_EXPRESSION_ENGINE: 'legacy' };

/** How much n8n takes for so many contacts. */
export interface Growth {
	items: number;
	/** Seconds of processor time. */
	cpu: number;
	/** Bytes, while the last request is on its way and everything is held. */
	memory: number;
}

/** The memory of growing work, and that of an n8n that holds the same items. */
export interface Held {
	items: number;
	node: number;
	alone: number;
}

/** Additions of growing size, addresses alone. */
export class GrowthMeter {
	private lists = 0;

	constructor(
		private readonly stage: BenchStage,
		private readonly credential: Credential,
		private readonly report: (line: string) => void,
	) {}

	async growth(sizes: number[]): Promise<Growth[]> {
		await this.add(sizes[0] ?? 0);
		const measured: Growth[] = [];
		for (const items of sizes) measured.push(await this.add(items));
		return measured;
	}

	/** @param largest of the sizes that are measured several times */
	async held(sizes: number[], largest: number): Promise<Held[]> {
		const seen = new Map(sizes.map((items) => [items, { node: [], alone: [] } as Seen]));
		// Not counted: n8n compiles and stores much at its first runs.
		await this.look(sizes[0] ?? 0);
		await this.look(largest);
		for (let round = 0; round < ROUNDS; round++) {
			for (const items of sizes) {
				if (round > 0 && items > largest) continue;
				const { node, alone } = await this.look(items);
				seen.get(items)?.node.push(node);
				seen.get(items)?.alone.push(alone);
			}
		}
		return [...seen].map(([items, { node, alone }]) => ({
			items,
			node: median(node),
			alone: median(alone),
		}));
	}

	private async look(items: number): Promise<Held> {
		const { memory: alone } = await this.add(items, true);
		const { memory: node } = await this.add(items);
		return { items, node, alone };
	}

	/** @param once one request, while n8n holds all of the items */
	private async add(items: number, once = false): Promise<Growth> {
		const { stage, credential } = this;
		this.report(`Growth: ${once ? 'one of ' : ''}${whole(items)} contacts …`);
		const list = await stage.sandbox.ask('createList', { name: `Growth ${++this.lists}` });
		const requests = once ? 1 : Math.ceil(items / 100);
		await stage.sandbox.ask('begin', { latency: LATENCY_MS });
		await stage.sandbox.ask('holdLast', { requests, ms: HOLD_MS });
		const looking = stage.sandbox.ask('arrived', requests).then(async () => {
			await wait(SETTLING_MS);
			return await stage.memory();
		});
		const rows = contactRows(items).map(({ email }) => ({ email }));
		const node = once ? addOne(credential, list) : addAddresses(credential, list);
		const run = await stage.run(workflow(node, rows));
		if (run.status !== 'success') throw new Error(`${whole(items)} contacts were not added`);
		return { items, cpu: run.cpu, memory: await looking };
	}
}

interface Seen {
	node: number[];
	alone: number[];
}

/** What one more item takes, by least squares. */
function slope(points: Array<{ items: number; value: number }>): number {
	const mean = (pick: (point: { items: number; value: number }) => number) =>
		points.reduce((sum, point) => sum + pick(point), 0) / points.length;
	const [items, value] = [mean((point) => point.items), mean((point) => point.value)];
	const over = mean((point) => (point.items - items) * (point.value - value));
	return over / mean((point) => (point.items - items) ** 2);
}

export interface GrowthTarget {
	/** Least, middle and most items. */
	steps: [number, number, number];
	/** What the second step may take of an item, by what the first takes. */
	factor: number;
}

/** A row for each step; the second has targets. */
export function growthRows(
	{ steps: [least, middle, most], factor }: GrowthTarget,
	growth: Growth[],
	held: Held[],
): string[][] {
	const steps = [
		[least, middle],
		[middle, most],
	].map(([from = 0, to = 0]) => {
		const within = ({ items }: { items: number }) => items >= from && items <= to;
		const of = <T extends { items: number }>(all: T[], value: (one: T) => number) =>
			slope(all.filter(within).map((one) => ({ items: one.items, value: value(one) })));
		return {
			title: `${whole(from)} → ${whole(to)}`,
			cpu: of(growth, ({ cpu }) => cpu),
			memory: of(held, ({ node }) => node),
			own: of(held, ({ node, alone }) => node - alone),
		};
	});
	const first = steps[0] as (typeof steps)[number];
	return steps.map(({ title, cpu, memory, own }, index) => [
		title,
		milliseconds(cpu),
		ratio(cpu / first.cpu),
		kilobytes(memory),
		ratio(memory / first.memory),
		kilobytes(own),
		ratio(own / first.own),
		index === 0
			? '–'
			: verdict({
					cpu: cpu <= factor * first.cpu,
					memory: memory <= factor * first.memory,
				}),
	]);
}

/** The figures behind the memory's growth. */
export const heldRows = (held: Held[], growth: Growth[]): string[][] =>
	held.map(({ items, node, alone }) => {
		const byDefault = growth.find((one) => one.items === items)?.memory;
		return [
			whole(items),
			megabytes(node),
			megabytes(alone),
			kilobytes((node - alone) / items),
			byDefault === undefined ? '–' : megabytes(byDefault),
		];
	});
