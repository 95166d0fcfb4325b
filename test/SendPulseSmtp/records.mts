/** Records of the SMTP service, as its documents and fixtures of its clients show them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf } from '../api.mts';

export const smtpOperation = operationOf('SendPulseSmtp');

export const ID = 'pzkic9-0afezp-fc';

/** SMTP service API, GET /smtp/emails; `smtp_answer_code_explain` from the vendor's clients. */
export const record = (more: IDataObject = {}): IDataObject => ({
	id: ID,
	sender: 'tech@yourdream.com',
	total_size: 1175,
	sender_ip: '173.212.198.158',
	smtp_answer_code: 250,
	smtp_answer_code_explain: 'Delivered',
	smtp_answer_subcode: '',
	smtp_answer_data: 'anna-maria@gmail.com   H=gmail-smtp-in.l.google.com […] C="250 2.0.0 OK"',
	used_ip: '78.41.200.153',
	recipient: 'anna-maria@gmail.com',
	subject: 'Template test',
	send_date: '2018-10-10 12:54:45',
	tracking: { click: 1, open: 2, link: [], client_info: [] },
	...more,
});

export const simple = (more: IDataObject = {}): IDataObject => ({
	id: ID,
	recipient: 'anna-maria@gmail.com',
	subject: 'Template test',
	delivered: true,
	send_date: '2018-10-10 12:54:45',
	sender: 'tech@yourdream.com',
	smtp_answer_code: 250,
	smtp_answer_data: 'anna-maria@gmail.com   H=gmail-smtp-in.l.google.com […] C="250 2.0.0 OK"',
	opens: 2,
	clicks: 1,
	...more,
});
