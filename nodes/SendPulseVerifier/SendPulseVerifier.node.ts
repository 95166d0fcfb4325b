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
import { resources } from './operations';
import { verifier } from './product';

const catalogue = new Catalogue(verifier, resources);

export class SendPulseVerifier implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Email Verifier',
		name: 'sendPulseVerifier',
		icon: { light: 'file:../../icons/verifier.svg', dark: 'file:../../icons/verifier.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Check with SendPulse whether e-mail addresses exist',
		defaults: { name: 'SendPulse Email Verifier' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchMailingLists },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
