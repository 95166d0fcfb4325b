// Loads a package's nodes and credentials as n8n does, and prints how many milliseconds that took. What n8n itself has
// loaded by then is loaded before.
const { join } = require('node:path');
const { performance } = require('node:perf_hooks');

require('n8n-workflow');
require('luxon');

const folder = process.argv[2];
const { n8n } = require(join(folder, 'package.json'));
const start = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) {
	const [Type] = Object.values(require(join(folder, file)));
	new Type();
}
console.log(performance.now() - start);
