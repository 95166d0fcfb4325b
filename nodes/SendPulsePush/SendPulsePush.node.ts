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
import { getWebsiteVariables } from './methods/getWebsiteVariables';
import { searchPushCampaigns } from './methods/searchPushCampaigns';
import { searchWebsites } from './methods/searchWebsites';
import { resources } from './operations';
import { push } from './product';

const catalogue = new Catalogue(push, resources);

export class SendPulsePush implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Web Push',
		name: 'sendPulsePush',
		icon: { light: 'file:../../icons/push.svg', dark: 'file:../../icons/push.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Send browser notifications through SendPulse, and see websites and subscribers',
		defaults: { name: 'SendPulse Web Push' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchPushCampaigns, searchWebsites },
		loadOptions: { getWebsiteVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
