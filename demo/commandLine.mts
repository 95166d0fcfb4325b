import { InvalidArgumentError, type Command } from 'commander';

/** A flag's value that has to be a port. */
export function portNumber(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
		throw new InvalidArgumentError('A port is a number from 1 to 65535.');
	return port;
}

/** Resolves at the first Ctrl-C or other request to end; further ones don't hurry the clean-up. */
export async function interrupted(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.on(signal, () => resolve());
	});
}

/** Runs a command as the command line asks; what goes wrong is said in words, with exit code 1. */
export function runCommand(command: Command): void {
	command.parseAsync().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	});
}
