/** Every operation of the SendPulse Email Verifier node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

/** What no document says can be one way or the other. */
const ways: Record<string, Partial<SandboxOptions>> = {
	'as is most likely': {},
	'the other way': {
		verifierNever: 'notFound',
		verifierNoProgress: 'null',
		verifierSingleUnknown: 'notFound',
		verifierReverify: 'ignored',
		verifierMostPerPage: 1,
		verifierStatusLanguage: 'en',
		verifierReportNotReady: 'notFound',
		verifierReportStatus: 'any',
	},
};

describe.each(Object.entries(ways))('%s', (_, options) => {
	const sandbox = createSandbox({ perSecond: 1_000, ...options });
	const verified = sandbox.state.lists.getByName('Beta testers')!;
	const list = { mailingListId: verified.id };
	const fresh = sandbox.state.lists.create('Fresh');
	for (const name of ['ann', 'bob']) {
		fresh.contacts.add({ email: `${name}@fresh.example`, status: 1, addedAt: 0 });
	}

	const runs: Record<string, (baseUrl: string) => Run[]> = {
		'emailAddress.getResult': () => [{ parameters: { email: 'anna.lindstrom@mail.example' } }],
		'emailAddress.verify': () => [{ parameters: { email: 'new@mail.example' } }],
		'emailAddress.verifyMany': () => [
			{
				parameters: { email: '={{ $json.email }}' },
				items: ['eve', 'joe'].map((name) => ({ email: `${name}@fresh.example` })),
			},
		],
		'mailingList.verify': () => [{ parameters: { mailingListId: fresh.id } }],
		'mailingList.getProgress': () => [{ parameters: list }],
		'mailingList.get': () => [{ parameters: list }],
		'mailingList.getResults': () => [{ parameters: list }],
		'mailingList.getMany': () => [{}],
		'mailingList.getReport': () => [{ parameters: list }],
	};

	callsWhatIsDocumented({
		node: 'SendPulseVerifier',
		sandbox,
		runs,
		answers: ['GET /verifier-service/get-single-result: 404'],
	});
});
