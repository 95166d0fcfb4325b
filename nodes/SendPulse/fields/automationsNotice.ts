import type { INodeProperties } from 'n8n-workflow';

/** For operations that put many people into a mailing list. */
export const automationsNotice: INodeProperties = {
	displayName:
		'Whoever comes into the mailing list this way can start automations there, like a series of welcome e-mails.',
	name: 'automationsNotice',
	type: 'notice',
	default: '',
};
