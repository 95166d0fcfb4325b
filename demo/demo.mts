import { program } from 'commander';

import { openStage, owner, type Stage } from '../host/stage.mts';
import { interrupted, portNumber, runCommand } from './commandLine.mts';
import { examplesFolder, storeExamples } from './examples.mts';
import { differences, runImport, told } from './importRun.mts';

interface Flags {
	once?: boolean;
	port?: number;
	sandboxPort?: number;
}

const say = (text: string) => console.log(text);

/** Exit code 0 if the import did exactly what the file asks for, else 1. */
async function demo({ once = false, port, sandboxPort }: Flags): Promise<number> {
	const stage = await openStage({
		sandboxPort,
		n8n: { port, filesFolder: examplesFolder() },
		report: say,
	});
	let good = false;
	try {
		say(`n8n ${stage.n8n.install.version} and the sandbox are running.`);
		good = await perform(stage, once);
	} finally {
		// What n8n said stays if it may be needed.
		await stage.close({ keepData: !good });
		if (!good) console.error(`n8n's log: ${stage.n8n.logFile}`);
	}
	return good ? 0 : 1;
}

async function perform(stage: Stage, once: boolean): Promise<boolean> {
	const { client, sandboxUrl, n8n } = stage;
	const credential = await stage.credential('SendPulse sandbox');
	const test = await client.testCredential(credential);
	if (test.status !== 'OK') throw new Error(`The credential's test failed: ${test.message}`);
	say('The credential is stored, and its test says that it works.');

	say('Running the workflow "Import contacts from a CSV file" …\n');
	const run = await runImport(stage, credential);
	say(told(run));
	const different = differences(run);
	const good = different.length === 0;
	if (good) say('\nExactly what the file asks for.');
	else
		console.error(
			`\nNot what the file asks for:\n${different.map((line) => `  ${line}`).join('\n')}`,
		);

	if (once) return good;
	await storeExamples(stage, credential, { except: 'import-contacts' });
	say(
		[
			'',
			`n8n:      ${n8n.url}/workflow/${run.workflowId}`,
			`          e-mail ${owner.email}, password ${owner.password}`,
			`Sandbox:  ${sandboxUrl}`,
			'Both run until Ctrl-C, which leaves nothing behind.',
		].join('\n'),
	);
	await interrupted();
	say('\nStopping …');
	return good;
}

program
	.name('demo')
	.description(
		'A real n8n with this package, a sandbox of SendPulse, and a workflow that imports 2,000 contacts',
	)
	.option(
		'--once',
		'end after the run; the exit code is 0 only if it did exactly what the file asks for',
	)
	.option('--port <number>', 'port of n8n (default: any that is free)', portNumber)
	.option('--sandbox-port <number>', 'port of the sandbox (default: any that is free)', portNumber)
	.action(async (flags: Flags) => {
		process.exitCode = await demo(flags);
	});

runCommand(program);
