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
import { getListVariables } from './methods/getListVariables';
import { getMailingLists } from './methods/getMailingLists';
import { getTags } from './methods/getTags';
import { mapListVariables } from '../fields/mapListVariables';
import { searchAutomationElements } from './methods/searchAutomationElements';
import { searchAutomations } from './methods/searchAutomations';
import { searchCampaigns } from './methods/searchCampaigns';
import { searchFolders } from './methods/searchFolders';
import { searchMailingLists } from '../fields/searchMailingLists';
import { searchSenders } from './methods/searchSenders';
import { searchTags } from './methods/searchTags';
import { searchTemplates } from '../fields/searchTemplates';
import { searchWebhooks } from './methods/searchWebhooks';
import { resources } from './operations';
import { emailService } from './product';

const catalogue = new Catalogue(emailService, resources);

export class SendPulse implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse',
		name: 'sendPulse',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Work with contacts, campaigns, templates and more in SendPulse',
		defaults: { name: 'SendPulse' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: {
			searchAutomationElements,
			searchAutomations,
			searchCampaigns,
			searchFolders,
			searchMailingLists,
			searchSenders,
			searchTags,
			searchTemplates,
			searchWebhooks,
		},
		loadOptions: { getListVariables, getMailingLists, getTags },
		resourceMapping: { mapListVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
