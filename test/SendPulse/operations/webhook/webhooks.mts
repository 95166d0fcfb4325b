/** What the tests of webhooks share. */
import { answering, refuses, says, silent } from '../../../api.mts';
import { goesOnAfterFailures, type Refusal, type Sample } from '../../suites.mts';

export const PATH = '/v2/email-service/webhook';
export const URL_OF_USER = 'https://site.com/callback';
export const ID = 162242;

/** A webhook, in the answers' own words. */
export const row = (id: number, action: string, url = URL_OF_USER) => ({
	id,
	user_id: 7043663,
	url,
	action,
});

/** Changes are answered so. */
export const CHANGED = says({ success: true, data: [true] });

export const refusals: Refusal[] = [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
	[
		422,
		422,
		'Argument url is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
];

export function goesOnWithOtherWebhooks(sample: Sample): void {
	goesOnAfterFailures(sample, {
		name: 'webhookId',
		values: { good: ID, wrong: 'open', refused: 404404 },
		isRefused: ({ path }) => path === `${PATH}/404404`,
		refusal: { status: 404, body: { message: 'Not found' } },
		texts: {
			wrong: "'Webhook' has to be an ID, a whole number like 123456, not 'open'.",
			refused:
				'SendPulse does not know this record. Check the ID. SendPulse says: Not found (status 404).',
		},
	});
}

/** No document says how failures of this part of the API look. */
export function failsEitherWay({ operation, parameters, request }: Sample): void {
	test.each([
		['with a code', refuses(404, 404, 'Not found'), 'Not found (code 404).'],
		[
			'in an envelope',
			says({ success: false, data: null, message: 'No such webhook' }),
			'No such webhook (status 200).',
		],
		[
			'per field',
			{ status: 422, body: { success: false, errors: { url: ['The url is invalid.'] } } },
			'url: The url is invalid. (status 422).',
		],
	])('a failure %s is no success', async (_, answer, text) => {
		const api = answering(answer);
		const { error, items } = await operation.run(parameters);
		expect(error?.message).toContain(`SendPulse says: ${text}`);
		expect([items, api.requests]).toEqual([[], [request]]);
	});
}

export function takesUrls({ operation, parameters, answer }: Sample, path: string): void {
	test.each([
		[' https://site.com/callback ', 'https://site.com/callback'],
		['HTTPS://Site.com', 'HTTPS://Site.com'],
		['http://127.0.0.1:5678/webhook/x?a=b#c', 'http://127.0.0.1:5678/webhook/x?a=b#c'],
		['https://пример.рф/колбэк', 'https://пример.рф/колбэк'],
	])('takes %j as URL', async (url, sent) => {
		const api = answering(answer);
		const { error } = await operation.run({ ...parameters, url });
		expect(error).toBeUndefined();
		expect(
			api.requests.map((request) => [request.path, (request.body as { url: string }).url]),
		).toEqual([[path, sent]]);
	});

	const noAddress = (shown: string) =>
		`has to be an address like https://example.com/sendpulse, not '${shown}'.`;
	test.each<[unknown, string]>([
		['', 'is empty. Fill it in.'],
		[null, 'is empty. Fill it in.'],
		['site.com/callback', noAddress('site.com/callback')],
		['ftp://site.com', noAddress('ftp://site.com')],
		['javascript:alert(1)', noAddress('javascript:alert(1)')],
		['https://', noAddress('https://')],
		['https://?a=b', noAddress('https://?a=b')],
		['https://site.com:port/', noAddress('https://site.com:port/')],
		['https://site.com/call back', noAddress('https://site.com/call back')],
		['https://a.com, https://b.com', noAddress('https://a.com, https://b.com')],
		[{ url: 'x' }, `has to be text, not '{"url":"x"}'.`],
	])('refuses %j as URL before anything is sent', async (wrong, text) => {
		const api = silent();
		const { error } = await operation.run(
			{ ...parameters, url: '={{ $json.url }}' },
			{ items: [{ url: URL_OF_USER }, { url: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: 'URL' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
}
