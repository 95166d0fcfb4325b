/**
 * Which way imports run in the published package. Each rule says why; `npx depcruise nodes credentials` shows
 * what breaks one, and test/imports.test.mts holds them.
 */

/** A folder of nodes/ that is one node of n8n. */
const A_NODE = '^nodes/([A-Z][^/]+)';

module.exports = {
	forbidden: [
		{
			name: 'no circles',
			comment:
				'Of two files that need each other neither can be understood, tested or moved alone.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'the engine knows no product',
			comment:
				'What differs between products is said in product.ts and handed to the engine: otherwise each new product changes the engine under all others.',
			severity: 'error',
			from: { path: '^nodes/engine/' },
			to: { path: '^nodes/(?!engine/)' },
		},
		{
			name: 'the API is below all else',
			comment:
				'Asking SendPulse for something has to work without a run: for pick lists and triggers.',
			severity: 'error',
			from: { path: '^nodes/engine/api/' },
			to: { path: '^nodes/engine/(?!api/)' },
		},
		{
			name: 'parameters are read before a run',
			comment: 'What is read and checked must not depend on how it will be sent.',
			severity: 'error',
			from: { path: '^nodes/engine/parameters/' },
			to: { path: '^nodes/engine/(?!parameters/|api/)' },
		},
		{
			name: 'a run receives nothing',
			comment: 'Deliveries to triggers and runs of action nodes share only the way to SendPulse.',
			severity: 'error',
			from: { path: '^nodes/engine/run/' },
			to: { path: '^nodes/engine/deliveries/' },
		},
		{
			name: 'deliveries run nothing',
			comment: 'Deliveries to triggers and runs of action nodes share only the way to SendPulse.',
			severity: 'error',
			from: { path: '^nodes/engine/deliveries/' },
			to: { path: '^nodes/engine/run/' },
		},
		{
			name: 'a run polls nothing',
			comment: 'A poll reads lists as runs do; a run has nothing to remember.',
			severity: 'error',
			from: { path: '^nodes/engine/(?!polling/)' },
			to: { path: '^nodes/engine/polling/' },
		},
		{
			name: 'a product is made of the API alone',
			comment:
				'Any product may ask another one (an SMS goes to a mailing list): that stays free of circles as long as product.ts needs nothing but the engine.',
			severity: 'error',
			from: {
				path: [
					`${A_NODE}/(product|codes|phrases)\\.ts$`,
					`${A_NODE}/[^/]+/(product|codes|phrases)\\.ts$`,
				],
			},
			to: {
				path: '^nodes/',
				pathNot: [
					'^nodes/engine/api/',
					'^nodes/$1/(product|codes|phrases)\\.ts$',
					'^nodes/$1/[^/]+/(product|codes|phrases)\\.ts$',
				],
			},
		},
		{
			name: 'shared fields belong to nobody',
			comment:
				'nodes/fields/ is for what several products share; what one of them has is in its own fields/.',
			severity: 'error',
			from: { path: '^nodes/fields/' },
			to: { path: '^nodes/[A-Z]', pathNot: '/product\\.ts$' },
		},
		{
			name: 'nodes stand alone',
			comment:
				'What two nodes need is in nodes/fields/ or the engine. Only a trigger may look into the node of its product.',
			severity: 'error',
			from: { path: A_NODE, pathNot: '^nodes/[^/]+Trigger/' },
			to: { path: A_NODE, pathNot: ['^nodes/$1/', '/product\\.ts$'] },
		},
		{
			name: 'a trigger looks into the node of its product alone',
			comment:
				'SendPulseCrmTrigger may use what SendPulseCrm has, and nothing of the other products. Only SendPulsePollingTrigger is the trigger of several.',
			severity: 'error',
			from: { path: '^nodes/([^/]+)Trigger/', pathNot: '^nodes/SendPulsePollingTrigger/' },
			to: { path: A_NODE, pathNot: ['^nodes/$1/', '^nodes/$1Trigger/', '/product\\.ts$'] },
		},
		{
			name: 'fields know no operation',
			comment:
				'Operations and pick lists use fields; the other way round each would drag in all others.',
			severity: 'error',
			from: { path: `${A_NODE}/fields/` },
			to: { path: '^nodes/[^/]+/(operations|methods)/' },
		},
		{
			name: 'pick lists know no operation',
			comment: 'They serve the editor and run without any operation.',
			severity: 'error',
			from: { path: `${A_NODE}/methods/` },
			to: { path: '^nodes/[^/]+/operations/' },
		},
		{
			name: 'operations know no pick list',
			comment: "n8n calls pick lists by name; what both need belongs into the node's fields/.",
			severity: 'error',
			from: { path: `${A_NODE}/operations/` },
			to: { path: '^nodes/[^/]+/methods/' },
		},
	],
	options: {
		// Types count: a circle of types is one for whoever reads it.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
