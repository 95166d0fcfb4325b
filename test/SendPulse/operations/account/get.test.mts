import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const get = operation('account', 'get');
const account = {
	id: 7043663,
	name: 'Frodo Baggins',
	first_name: 'Frodo',
	last_name: 'Baggins',
	email: 'frodo.baggins@shire.me',
	phone: '380680899608',
	lang: 'en:English',
	avatar: 'https://login.sendpulse.com/files/avatars/frodo_ring.png',
	currency: 'USD',
	country: 'NZ',
	city: 'Hobbiton',
	locale: 'Pacific/Auckland',
	time_zone: '12',
	team_name: 'Fellowship of the Ring',
	team_avatar: 'https://login.sendpulse.com/files/avatars/fellowship.png',
	phone_confirm: true,
};
const simple = {
	id: 7043663,
	name: 'Frodo Baggins',
	email: 'frodo.baggins@shire.me',
	phone: '380680899608',
	lang: 'en:English',
	currency: 'USD',
	country: 'NZ',
	locale: 'Pacific/Auckland',
	time_zone: '12',
	team_name: 'Fellowship of the Ring',
};
const sample: Sample = {
	operation: get,
	parameters: {},
	request: { method: 'GET', path: '/user/info' },
	answer: says(account),
	output: [simple],
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
]);

test.each([
	['everything', false, account],
	['ten fields', true, simple],
])('gives %s with Simplify %j', async (_, simplify, expected) => {
	answering(says(account));
	const { json } = await get.run({ simplify });
	expect(json).toEqual([expected]);
});

test('a wrong credential is named', async () => {
	answering({ status: 401, body: { message: 'Unauthorized!', error_code: 401 } });
	const { error } = await get.run({});
	expect(error?.message).toBe(
		'SendPulse did not accept the credential. Check in SendPulse (Settings > API) that it is complete and not revoked, then correct it in n8n.',
	);
});
