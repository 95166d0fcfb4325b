/**
 * Test files run in the worker's own realm, so that what they share (`loadedOnce.js`) meets them with the same
 * `Error`, `Array` and `Promise`. What a file leaves in the globals is taken back when it is over.
 */
const http = require('node:http');
const https = require('node:https');
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { warmUp } = require('./loadedOnce.js');

// Jest wants a context to compile for; this one stands for the realm that is here already.
const HERE = {};
const { compileFunction } = vm;
vm.compileFunction = (code, names, options) =>
	compileFunction(
		code,
		names,
		options?.parsingContext === HERE ? { filename: options.filename } : options,
	);

const TIMERS = { idToRef: (id) => id, refToId: (timer) => timer };

// What they put into the globals is theirs, not a test file's.
warmUp();
const { exit } = process;
const NOW = Date.now;
// Jest's own time, whatever a file makes of the clock.
globalThis[Symbol.for('jest-native-now')] = NOW;
// What stand-ins for servers (nock) put themselves in the place of.
const CLIENTS = [http, https].map((client) => ({ client, own: { ...client } }));
const GLOBALS = Object.getOwnPropertyDescriptors(globalThis);

function restoreGlobals() {
	for (const key of Reflect.ownKeys(globalThis)) {
		if (!(key in GLOBALS)) Reflect.deleteProperty(globalThis, key);
	}
	for (const key of Reflect.ownKeys(GLOBALS)) {
		const { value } = GLOBALS[key];
		if ('value' in GLOBALS[key] && globalThis[key] !== value && !Number.isNaN(value)) {
			Object.defineProperty(globalThis, key, GLOBALS[key]);
		}
	}
	for (const { client, own } of CLIENTS) {
		for (const name of ['request', 'get', 'ClientRequest']) {
			if (own[name]) client[name] = own[name];
		}
	}
	Date.now = NOW;
	process.exit = exit;
}

module.exports = class OneRealm {
	global = globalThis;

	moduleMocker = new ModuleMocker(globalThis);

	env = { ...process.env };

	constructor({ projectConfig: config }) {
		const { global, moduleMocker } = this;
		this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker, timerConfig: TIMERS });
		this.fakeTimersModern = new ModernFakeTimers({ config, global });
	}

	async setup() {}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		restoreGlobals();
		for (const name of Object.keys(process.env)) {
			if (!(name in this.env)) delete process.env[name];
		}
		Object.assign(process.env, this.env);
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return HERE;
	}
};
