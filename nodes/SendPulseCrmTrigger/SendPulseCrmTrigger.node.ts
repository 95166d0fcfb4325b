import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { shown, type Values } from '../engine/parameters/parameters';
import { poll } from '../engine/polling/poll';
import { simplifyField } from '../engine/run/commonFields';
import { eventsSubtitle } from '../engine/run/subtitle';
import { getPipelines } from '../SendPulseCrm/methods/getPipelines';
import { getStages } from '../SendPulseCrm/methods/getStages';
import { getTags } from '../SendPulseCrm/methods/getTags';
import { getUsers } from '../SendPulseCrm/methods/getUsers';
import { dealOutputOptions } from '../SendPulseCrm/operations/deal/names';
import { filters, readFilters } from './filters';
import { EVENTS, watchCrm, type Event, type Settings } from './watch';

const events: INodePropertyOptions[] = [
	{ name: 'Contact Created', value: 'contactCreated', description: 'A contact is new' },
	{
		name: 'Contact Updated',
		value: 'contactUpdated',
		description:
			'A contact was changed: one request for 100 contacts that were changed in two days, with each poll',
	},
	{ name: 'Deal Created', value: 'dealCreated', description: 'A deal is new' },
	{
		name: 'Deal Stage Changed',
		value: 'dealStageChanged',
		description: 'A deal was moved to another stage, or to another pipeline',
	},
	{
		name: 'Deal Status Changed',
		value: 'dealStatusChanged',
		description: 'A deal was won, lost or opened again',
	},
	{
		name: 'Deal Updated',
		value: 'dealUpdated',
		description:
			'A deal was changed in any way; not told beside a change of stage or status that you have chosen',
	},
];

const fields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: events,
		default: [],
		required: true,
	},
	{
		displayName:
			"n8n looks into the CRM at the poll times; what changes twice between two of them is one event, and deletions can't be seen. Where thousands of contacts change in a day, let it look less often. For a start at once use an Automation 360 flow with a trigger of the CRM and the element 'Send webhook'.",
		name: 'polls',
		type: 'notice',
		default: '',
	},
	simplifyField,
	filters,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: dealOutputOptions,
	},
];

/** @throws InputProblem */
function read(given: Values): Settings {
	const chosen = given.list('events');
	const wrong = chosen.find((event) => !EVENTS.some((known) => known === event));
	if (wrong !== undefined) {
		given.fail('events', `has to hold some of ${EVENTS.join(', ')}, not ${shown(wrong)}`);
	}
	if (chosen.length === 0) given.fail('events', 'is empty: choose at least one event');
	const options = given.collection('options');
	return {
		events: chosen as Event[],
		wanted: readFilters(given.collection('filters')),
		simplify: given.flag('simplify'),
		addNames: options.flag('addNames'),
		includeContacts: options.flag('includeContacts'),
	};
}

export class SendPulseCrmTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse CRM Trigger',
		name: 'sendPulseCrmTrigger',
		icon: { light: 'file:../../icons/crm.svg', dark: 'file:../../icons/crm.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(events),
		// n8n shows this for both nodes: its panel has one entry for them.
		description: 'Contacts, deals and everything else in the CRM of SendPulse',
		eventTriggerDescription: '',
		activationMessage:
			'n8n now looks into the CRM at the poll times. What is there already starts nothing.',
		defaults: { name: 'SendPulse CRM Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: fields,
	};

	methods = { loadOptions: { getPipelines, getStages, getTags, getUsers } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, (settings) => watchCrm(read(settings(fields))));
	}
}
