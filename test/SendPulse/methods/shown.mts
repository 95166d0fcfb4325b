/** Tests that hold for all lists to pick from. */
import type { IDataObject } from 'n8n-workflow';
import { answering, apiKey, refuses, type Answer } from '../../api.mts';
import { callChatbotMethod, callMethod, StoredCredential } from '../../n8n.mts';

type Kind = Parameters<typeof callMethod>[0];
type Name = Parameters<typeof callMethod>[1];

const methodOf =
	(call: typeof callMethod) =>
	(kind: Kind, name: Name, parameters: IDataObject = {}) =>
	async (...args: unknown[]): Promise<unknown> =>
		await call(kind, name, apiKey(), parameters, ...args);

/** A method of the node, called as the editor does, by an account of its own. */
export const method = methodOf(callMethod);
export const chatbotMethod = methodOf(callChatbotMethod);

/** To be used with quick waits: what is unclear is asked a second time. */
export function showsErrors(
	kind: Kind,
	name: Name,
	parameters: IDataObject = {},
	callIt = callMethod,
): void {
	const call = methodOf(callIt)(kind, name, parameters);
	const down: Answer = { status: 502, body: '<html>Bad Gateway</html>' };

	test.each<[string, Answer[], string]>([
		[
			'401',
			[refuses(401, 401, 'Unauthorized!')],
			'SendPulse did not accept the credential. Check in SendPulse (Settings > API) that it is complete and not revoked, then correct it in n8n.',
		],
		[
			'403',
			[refuses(403, 3030303030, 'Access denied')],
			'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it. SendPulse says: Access denied (code 3030303030).',
		],
		[
			'502, twice',
			[down, down],
			'SendPulse answered with status 502 and a web page instead of data, 2 times in a row. Try again in a minute.',
		],
		[
			'429 for a minute',
			[{ status: 429, body: '', headers: { 'Retry-After': '60' } }],
			"SendPulse refuses more requests for now. It allows 10 a second, and depending on the plan 1,000 to 3,000 a minute and 500,000 to 3,000,000 a day, for the whole account. Wait a minute and run this again; if it goes on, the day's quota may be used up.",
		],
	])('%s is shown, not an empty list', async (_, answers, message) => {
		const api = answering(...answers);
		await expect(call()).rejects.toMatchObject({ name: 'NodeApiError', message });
		expect(api.requests).toHaveLength(answers.length);
	});

	test('a credential that can not work is shown, not an empty list', async () => {
		const api = answering();
		const wrong = new StoredCredential({
			authentication: 'apiKey',
			apiKey: 'key',
			baseUrl: 'http://example.com',
		});
		await expect(callIt(kind, name, wrong, parameters)).rejects.toThrow(
			'The Base URL of the SendPulse credential must start with https://',
		);
		expect(api.requests).toEqual([]);
	});
}
