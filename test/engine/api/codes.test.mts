import { GENERAL_CODES } from '../../../nodes/engine/api/codes';
import { CODES as OWN_CODES } from '../../../nodes/SendPulse/codes';

const CODES = { ...GENERAL_CODES, ...OWN_CODES };

const entries = Object.entries(CODES).map(([code, { meaning, remedy }]) => ({
	code,
	meaning,
	remedy: typeof remedy === 'string' ? remedy : remedy(),
}));

test('every code of the REST API introduction has its text', () => {
	// "Error codes" there, without the SMS and push codes of other services.
	const documented = [
		8, 10, 11, 13, 17, 19, 20, 21, 97, 201, 203, 211, 213, 303, 400, 502, 602, 701, 704, 707, 708,
		711, 720, 721, 722, 791, 799, 800, 802, 901, 902, 903, 904, 905, 906, 1003, 1004, 1005, 1101,
		1104, 2020202020,
	];
	expect(documented.filter((code) => !(code in CODES))).toEqual([]);
});

test.each(entries)(
	'code $code: two sentences that begin large and leave the stop to the message',
	({ meaning, remedy }) => {
		for (const text of [meaning, remedy]) {
			expect(text).toMatch(/^[A-Z]/);
			expect(text).not.toMatch(/[.!?\s]$/);
		}
	},
);

test('four campaigns an hour: the remedy names a time', () => {
	jest.useFakeTimers({ now: new Date('2026-01-15T23:30:00Z') });
	const { remedy } = CODES[791];
	expect(typeof remedy === 'function' && remedy()).toContain('00:30 UTC');
	jest.useRealTimers();
});
