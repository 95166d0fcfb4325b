/** Reports, which SendPulse deletes when they are fetched. In virtual time. */
import { duringNextWait } from '../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, DONE, refuses, says, type Answer } from '../../api.mts';
import { LIST } from '../../SendPulse/suites.mts';
import { verification, verifierOperation } from '../records.mts';

const getReport = verifierOperation('mailingList', 'getReport');
const CSV = '"Email";"Status"\r\n"a@x.example";"Valid"';

const file = (text = CSV): Answer => ({
	status: 200,
	body: text,
	headers: {
		'content-type': 'application/octet-stream',
		'content-disposition': `attachment; filename="verification_${LIST}.csv"`,
	},
});

/** SendPulse, where a report takes two looks, and is gone when it was fetched once. */
function reports(fetched: Answer[] = [file()]) {
	const asked: string[] = [];
	let looks = 0;
	const left = [...fetched];
	const api = answeringBy(({ method, path }) => {
		const what = method === 'POST' ? 'order' : /check-report/.test(path) ? 'look' : 'fetch';
		asked.push(what);
		if (what === 'order') {
			looks = 0;
			return DONE;
		}
		if (what === 'look') return says(verification(LIST, { status: ++looks > 1 ? 2 : 0 }));
		return left.shift() ?? says({ result: false });
	});
	return { api, asked };
}

test('a report that is made anew is waited for no longer than the execution lasts', async () => {
	let cancel = () => {};
	const { api, asked } = reports([says({ result: false }), file()]);
	const anew = async () => {
		if (asked.filter((what) => what === 'order').length > 1) cancel();
		else duringNextWait(anew);
	};
	duringNextWait(anew);
	await getReport.run({ mailingListId: LIST }, { onStart: (end) => (cancel = end) });
	expect(asked).toEqual(['order', 'look', 'look', 'fetch', 'order']);
	expect(api.requests).toHaveLength(5);
});

const contentOf = (data: string) => Buffer.from(data, 'base64').toString();

test('orders the report, waits until it is there, and gives the file', async () => {
	const { api, asked } = reports();
	const { items, error } = await getReport.run({ mailingListId: LIST });
	expect(error).toBeUndefined();
	expect(items).toMatchObject([
		{
			json: {
				mailingListId: LIST,
				fileName: `verification_${LIST}.csv`,
				format: 'csv',
				verdicts: ['valid', 'unconfirmed', 'invalid'],
				finished: true,
			},
			binary: { data: { fileName: `verification_${LIST}.csv`, mimeType: 'text/csv' } },
		},
	]);
	expect(contentOf(items[0].binary!.data.data)).toBe(CSV);
	expect(asked).toEqual(['order', 'look', 'look', 'fetch']);
	expect(api.requests[0]).toEqual({
		method: 'POST',
		path: '/verifier-service/make-report',
		body: { id: LIST, format: 2, status: [1, 2, 3] },
	});
	expect(api.requests[3].path).toBe(`/verifier-service/get-report?id=${LIST}&format=2`);
});

test('format, verdicts, language, name and field as wanted', async () => {
	const { api } = reports([{ status: 200, body: CSV }]);
	const { items } = await getReport.run({
		mailingListId: LIST,
		format: 'xlsx',
		options: {
			verdicts: ['invalid', 'unverified'],
			language: 'en',
			fileName: '../bad addresses',
			outputField: 'report',
		},
	});
	expect(api.requests[0].body).toEqual({ id: LIST, format: 4, status: [0, 3], lang: 'en' });
	expect(items[0].json).toMatchObject({ fileName: 'bad addresses.xlsx', format: 'xlsx' });
	expect(items[0].binary?.report.mimeType).toMatch(/spreadsheetml/);
});

test.each<[string, Answer]>([
	['is no file', says({ result: false })],
	['is empty', { status: 200, body: '' }],
	['is not there', refuses(404, 404, 'Not found')],
	['breaks', { status: 500, body: '<html>' }],
])('what %s is ordered anew', async (_, broken) => {
	// What is unclear is asked for several times before it is given up.
	const { items, error } = await run(broken);
	expect(error).toBeUndefined();
	expect(contentOf(items[0].binary!.data.data)).toBe(CSV);
});

async function run(broken: Answer) {
	let orders = 0;
	answeringBy(({ method, path }) => {
		if (method === 'POST') orders++;
		if (method === 'POST') return DONE;
		if (/check-report/.test(path)) return says(verification(LIST));
		return orders > 1 ? file() : broken;
	});
	return await getReport.run({ mailingListId: LIST });
}

test('what never arrives is an error, and is not ordered for ever', async () => {
	const { asked } = reports([]);
	const { error } = await getReport.run({ mailingListId: LIST });
	expect(error?.message).toMatch(/^The report was ordered, but /);
	expect(asked.filter((what) => what === 'order')).toHaveLength(3);
});

test('when time is over it is not finished, and there is no file', async () => {
	answeringBy(({ method }) => (method === 'POST' ? DONE : says('false')));
	const { items, error } = await getReport.run({ mailingListId: LIST, options: { timeout: 5 } });
	expect(error).toBeUndefined();
	const json = {
		mailingListId: LIST,
		format: 'csv',
		verdicts: ['valid', 'unconfirmed', 'invalid'],
	};
	expect(items).toEqual([{ json: { ...json, finished: false }, pairedItem: { item: 0 } }]);
});

test('items that want the same report share it, and its one download', async () => {
	const { asked } = reports();
	const { items } = await getReport.run({ mailingListId: LIST }, { items: [{}, {}] });
	expect(items.map(({ binary }) => contentOf(binary!.data.data))).toEqual([CSV, CSV]);
	expect(asked).toEqual(['order', 'look', 'look', 'fetch']);
});

test('two different reports on one list in one format are refused: SendPulse has one', async () => {
	const { asked } = reports();
	const { error } = await getReport.run(
		{ mailingListId: LIST, options: { verdicts: '={{ [$json.verdict] }}' } },
		{ items: [{ verdict: 'valid' }, { verdict: 'invalid' }] as IDataObject[] },
	);
	expect(error?.message).toMatch(
		/^Item 2: 'Format' is that of another report on the same mailing list/,
	);
	expect(asked).toEqual([]);
});

test.each([
	[
		['valid', 'good'],
		/^'Verdicts' has to hold some of unverified, valid, unconfirmed, invalid, not 'good'/,
	],
	[[], /^'Verdicts' was added but is empty/],
])('%j are no verdicts', async (verdicts, text) => {
	const { asked } = reports();
	const { error } = await getReport.run({ mailingListId: LIST, options: { verdicts } });
	expect(error?.message).toMatch(text);
	expect(asked).toEqual([]);
});
