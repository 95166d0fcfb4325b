import { write } from '../../../engine/run/operation';
import { withOptions } from '../../../engine/run/commonFields';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord } from '../../fields/records';
import { post } from '../../product';
import { readTagColors, readTagName, tagColors, tagName } from './tag';

/** CRM API, "Create contact tag". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a tag',
		description: 'Make a tag for contacts',
	},
	fields: withOptions([{ ...tagName, required: true }], tagColors),
	prepare: (item) => ({ name: readTagName(item), ...readTagColors(item.options) }),
	repeatable: false,
	confirmed: givesRecord,
	whereToLook: 'with Get Many',
	request: (body) => ({ ...post`/contact-tags`, body }),
	output: recordIn,
	counts: { noun: 'tags', done: 'created' },
});
