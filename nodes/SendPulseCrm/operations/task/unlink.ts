import { succeeded } from '../../../engine/run/outcome';
import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { linkOf } from './links';

/** CRM API, "Detach contact", "Detach deal", "Detach task". */
export const unlink = removal(linkOf(['contact', 'deal', 'task']), {
	option: {
		name: 'Unlink',
		value: 'unlink',
		action: 'Unlink a task',
		description: 'Take the link of a task to a contact, a deal or another task away',
	},
	request: ({ taskId: id, contactId, dealId, otherTaskId }) => {
		if (contactId !== undefined) return del`/task-contacts/${id}/contact/${contactId}`;
		if (dealId !== undefined) return del`/task-deals/${id}/deal/${dealId}`;
		return del`/task-to-task/${id}/task/${otherTaskId!}`;
	},
	output: (_, named) => succeeded({ ...named }),
	done: 'unlinked',
});
