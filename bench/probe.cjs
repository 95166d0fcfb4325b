// Loaded into n8n before anything else: tells the benchmark what only the process itself knows.
// CommonJS, because n8n's Node.js loads it with `--require`.
const { createServer } = require('node:http');
const { sep } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const seconds = ({ user, system }) => (user + system) / 1_000_000;

/** Processor time that was spent on looking, which is none of n8n's. */
let looking = 0;

/** How many nodes n8n has loaded of the package that is asked for: that it has is not to be seen from the start alone. */
const loadedNodes = () =>
	Object.keys(require.cache).filter(
		(file) =>
			file.split(sep).includes(process.env.BENCH_PROBE_PACKAGE) && file.endsWith('.node.js'),
	).length;

createServer((request, response) => {
	const before = process.cpuUsage();
	// Only what is still needed counts, so everything else goes first.
	// Twice, since what the first round finalizes goes in the second.
	if (request.url === '/heap') for (const _ of [1, 2]) collect();
	const { heapUsed, external, rss } = process.memoryUsage();
	const nodes = loadedNodes();
	looking += seconds(process.cpuUsage(before));
	const cpu = seconds(process.cpuUsage()) - looking;
	// A connection kept for the next question would be found closed after a long pause.
	response.setHeader('connection', 'close');
	response.end(JSON.stringify({ cpu, memory: heapUsed + external, rss, nodes }));
})
	.listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1')
	.unref();
