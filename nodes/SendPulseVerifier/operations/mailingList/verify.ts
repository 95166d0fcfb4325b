import type { INodeProperties } from 'n8n-workflow';
import { settling } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { isUnknown } from '../../fields/unknown';
import { post, verifier } from '../../product';
import { isComplete, progressIn, progressRecord, progressRequest } from './progress';
import { summary, summaryRequest, verificationIn } from './summary';

const waitUntilDone: INodeProperties = {
	displayName: 'Wait Until Done',
	name: 'waitUntilDone',
	type: 'boolean',
	default: true,
	description:
		"Whether to wait for the result, which takes about ten seconds for fifty addresses. Without it 'Get Progress' and 'Get' tell later.",
};

const POLL_INTERVAL = 10;

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Poll Interval',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 2, maxValue: 600 },
			default: POLL_INTERVAL,
			description: 'How many seconds to wait before SendPulse is asked again how far it is',
		},
	],
};

/** Seconds before the first looks, for short lists. */
const FIRST_WAITS = [2, 3, 5];

/** Email Verifier API, "Verify mailing list", "… verification progress" and "… verification results". */
export const verify = settling({
	option: {
		name: 'Verify',
		value: 'verify',
		action: 'Verify a mailing list',
		description:
			'Verify all addresses of a mailing list, which count against the plan. SendPulse takes lists that no campaign has used, and again once addresses were added.',
	},
	fields: [mailingListId, waitUntilDone, options],
	prepare: (item) => {
		const { options } = item;
		return {
			mailingListId: item.id('mailingListId'),
			wait: item.flag('waitUntilDone'),
			pollInterval: options.has('pollInterval')
				? options.whole('pollInterval', 2, 600)
				: POLL_INTERVAL,
		};
	},
	subject: ({ mailingListId }) => String(mailingListId),
	submit: {
		request: ({ mailingListId }) => ({
			...post`/send-list-to-verify`,
			body: { id: mailingListId },
		}),
		// Each time it would be paid for.
		repeatable: false,
		confirmed: verifier.done,
		done: 'The verification was begun',
	},
	look: ({ mailingListId }) => progressRequest(mailingListId),
	nothingFound: isUnknown,
	judge: (body) => {
		const progress = progressIn(body);
		if (!progress) return { state: 'unknown' };
		return { state: isComplete(progress) ? 'finished' : 'pending', seen: progress };
	},
	waits: ({ pollInterval }) => [
		...FIRST_WAITS.filter((seconds) => seconds < pollInterval),
		pollInterval,
	],
	timeout: { default: 1_800, least: 10, most: 86_400 },
	awaited: ({ wait }) => wait,
	output: async (progress, { mailingListId, wait }, finished, read) => {
		if (finished) {
			const verification = verificationIn(await read(summaryRequest(mailingListId)));
			return { ...summary(verification), processed: progress?.processed };
		}
		return wait ? progressRecord(mailingListId, progress) : succeeded({ mailingListId });
	},
	counts: { noun: 'mailing lists', done: 'submitted' },
});
