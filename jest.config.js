const { availableParallelism } = require('node:os');

// What is TypeScript becomes CommonJS, like the package itself. End-to-end tests need a real n8n and
// have commands of their own: `npm run test:e2e` for the newest, `npm run test:e2e:oldest` for the oldest.
const shared = {
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'mts', 'js', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
};

const endToEnd = {
	...shared,
	displayName: 'e2e',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.mts'],
};

module.exports = {
	// Only what hangs is to fail: a machine that is busy with other things takes many times as long. (Jest knows no
	// limit of a project's own.)
	testTimeout: 10 * 60_000,
	// For tests that mostly wait (of faults, for one).
	maxConcurrency: 16,
	// What a file's own modules hold stays: a worker that has grown is replaced, for which there have to be two.
	maxWorkers: Math.max(2, availableParallelism()),
	workerIdleMemoryLimit: '1GB',
	projects: [
		{
			...shared,
			displayName: 'package',
			roots: ['<rootDir>/test'],
			testMatch: ['**/*.test.mts'],
			testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
			testEnvironment: '<rootDir>/test/environment/oneRealm.js',
			runtime: '<rootDir>/test/environment/loadedOnce.js',
		},
		endToEnd,
		{
			...endToEnd,
			displayName: 'oldest',
			setupFiles: ['<rootDir>/test/e2e/oldestN8n.mts'],
			// What is made of n8n's own newer parts: its editor, its AI Agent, the nodes in the examples.
			testPathIgnorePatterns: ['/editor/', '/agent\\.', '[eE]xamples\\.'],
		},
	],
};
