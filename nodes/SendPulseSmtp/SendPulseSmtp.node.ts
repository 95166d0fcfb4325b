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
import { searchTemplates } from '../fields/searchTemplates';
import { mapTemplateVariables } from './methods/mapTemplateVariables';
import { searchEmails } from './methods/searchEmails';
import { searchSenders } from './methods/searchSenders';
import { resources } from './operations';
import { smtp } from './product';

const catalogue = new Catalogue(smtp, resources);

export class SendPulseSmtp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse SMTP',
		name: 'sendPulseSmtp',
		icon: { light: 'file:../../icons/smtp.svg', dark: 'file:../../icons/smtp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description: 'Send transactional e-mails through SendPulse and see what became of them',
		defaults: { name: 'SendPulse SMTP' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchEmails, searchSenders, searchTemplates },
		resourceMapping: { mapTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
