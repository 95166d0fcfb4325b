import '../../quickWaits.mts';
import { getCampaigns } from '../../../nodes/SendPulse/methods/getCampaigns';
import { answering, answeringBy, says } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

// The trigger node has it.
const get = method('loadOptions', getCampaigns);
showsErrors('loadOptions', getCampaigns);

test('gives all of them, beyond the first hundred, IDs as numbers', async () => {
	const all = Array.from({ length: 130 }, (_, index) => ({
		id: index + 1,
		name: `Campaign no. ${index + 1}`,
	}));
	answeringBy(({ path }) => {
		const offset = Number(/^\/campaigns\?limit=100&offset=(\d+)$/.exec(path)?.[1]);
		return says(all.slice(offset, offset + 100));
	});
	expect(await get()).toEqual(all.map(({ id, name }) => ({ name, value: id })));
});

test('none of SMS or Viber', async () => {
	answering(
		says([
			{ id: 1, name: 'SMS', is_sms: true, is_viber: false },
			{ id: 2, name: 'E-mail', is_sms: false, is_viber: false },
			{ id: 3, name: 'Viber', is_sms: false, is_viber: true },
		]),
	);
	expect(await get()).toEqual([{ name: 'E-mail', value: 2 }]);
});

test('tells what became of each', async () => {
	answering(
		says([
			{ id: '1', name: 'Sale', status: 3, send_date: '2021-09-01 10:55:39' },
			{ id: 2, name: 'Sale', status: 0, send_date: '2030-09-01 10:55:39' },
			{ id: 3, name: '', status: 26, send_date: null },
		]),
	);
	expect(await get()).toEqual([
		{ name: 'Sale', value: 1, description: 'Sent, 2021-09-01 10:55:39' },
		{ name: 'Sale', value: 2, description: 'New, 2030-09-01 10:55:39' },
		{ name: 'Campaign 3', value: 3, description: 'Draft' },
	]);
});
