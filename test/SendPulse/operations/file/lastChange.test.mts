/** Files by their last change, of which SendPulse can be asked to the minute alone. */
import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';

test('to the end of a day: its last minute is in it, and nothing of the next day', async () => {
	const at = (lastModified: string) => ({ path: `/${lastModified}`, lastModified });
	const before = at('2025-02-03T08:59:59.999Z');
	const wanted = ['2025-02-03T09:00:30.000Z', '2025-02-04T22:59:59.500Z', 'never'].map(at);
	const after = at('2025-02-04T23:00:00.000Z');
	const api = answering(says([before, ...wanted, after]));
	const { json } = await operation('file', 'getMany').run({
		folderPath: '/',
		filters: { dateFrom: '2025-02-03T10:00:00+01:00', dateTo: '2025-02-04T23:59:59+01:00' },
	});
	expect(api.requests[0]?.body).toMatchObject({ toDate: '2025-02-04 23:00' });
	expect(json).toEqual(wanted);
});
