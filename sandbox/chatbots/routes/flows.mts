import { asArguments, type Arguments } from '../../arguments.mts';
import { missing, refused } from '../errors.mts';
import { flowRecord, triggerRecord } from '../records.mts';
import type { BotContact, Flow } from '../store.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { aboutContact, id, text } from './requests.mts';

/** Flows, what starts them, and starting them for a contact. */
export function flowRoutes(routes: ChannelRoutes): void {
	routes.listOfBot('flows', (bot) =>
		routes.store.flows.filter((flow) => flow.bot === bot).map(flowRecord),
	);

	routes.listOfBot('triggers', (bot) =>
		routes.store.flows
			.filter((flow) => flow.bot === bot)
			.flatMap((flow) => flow.triggers.map((trigger) => triggerRecord(flow, trigger))),
	);

	const about = (name: string) =>
		aboutContact({ [name]: name === 'flow_id' ? id : text, external_data: { type: 'object' } }, [
			'external_data',
		]);

	routes.change('flows/run', about('flow_id'), (contact, args) => {
		const flow = routes.store.flows.find(
			(candidate) => candidate.id === args.flow_id && candidate.bot === contact.bot,
		);
		if (!flow) throw missing('flow_id', 'Flow');
		if (!flow.active) throw refused('flow_id', 'The flow is inactive');
		run(flow, contact, args);
	});

	routes.change('flows/runByTrigger', about('trigger_keyword'), (contact, args) => {
		const keyword = String(args.trigger_keyword).trim().toLowerCase();
		const flow = routes.store.flows.find(
			(candidate) =>
				candidate.bot === contact.bot &&
				candidate.active &&
				candidate.triggers.some(({ keywords }) => keywords.includes(keyword)),
		);
		if (!flow) throw missing('trigger_keyword', 'Trigger');
		run(flow, contact, args);
	});

	function run(flow: Flow, contact: BotContact, { external_data }: Arguments): void {
		routes.mustBeReachable(contact);
		routes.talk.run(flow, contact, asArguments(external_data));
	}
}
