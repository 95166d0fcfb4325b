/** Every operation of the SendPulse Email Verifier node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({ perSecond: 1_000 });
const verified = sandbox.state.lists.getByName('Beta testers')!;
const list = { mailingListId: verified.id };

const runs: Record<string, (baseUrl: string) => Run[]> = {
	'emailAddress.getResult': () => [{ parameters: { email: 'anna.lindstrom@mail.example' } }],
	'mailingList.getProgress': () => [{ parameters: list }],
	'mailingList.get': () => [{ parameters: list }],
	'mailingList.getResults': () => [{ parameters: list }],
	'mailingList.getMany': () => [{}],
};

callsWhatIsDocumented({ node: 'SendPulseVerifier', sandbox, runs });
