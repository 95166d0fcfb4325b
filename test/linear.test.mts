import { Script } from 'node:vm';
import { checkedBaseUrl } from '../nodes/engine/api/baseUrl';
import { ipBytes } from '../nodes/engine/deliveries/ipRanges';
import { keptPlaceholders, placeholderProblem } from '../nodes/engine/parameters/placeholders';
import { withOpenBody } from '../nodes/fields/templateBody';
import { comparableUrl } from '../nodes/SendPulseTrigger/webhookUrl';

/** Far more than the work takes; what takes the square of the size needs a minute. */
const AMPLE_MS = 20_000;
const SIZE = 300_000;
const many = (text: string) => text.repeat(SIZE / text.length);

/** Runs the work, and throws where it goes on for too long. */
const within = <Result,>(work: () => Result): Result =>
	new Script('work()').runInNewContext({ work }, { timeout: AMPLE_MS }) as Result;

test.each<[string, () => unknown, unknown]>([
	['backslashes', () => keptPlaceholders(`=${many('\\')}`), undefined],
	['braces that are not closed', () => placeholderProblem('', many('{{a|')), undefined],
	['spaces between braces', () => keptPlaceholders(`={{${many(' ')}`), undefined],
	['per cent signs in an IP address', () => ipBytes(`${many('%')}\n1`), undefined],
	[
		'spaces in the HTML of a template',
		() => withOpenBody({ body: `a${many(' ')}!` }).body,
		`a${many(' ')}!`,
	],
	[
		'slashes in a Base URL',
		() => checkedBaseUrl(`https://api.sendpulse.com/${many('/')}x`),
		`https://api.sendpulse.com/${many('/')}x`,
	],
	[
		'slashes in the URL of a webhook',
		() => comparableUrl(`https://n8n.example/${many('/')}x`),
		`https://n8n.example/${many('/')}x`,
	],
])('hundreds of thousands of %s are looked through in one go', (_, work, result) => {
	expect(within(work)).toEqual(result);
});
