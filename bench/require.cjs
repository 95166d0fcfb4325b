// Loads nodes and credentials as n8n does, in a process that has by then what n8n itself has: prints how many
// milliseconds each took, and what memory the process needs afterwards. CommonJS, because n8n's Node.js runs it.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { performance } = require('node:perf_hooks');
const { getHeapSpaceStatistics } = require('node:v8');

const [n8nFolder, ...files] = process.argv.slice(2);

// From n8n's own folder, where the package finds them as well: those of this project would be other ones.
const requireOfN8n = createRequire(join(n8nFolder, 'package.json'));
for (const name of ['n8n-workflow', 'luxon', 'lodash', 'moment-timezone']) requireOfN8n(name);
// By the time it loads community packages, n8n has used this too. The first use costs a process some 5 ms.
'a'.localeCompare('b', 'en');

const start = performance.now();
const loaded = files.map((file) => {
	const before = performance.now();
	const [Type] = Object.values(require(file));
	const required = performance.now();
	const type = new Type();
	return { type, require: required - before, create: performance.now() - required };
});
const all = performance.now() - start;
const modules = Object.keys(require.cache).filter((file) => /[\\/]dist[\\/]nodes[\\/]/.test(file));

// Only what is still needed counts. Twice, since what the first round finalizes goes in the second.
for (const _ of [1, 2]) globalThis.gc();
const { heapUsed, external, rss } = process.memoryUsage();
const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
console.log(
	JSON.stringify({
		all,
		files: loaded.map(({ require, create }) => ({ require, create })),
		modules: modules.length,
		heap: heapUsed + external,
		rss,
		young: young.physical_space_size,
	}),
);
