import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { record } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseSmtp);

const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

describe('searchSenders', () => {
	test('addresses, and those that hold what was typed', async () => {
		answeringBy(() => says(['news@shop.example', 'hello@shop.example']));
		expect(await search('searchSenders')).toEqual({
			results: [
				{ name: 'news@shop.example', value: 'news@shop.example' },
				{ name: 'hello@shop.example', value: 'hello@shop.example' },
			],
		});
		expect(await search('searchSenders', 'NEWS')).toEqual({
			results: [{ name: 'news@shop.example', value: 'news@shop.example' }],
		});
	});

	showsErrors('listSearch', 'searchSenders', {}, callMethod);
});

describe('searchEmails', () => {
	const entry = {
		name: 'anna-maria@gmail.com, Template test, 2018-10-10 12:54:45',
		value: 'pzkic9-0afezp-fc',
	};

	test('the newest e-mails', async () => {
		const api = answering(says([record()]));
		expect(await search('searchEmails')).toEqual({ results: [entry] });
		expect(api.requests.map(({ path }) => path)).toEqual([
			'/smtp/emails?country=off&limit=100&offset=0',
		]);
	});

	test('of a whole address SendPulse itself finds those to it', async () => {
		const api = answering(says([record()]));
		expect(await search('searchEmails', 'anna-maria@gmail.com')).toEqual({ results: [entry] });
		expect(api.requests.map(({ path }) => path)).toEqual([
			'/smtp/emails?country=off&recipient=anna-maria%40gmail.com&limit=100&offset=0',
		]);
	});

	test('a part of it is looked for', async () => {
		answering(
			says([record({ id: 'other', recipient: 'bob@example.com' }), record()] as IDataObject[]),
		);
		expect(await search('searchEmails', 'anna')).toEqual({ results: [entry] });
	});

	showsErrors('listSearch', 'searchEmails', {}, callMethod);
});
