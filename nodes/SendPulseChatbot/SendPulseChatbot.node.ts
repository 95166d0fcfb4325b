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
import { getFlows } from './methods/getFlows';
import { getOperators } from './methods/getOperators';
import { getTags } from './methods/getTags';
import { mapTemplate } from './methods/mapTemplate';
import { searchBots } from './methods/searchBots';
import { searchContacts } from './methods/searchContacts';
import { searchFlows } from './methods/searchFlows';
import { searchTags } from './methods/searchTags';
import { searchTemplates } from './methods/searchTemplates';
import { searchVariables } from './methods/searchVariables';
import { resources } from './operations';
import { chatbots } from './product';

const catalogue = new Catalogue(chatbots, resources);

export class SendPulseChatbot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Chatbot',
		name: 'sendPulseChatbot',
		icon: { light: 'file:../../icons/chatbot.svg', dark: 'file:../../icons/chatbot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Talk to people on Telegram, WhatsApp and other channels through SendPulse',
		defaults: { name: 'SendPulse Chatbot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: {
			searchBots,
			searchContacts,
			searchFlows,
			searchTags,
			searchTemplates,
			searchVariables,
		},
		loadOptions: { getFlows, getOperators, getTags },
		resourceMapping: { mapTemplate },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
