/** Lists in orders that the sandbox does not give; the rest of the profile is in `test/SendPulse/person`. */
import { answeringBy, operation, says } from '../../../api.mts';
import { made } from '../campaign/mailing.mts';

test('the newest campaigns are those of the latest dates, in whichever order they are listed', async () => {
	const day = (number: number) => ({ send_date: `2026-01-${number} 09:00:00` });
	const listed = [
		made(14, { is_sms: true, ...day(29) }),
		made(13, { send_date: null }),
		made(12, day(11)),
		// Made before, and scheduled.
		made(11, day(25)),
		made(10, day(20)),
	];
	const asked: string[] = [];
	answeringBy(({ path }) => {
		asked.push(path);
		if (path.startsWith('/campaigns?')) return says(path.includes('offset=0') ? listed : []);
		return says([{ sent_date: 'x', global_status_explain: 'Sent' }]);
	});
	const { json } = await operation('emailAddress', 'getProfile').run({
		email: 'ann@x.example',
		include: 'campaigns',
		options: { campaignLimit: 2 },
	});
	expect(json).toMatchObject([{ campaigns: [{ id: 11 }, { id: 10 }], unavailable: [] }]);
	expect(asked).toHaveLength(3);
});
