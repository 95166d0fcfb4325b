// The build: TypeScript, then what n8n reads beside it (icons, output schemas), into a clean `dist`.
// Codex files (*.node.json) come through tsc, as in `n8n-node build`, whose tree this equals.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const STATIC = [
	'{icons,nodes,credentials}/**/*.{png,svg}',
	'{nodes,credentials}/**/__schema__/**/*.json',
];

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/** `encoding: false`: gulp 5 would read images as text otherwise. */
const copy = () => src(STATIC, { encoding: false, base: '.', allowEmpty: true }).pipe(dest('dist'));

const build = series(clean, parallel(compile, copy));

exports.clean = clean;
exports.build = build;
exports.watch = series(build, () =>
	watch(['nodes/**', 'credentials/**', 'icons/**'], parallel(compile, copy)),
);
exports.default = build;
