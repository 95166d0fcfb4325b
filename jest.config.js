// What is TypeScript becomes CommonJS, like the package itself. End-to-end tests need a real n8n and
// have a command of their own: `npm run test:e2e`.
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

module.exports = {
	// For tests that mostly wait (of faults, for one).
	maxConcurrency: 16,
	projects: [
		{
			...shared,
			displayName: 'package',
			roots: ['<rootDir>/test'],
			testMatch: ['**/*.test.mts'],
			testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
		},
		{ ...shared, displayName: 'e2e', roots: ['<rootDir>/test/e2e'], testMatch: ['**/*.test.mts'] },
	],
};
