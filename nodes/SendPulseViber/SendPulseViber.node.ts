import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { Catalogue } from '../engine/run/catalogue';
import { run } from '../engine/run/run';
import { ACTION_SUBTITLE } from '../engine/run/subtitle';
import { searchMailingLists } from '../fields/searchMailingLists';
import { searchSmsSenders } from '../fields/searchSmsSenders';
import { searchViberCampaigns } from './methods/searchViberCampaigns';
import { searchViberSenders } from './methods/searchViberSenders';
import { resources } from './operations';
import { viber } from './product';

const catalogue = new Catalogue(viber, resources);

export class SendPulseViber implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Viber Campaigns',
		name: 'sendPulseViber',
		icon: { light: 'file:../../icons/viber.svg', dark: 'file:../../icons/viber.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description:
			"Send business messages on Viber through SendPulse, by SMS to whom they don't reach. For conversations use SendPulse Chatbot.",
		defaults: { name: 'SendPulse Viber Campaigns' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: {
			searchMailingLists,
			searchSmsSenders,
			searchViberCampaigns,
			searchViberSenders,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
