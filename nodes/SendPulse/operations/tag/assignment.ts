import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { withOptions } from '../../../engine/run/commonFields';
import { saysSuccess } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { email } from '../../../fields/email';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { tagIds } from '../../fields/tagIds';
import { queued } from './queued';

const assignTo: INodeProperties = {
	displayName: 'Find Contact By',
	name: 'assignTo',
	type: 'options',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
	],
	default: 'email',
	description: 'How the contact is found',
};

/** A tag's contact: an address or a phone number, under the API's name for it. */
interface Assignment {
	contact: { email: string } | { phone: string };
	tags: number[];
}

/** What assigning and unassigning share. */
export const assignment = {
	fields: withOptions(
		[
			assignTo,
			{ ...email, displayOptions: { show: { assignTo: ['email'] } } },
			{ ...phone, required: true, displayOptions: { show: { assignTo: ['phone'] } } },
			{
				...tagIds,
				required: true,
				// n8n asks once before a node just added has its credential, and again only when one of these changes.
				typeOptions: {
					...tagIds.typeOptions,
					loadOptionsDependsOn: ['assignTo', 'email', 'phone'],
				},
			},
		],
		[defaultCountryCode],
	),
	prepare: (item: ItemParameters): Assignment => {
		const byEmail = item.choice('assignTo', ['email', 'phone']) === 'email';
		const tags = [...new Set(item.ids('tagIds'))];
		if (tags.length === 0) item.fail('tagIds', 'is empty. Choose at least one tag');
		return {
			contact: byEmail ? { email: item.email('email') } : { phone: readPhone(item) },
			tags,
		};
	},
	repeatable: true,
	confirmed: saysSuccess,
	concerns: ({ contact }: Assignment) => sameAddress(Object.values(contact)[0]),
	output: (body: unknown, { contact, tags }: Assignment): IDataObject =>
		queued(body, { ...contact, tagIds: tags }),
};
