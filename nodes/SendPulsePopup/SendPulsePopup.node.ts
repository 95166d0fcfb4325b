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
import { searchPopups } from './methods/searchPopups';
import { searchProjects } from './methods/searchProjects';
import { resources } from './operations';
import { popups } from './product';

const catalogue = new Catalogue(popups, resources);

export class SendPulsePopup implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Pop-Ups',
		name: 'sendPulsePopup',
		icon: { light: 'file:../../icons/popup.svg', dark: 'file:../../icons/popup.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Switch pop-ups of SendPulse on and off, read their results and who subscribed',
		defaults: { name: 'SendPulse Pop-Ups' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchPopups, searchProjects },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
