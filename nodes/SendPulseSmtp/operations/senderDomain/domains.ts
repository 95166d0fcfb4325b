import { bare, type Envelope } from '../../../engine/api/envelope';
import { isRecord } from '../../../engine/api/record';
import { requests } from '../../../engine/api/request';
import { smtp } from '../../product';

/** `{ "data": { "result": true, "data": [ … ] } }`: what answers say is one level below. */
const envelope: Envelope = {
	...bare,
	open: (body) => (isRecord(body) && isRecord(body.data) ? body.data : body),
	refuses: (body, isWrite) =>
		bare.refuses(body, isWrite) || (isRecord(body.data) && bare.refuses(body.data, isWrite)),
};

/** The part of the API that has the domains (SMTP service API, "Get a list of domains" and "Add a domain"). */
export const senderDomains = { ...smtp, base: '/v2/email-service/smtp/sender_domains', envelope };

export const { get, post } = requests(senderDomains);
