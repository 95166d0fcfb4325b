import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { poll } from '../engine/polling/poll';
import { eventsSubtitle } from '../engine/run/subtitle';
import { searchMailingLists } from '../fields/searchMailingLists';
import { getMailingLists } from '../SendPulse/methods/getMailingLists';
import { searchCourses } from '../SendPulseCourse/methods/searchCourses';
import { searchProjects } from '../SendPulsePopup/methods/searchProjects';
import { searchWebsites } from '../SendPulsePush/methods/searchWebsites';
import { EVENTS } from './events';

const eventField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: EVENTS.map(({ option }) => option),
	default: 'campaignReport',
};

/** Each field for its event alone. */
const eventFields = EVENTS.flatMap(({ option, fields }) =>
	fields.map((field) => ({ ...field, displayOptions: { show: { event: [option.value] } } })),
);

export class SendPulsePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Polling Trigger',
		name: 'sendPulsePollingTrigger',
		icon: { light: 'file:../../icons/polling.svg', dark: 'file:../../icons/polling.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(
			EVENTS.map(({ option }) => option),
			'event',
		),
		description:
			'Starts a workflow when something is finished or new in SendPulse that it does not report by itself',
		eventTriggerDescription: '',
		activationMessage:
			'n8n now looks into SendPulse at the poll times. What is there already starts nothing.',
		defaults: { name: 'SendPulse Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: [
			eventField,
			{
				displayName:
					'n8n looks into SendPulse at the poll times; every 15 minutes is enough for most. What is undone between two of them is not seen. What was there before you published starts nothing.',
				name: 'polls',
				type: 'notice',
				default: '',
			},
			...eventFields,
		],
	};

	methods = {
		listSearch: { searchCourses, searchMailingLists, searchProjects, searchWebsites },
		loadOptions: { getMailingLists },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, (settings) => {
			const names = EVENTS.map(({ option }) => option.value);
			const chosen = settings([eventField]).choice('event', names);
			const event = EVENTS.find(({ option }) => option.value === chosen)!;
			return event.watch(settings(event.fields));
		});
	}
}
