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
import { searchBoards } from './methods/searchBoards';
import { searchCategories } from './methods/searchCategories';
import { searchCompanies } from './methods/searchCompanies';
import { searchContacts } from './methods/searchContacts';
import { searchDeals } from './methods/searchDeals';
import { searchPipelines } from './methods/searchPipelines';
import { searchProducts } from './methods/searchProducts';
import { searchStages } from './methods/searchStages';
import { searchTags } from './methods/searchTags';
import { searchTasks } from './methods/searchTasks';
import { searchUsers } from './methods/searchUsers';
import { getBoardStages } from './methods/getBoardStages';
import { getCategories } from './methods/getCategories';
import { getPipelines } from './methods/getPipelines';
import { getStages } from './methods/getStages';
import { getTags } from './methods/getTags';
import { getTaskTags } from './methods/getTaskTags';
import { getUsers } from './methods/getUsers';
import { mapContactAttributes } from './methods/mapContactAttributes';
import { mapDealAttributes } from './methods/mapDealAttributes';
import { mapTaskAttributes } from './methods/mapTaskAttributes';
import { resources } from './operations';
import { crm } from './product';

const catalogue = new Catalogue(crm, resources);

export class SendPulseCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse CRM',
		name: 'sendPulseCrm',
		icon: { light: 'file:../../icons/crm.svg', dark: 'file:../../icons/crm.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
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
			searchBoards,
			searchCategories,
			searchCompanies,
			searchContacts,
			searchDeals,
			searchPipelines,
			searchProducts,
			searchStages,
			searchTags,
			searchTasks,
			searchUsers,
		},
		loadOptions: {
			getBoardStages,
			getCategories,
			getPipelines,
			getStages,
			getTags,
			getTaskTags,
			getUsers,
		},
		resourceMapping: { mapContactAttributes, mapDealAttributes, mapTaskAttributes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
