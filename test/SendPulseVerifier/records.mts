/** Answers of the verifier, as the fixtures of a client for Go show them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf, says, type Answer } from '../api.mts';

export const verifierOperation = operationOf('SendPulseVerifier');

export const EMAIL = 'test@sendpulse.com';

/** GET /verifier-service/get-single-result, of an address that was submitted. */
export const checked = (status: number, email = EMAIL): Answer =>
	says({
		result: true,
		data: {
			email,
			checks: {
				status,
				valid_format: Number(status > 0),
				disposable: 0,
				webmail: Number(status > 0),
				gibberish: 0,
				status_text: 'Действительный адрес',
			},
		},
	});

/** What an item says of it. */
export const result = (verdict: string, status: number, more: IDataObject = {}): IDataObject => ({
	email: EMAIL,
	verdict,
	status,
	status_text: 'Действительный адрес',
	valid_format: true,
	disposable: false,
	webmail: true,
	gibberish: false,
	finished: true,
	...more,
});

/** Of one that nothing is known of, and of one that is not verified yet. */
export const NO_RESULT: IDataObject = {
	email: EMAIL,
	verdict: 'unverified',
	status: 0,
	status_text: null,
	valid_format: null,
	disposable: null,
	webmail: null,
	gibberish: null,
	finished: false,
};

/** GET /verifier-service/check-list. */
export const verification = (id: number, more: IDataObject = {}): IDataObject => ({
	id,
	address_book_name: '12345 book',
	all_emails_quantity: 10,
	status: 2,
	check_date: '2021-06-27 16:03:42',
	data: { '0': 0, '1': 7, '2': 2, '3': 1 },
	is_updated: 0,
	status_text: 'Жёлтый',
	...more,
});

/** What an item says of it. */
export const summary = (mailingListId: number, more: IDataObject = {}): IDataObject => ({
	mailingListId,
	name: '12345 book',
	total: 10,
	valid: 7,
	unconfirmed: 2,
	invalid: 1,
	unverified: 0,
	health: 'yellow',
	status: 2,
	status_text: 'Жёлтый',
	check_date: '2021-06-27 16:03:42',
	is_updated: 0,
	...more,
});

/** An address of GET /verifier-service/check. */
export const row = (number: number): IDataObject => ({
	id: 1000 + number,
	email_address: `p${number}@x.example`,
	check_date: '2021-06-27 15:45:18',
	status: number % 4,
	status_text: 'Действительный адрес',
});

/** The forms of "nothing is known": which it is, no document says. */
export const UNKNOWN: Array<[string, Answer]> = [
	['false', says('false')],
	['result: false', says({ result: false })],
	['404', { status: 404, body: { message: 'Not found', error_code: 404 } }],
];
