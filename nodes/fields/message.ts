import type { INodeProperties } from 'n8n-workflow';

export const senderName: INodeProperties = {
	displayName: 'Sender Name',
	name: 'senderName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ann from the Flower Shop',
	description: 'The name that readers see as sender',
};

export const subject: INodeProperties = {
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	default: '',
	placeholder: 'e.g. Spring is coming',
	description:
		"Subject of the e-mail. SendPulse's own placeholders like {{name}} need the field in Fixed mode.",
};

export const html: INodeProperties = {
	displayName: 'HTML',
	name: 'html',
	type: 'string',
	typeOptions: { editor: 'htmlEditor', rows: 10 },
	default: '',
	description:
		"Content of the e-mail as HTML. SendPulse's own placeholders like {{name}} are kept in Fixed mode.",
};
