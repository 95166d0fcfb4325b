import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { Catalogue } from '../engine/run/catalogue';
import { run } from '../engine/run/run';
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

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
