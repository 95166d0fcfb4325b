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
	description: 'Subject of the e-mail',
};

export const html: INodeProperties = {
	displayName: 'HTML',
	name: 'html',
	type: 'string',
	typeOptions: { editor: 'htmlEditor', rows: 10 },
	default: '',
	description: 'Content of the e-mail as HTML',
};

/** For what SendPulse fills in; n8n shows an expression's value in its place. */
const personal: Pick<INodeProperties, 'hint'> = {
	hint: 'SendPulse fills in {{name}} for each reader, also where n8n shows [undefined]',
};

export const personalSubject: INodeProperties = { ...subject, ...personal };
export const personalHtml: INodeProperties = { ...html, ...personal };
