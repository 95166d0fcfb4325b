import { InvalidArgumentError, program } from 'commander';
import { createSandbox } from './index.mts';

function portNumber(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535)
		throw new InvalidArgumentError('A port is a number from 0 to 65535.');
	return port;
}

program
	.name('sandbox')
	.description("SendPulse's e-mail, SMTP and chatbot APIs in memory, on this machine only")
	.option('--port <number>', 'port to listen on, 0 for any that is free', portNumber, 8025)
	.option('--many-lists', 'begin with more than a hundred mailing lists')
	.option('--blank', 'begin with nothing but the account')
	.action(
		async ({
			port,
			manyLists = false,
			blank = false,
		}: {
			port: number;
			manyLists?: boolean;
			blank?: boolean;
		}) => {
			const sandbox = createSandbox({ manyLists, blank });
			const url = await sandbox.listen({ port });
			const { account } = sandbox.state;
			console.log(
				[
					`SendPulse sandbox: ${url}`,
					`ID:         ${account.clientId}`,
					`Secret:     ${account.clientSecret}`,
					`API key:    ${account.apiKeys[0]?.key}`,
					'Ctrl-C stops it.',
				].join('\n'),
			);
			for (const signal of ['SIGINT', 'SIGTERM'] as const) {
				process.once(signal, () => void sandbox.close().finally(() => process.exit(0)));
			}
		},
	);

program.parseAsync().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
