/** Every operation of the SendPulse CRM node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented } from '../everyEndpoint.mts';
import { peopleReadFirst, peopleRuns } from './runs/people.mts';
import { salesReadFirst, salesRuns } from './runs/sales.mts';

const sandbox = createSandbox({ perSecond: 1_000, crmSearchLag: 0 });

callsWhatIsDocumented({
	node: 'SendPulseCrm',
	sandbox,
	runs: { ...peopleRuns(sandbox), ...salesRuns(sandbox) },
	// Stages and attributes are looked up by operations that have no row for that.
	written: (path) =>
		path.replace(/^(\/crm\/v1\/(?:pipelines|boards)\/)\d+(?=$|\/(?:steps|attributes)$)/, '$1{id}'),
	readFirst: [...peopleReadFirst, ...salesReadFirst],
});
