// In queue mode several processes write to n8n's SQLite database, which gives up after one second of waiting for
// another; n8n has no setting for that. Production uses Postgres there. On a busy machine a second is soon over.
const Module = require('node:module');

const WAIT_MS = 60_000;
const load = Module._load;

Module._load = function (request, ...more) {
	const loaded = load.call(this, request, ...more);
	if (request === 'sqlite3' && !loaded.isPatient) {
		const { Database } = loaded;
		loaded.isPatient = true;
		loaded.Database = class extends Database {
			constructor(...args) {
				super(...args);
				this.configure('busyTimeout', WAIT_MS);
			}
		};
	}
	return loaded;
};
