import type { IDataObject } from 'n8n-workflow';

/** As the knowledge base (Automation 360, "Send webhook") shows it. */
export const sent = (fields: IDataObject = {}): IDataObject => ({
	automation_id: '123456789',
	title: 'ThirdEmailOpened',
	execution_date: '2026-01-04 09:02:39',
	email: 'ann@example.com',
	phone: '+380631234567',
	variables: [{ name: 'Ann', city: 'Kyiv' }],
	...fields,
});
