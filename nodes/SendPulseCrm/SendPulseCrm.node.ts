import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { Catalogue } from '../engine/run/catalogue';
import { run } from '../engine/run/run';
import { searchContacts } from './methods/searchContacts';
import { searchDeals } from './methods/searchDeals';
import { searchPipelines } from './methods/searchPipelines';
import { searchStages } from './methods/searchStages';
import { searchUsers } from './methods/searchUsers';
import { getPipelines } from './methods/getPipelines';
import { getStages } from './methods/getStages';
import { getUsers } from './methods/getUsers';
import { mapDealAttributes } from './methods/mapDealAttributes';
import { resources } from './operations';
import { crm } from './product';

const catalogue = new Catalogue(crm, resources);

export class SendPulseCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse CRM',
		name: 'sendPulseCrm',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Contacts, deals and everything else in the CRM of SendPulse',
		defaults: { name: 'SendPulse CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: {
			searchContacts,
			searchDeals,
			searchPipelines,
			searchStages,
			searchUsers,
		},
		loadOptions: { getPipelines, getStages, getUsers },
		resourceMapping: { mapDealAttributes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
