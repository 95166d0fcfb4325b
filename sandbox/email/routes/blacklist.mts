import type { FastifyInstance } from 'fastify';
import {
	asArguments,
	check,
	isBase64Text,
	isType,
	required,
	withoutEmpty,
	type Arguments,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { decodeBase64 } from '../../encoding.mts';
import { refusals } from '../../errors.mts';
import { isEmailAddress } from '../../syntax.mts';

/** The blacklist (Bulk Email Service API, Blacklist): addresses joined by commas, then in base64. */
export function blacklistRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;

	api.get('/blacklist', async () => sandbox.state.blacklist.all().map(({ email }) => email));

	api.post('/blacklist', async (request) => {
		const args = asArguments(request.body);
		const emails = read(args);
		for (const email of emails) sandbox.state.blacklist.add(email, String(args.comment ?? ''));
		return { result: true };
	});

	api.delete('/blacklist', async (request) => {
		const { blacklist } = sandbox.state;
		const emails = read(asArguments(request.body));
		if (options.unknownBlacklisted === 'refuse' && !emails.every((email) => blacklist.has(email)))
			throw refusals.emailNotInList(options.missingContactStatus);
		for (const email of emails) blacklist.remove(email);
		return { result: true };
	});

	function read(came: Arguments): string[] {
		const args = withoutEmpty(came);
		check(args, [
			required('emails'),
			isType('emails', 'string'),
			isBase64Text('emails'),
			isType('comment', 'string'),
		]);
		const emails = decodeBase64(String(args.emails)).split(',');
		if (options.malformedAddress === 'refuse' && !emails.every(isEmailAddress))
			throw refusals.emailSyntax();
		return emails.filter(isEmailAddress);
	}
}
