import { codeText, type CodeText, type Refusal } from '../engine/api/codes';

/** What the CRM's statuses mean; its document gives no codes. */
export const CODES: Readonly<Record<number, CodeText>> = {
	403: codeText(
		'SendPulse does not allow this',
		"The role of the API's user, or the plan, may not include this part of the CRM",
	),
};

/** What stands before an ID in the CRM's paths, and what it is the ID of. */
const NOUNS: Readonly<Record<string, string>> = {
	attachments: 'attachment',
	attributes: 'attribute',
	boards: 'board',
	comments: 'note',
	companies: 'company',
	contact: 'contact',
	'contact-tags': 'tag',
	contacts: 'contact',
	deal: 'deal',
	deals: 'deal',
	emails: 'e-mail address',
	messengers: 'messenger',
	payments: 'payment',
	phones: 'phone number',
	pipelines: 'pipeline',
	products: 'product',
	relation: 'company',
	steps: 'stage',
	task: 'task',
	'task-contacts': 'task',
	'task-deals': 'task',
	'task-to-task': 'task',
	tasks: 'task',
};

/** "Record not found" does not say which of those that a request names; its path has their IDs. */
export function textForUnknown({ status }: Refusal, path: string): CodeText | undefined {
	if (status !== 404) return undefined;
	const parts = path.split('/');
	const named = parts.flatMap((part, index) => {
		const noun = NOUNS[parts[index - 1]];
		return noun && /^\d+$/.test(part) ? [`${noun} ${part}`] : [];
	});
	if (named.length === 0) return undefined;
	return named.length === 1
		? codeText(`SendPulse does not know ${named[0]}`, 'Check the ID')
		: codeText(
				`SendPulse does not know one of these, or not together: ${named.join(', ')}`,
				'Check the IDs',
			);
}
