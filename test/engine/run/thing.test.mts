/** Writes that name one thing, in a product whose deletions are answered without a body. */
import '../virtualTime.mts';
import type { INodeProperties } from 'n8n-workflow';
import { nothing } from '../../../nodes/engine/api/confirmed';
import { bare } from '../../../nodes/engine/api/envelope';
import type { Product } from '../../../nodes/engine/api/product';
import { requests } from '../../../nodes/engine/api/request';
import { change, removal, type Thing } from '../../../nodes/engine/run/thing';
import { answering, answeringBy, says } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const crm: Product = {
	...plainProduct,
	base: '/crm/v1',
	done: nothing,
	envelope: { ...bare, emptyIsDone: true },
};
const { del, put } = requests(crm);

const dealId: INodeProperties = {
	displayName: 'Deal ID',
	name: 'dealId',
	type: 'string',
	default: '',
};

const oneDeal: Thing<{ dealId: number }> = {
	product: crm,
	noun: 'deals',
	fields: [dealId],
	read: (item) => ({ dealId: item.id('dealId') }),
};

const title: INodeProperties = { displayName: 'Title', name: 'title', type: 'string', default: '' };

const node = madeUp(crm, [
	removal(oneDeal, { option: named('delete'), request: ({ dealId }) => del`/deals/${dealId}` }),
	removal(oneDeal, {
		option: named('deleteIfThere'),
		request: ({ dealId }) => del`/deals/${dealId}`,
		nothingFound: ({ status, own }) => status === 404 && own,
	}),
	change(oneDeal, {
		option: named('update'),
		fields: [title],
		says: (item) => ({ title: item.text('title') }),
		request: ({ dealId, title }) => ({ ...put`/deals/${dealId}`, body: { title } }),
		repeatable: true,
	}),
]);

const EMPTY = { status: 204, body: '' };
const GONE = { status: 404, body: { data: { code: 404, message: 'Deal not found' } } };
const PAGE = { status: 404, body: '<html>Not Found</html>' };
const lost = { status: 504, body: '<html>Gateway Timeout</html>' };

test.each([
	['delete', { deleted: true, dealId: 7 }, 'DELETE'],
	['deleteIfThere', { deleted: true, dealId: 7 }, 'DELETE'],
	['update', { success: true, dealId: 7, title: 'x' }, 'PUT'],
])('%s: an answer without a body is success', async (operation, output, method) => {
	const api = answering(EMPTY);
	const { json, error } = await node.run(operation, { dealId: '7', title: 'x' });
	expect(error).toBeUndefined();
	expect(json).toEqual([output]);
	expect(api.requests.map((request) => [request.method, request.path])).toEqual([
		[method, '/crm/v1/deals/7'],
	]);
});

test('in a product that always answers with a body, no body is no success', async () => {
	const other = { ...crm, envelope: bare };
	answeringBy(() => EMPTY);
	const { error } = await madeUp(other, [
		removal(
			{ ...oneDeal, product: other },
			{
				option: named('delete'),
				request: ({ dealId }) => requests(other).del`/deals/${dealId}`,
			},
		),
	]).run('delete', { dealId: '7' });
	expect(error?.message).toContain('with an empty answer (status 204)');
});

test('nor is a body where none is documented, unless it says so', async () => {
	answeringBy(() => says({ deals: [] }));
	const { error } = await node.run('delete', { dealId: '7' });
	expect(error?.message).toContain('did not say that it was done');
});

test('words and code within data are read', async () => {
	answering(GONE);
	const { error } = await node.run('delete', { dealId: '7' });
	expect(error?.message).toBe(
		'SendPulse does not know this record. Check the ID. SendPulse says: Deal not found (code 404).',
	);
});

test('what is gone after a lost answer was deleted; at once it is an error, unless documented', async () => {
	answering(lost, GONE);
	expect((await node.run('delete', { dealId: '7' })).json).toEqual([{ deleted: true, dealId: 7 }]);
});

test('a page that is not there is no deal that is gone', async () => {
	answering(lost, PAGE);
	const { json, error } = await node.run('delete', { dealId: '7' });
	expect(json).toEqual([]);
	expect(error?.message).toContain('An attempt before that was left without a clear answer');
});

test.each([
	['delete', [], 'SendPulse does not know this record'],
	['deleteIfThere', [{ deleted: true, dealId: 7, found: false }], undefined],
] as const)('%s of what is not there', async (operation, output, message) => {
	answering(GONE);
	const { json, error } = await node.run(operation, { dealId: '7' });
	expect(json).toEqual(output);
	if (message) expect(error?.message).toContain(message);
	else expect(error).toBeUndefined();
});

test('one that can not be read fails alone, and the others keep their places', async () => {
	const items = [{ id: '1' }, { id: 'x' }, { id: '3' }];
	answeringBy(() => EMPTY);
	const { json } = await node.run('delete', { dealId: '={{ $json.id }}' }, { items, ...goOn });
	expect(json).toEqual([
		{ deleted: true, dealId: 1 },
		{ error: expect.stringContaining("Item 2: 'Deal ID'") as string, input: items[1] },
		{ deleted: true, dealId: 3 },
	]);
});

test('stopped half-way, the error counts the things', async () => {
	const items = [{ id: '1' }, { id: '2' }];
	answeringBy(({ path }) => (path.endsWith('/2') ? GONE : EMPTY));
	const { error } = await node.run('delete', { dealId: '={{ $json.id }}' }, { items });
	expect(error?.message).toMatch(/ By then 1 of 2 deals had been deleted\.$/);
});
