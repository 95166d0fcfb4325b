/**
 * Jest loads all modules anew for each test file; n8n's own engine is two thousand of them, and took longer than
 * most files' tests. Packages are loaded once for each worker, therefore, with Node.js's own `require`. The
 * project's own modules, which hold state (paces, tokens), are each test file's own, as before.
 */
const { createRequire } = require('node:module');
const { default: JestRuntime } = require('jest-runtime');

/** Whatever patches Node.js for a while (nock) is not among them. */
const SHARED = ['n8n-workflow', 'n8n-core', '@n8n/di', 'luxon', 'fastify', 'fast-check'];

const native = createRequire(__filename);
/** n8n's container for its services is the one that n8n-core has, whichever version others brought along. */
const ofCore = createRequire(native.resolve('n8n-core'));
const load = (name) => (name === '@n8n/di' ? ofCore(name) : native(name));

Object.defineProperty(exports, '__esModule', { value: true });

exports.warmUp = () => {
	// n8n reads it when it is loaded, and logs every error of a node; the tests look at the errors themselves.
	process.env.N8N_LOG_LEVEL = 'silent';
	for (const name of SHARED) load(name);
};

exports.default = class Runtime extends JestRuntime {
	requireModule(from, name, options, actual) {
		return SHARED.includes(name) ? load(name) : super.requireModule(from, name, options, actual);
	}
};
