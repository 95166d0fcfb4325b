import type { INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { checkedEmail } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { change, type Thing } from '../../../engine/run/thing';
import { post, senderDomains } from './domains';

const domain: INodeProperties = {
	displayName: 'Domain',
	name: 'domain',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. example.com',
	description: 'The domain that e-mails are to come from',
};

/** What could stand behind an @ is one. */
function readDomain(item: ItemParameters): string {
	const text = item.text('domain');
	const isDomain = !text.includes('@') && checkedEmail(`name@${text}`) === `name@${text}`;
	return isDomain ? text : item.fail('domain', 'has to be a domain like example.com');
}

const oneDomain: Thing<{ domain: string }> = {
	product: senderDomains,
	noun: 'domains',
	fields: [domain],
	read: (item) => ({ domain: readDomain(item) }),
};

/** SMTP service API, "Add a domain". */
export const add = change(oneDomain, {
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a sender domain',
		description: 'Add a domain to send from. Get Many then says what belongs into its DNS.',
	},
	// Nobody knows how SendPulse answers for a domain that is there already.
	repeatable: false,
	confirmed: (body) => isRecord(body) && senderDomains.done(body.data),
	request: ({ domain }) => post`/${domain}`,
	done: 'added',
});
