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
import { mapListVariables } from '../fields/mapListVariables';
import { searchMailingLists } from '../fields/searchMailingLists';
import { searchSmsSenders } from '../fields/searchSmsSenders';
import { searchSmsCampaigns } from './methods/searchSmsCampaigns';
import { resources } from './operations';
import { sms } from './product';

const catalogue = new Catalogue(sms, resources);

export class SendPulseSms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse SMS',
		name: 'sendPulseSms',
		icon: { light: 'file:../../icons/sms.svg', dark: 'file:../../icons/sms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Send text messages through SendPulse, to numbers or to mailing lists',
		defaults: { name: 'SendPulse SMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchMailingLists, searchSmsCampaigns, searchSmsSenders },
		resourceMapping: { mapListVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
