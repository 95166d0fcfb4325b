import { read } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { isComplete, progressIn, progressRecord, progressRequest } from './progress';

/** Email Verifier API, "Get mailing list verification progress". */
export const getProgress = read({
	option: {
		name: 'Get Progress',
		value: 'getProgress',
		action: 'Get the progress of a verification',
		description: 'Get how many addresses of a mailing list have been verified so far',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => progressRequest(mailingListId),
	output: (body, { mailingListId }) => {
		const progress = progressIn(body);
		const finished = progress !== undefined && isComplete(progress);
		return { ...progressRecord(mailingListId, progress), finished };
	},
});
