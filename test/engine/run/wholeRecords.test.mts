/** Records of which most users want a part, and those that take more than one request. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { hasId } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { listing, read, steps, write } from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const DEAL = { id: 7, name: 'Boat', color: 'red' };
const common = {
	fields: [],
	prepare: () => ({}),
	simplify: ({ id, parts }: IDataObject) => ({ id, ...(parts ? { parts } : {}) }),
};
const complete = async (
	record: IDataObject,
	_: unknown,
	ask: (request: ReturnType<typeof get>) => Promise<unknown>,
) => ({ ...record, parts: (await ask(get`/deals/${String(record.id)}/parts`)) as IDataObject[] });

const node = madeUp(plainProduct, [
	write({
		...common,
		option: named('write'),
		repeatable: false,
		confirmed: hasId,
		request: () => post`/deals`,
		output: (body) => body as IDataObject,
	}),
	steps<object, { deal?: IDataObject }>({
		...common,
		option: named('steps'),
		placeholders: {},
		steps: () => [
			{
				effect: 'write',
				about: 'the deal',
				repeatable: false,
				confirmed: hasId,
				request: () => post`/deals`,
				learn: (deal) => ({ deal: deal as IDataObject }),
				done: () => 'The deal exists',
			},
		],
		output: ({ deal }) => deal!,
	}),
	read({ ...common, option: named('get'), request: () => get`/deals/7`, complete }),
	listing({
		...common,
		option: named('getMany'),
		request: () => get`/deals`,
		paged: false,
		identify: ({ id }) => id,
		complete,
	}),
]);

const api = (parts = says([{ of: 'it' }])) =>
	answeringBy(({ method, path }) => {
		if (path.endsWith('/parts')) return parts;
		return says(path === '/made-up/deals' && method === 'GET' ? [DEAL, { ...DEAL, id: 8 }] : DEAL);
	});

test.each(['write', 'steps'])('%s has Simplify, too, before its options', async (name) => {
	const own = node.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(name),
	);
	expect(own.map((field) => field.name)).toEqual(['simplify', 'options']);
	api();
	expect((await node.run(name, { simplify: true })).json).toEqual([{ id: 7 }]);
	expect((await node.run(name, { simplify: false })).json).toEqual([DEAL]);
});

test('what belongs to a record is asked for beside it', async () => {
	const { requests: sent } = api();
	const { json } = await node.run('get', { simplify: true });
	expect(json).toEqual([{ id: 7, parts: [{ of: 'it' }] }]);
	expect(sent.map(({ path }) => path)).toEqual(['/made-up/deals/7', '/made-up/deals/7/parts']);
});

test('in a list only for those that are wanted, in the order of the list', async () => {
	const { requests: sent } = api();
	const { json } = await node.run('getMany', { returnAll: true, simplify: false });
	expect(json.map(({ id, parts }) => [id, parts])).toEqual([
		[7, [{ of: 'it' }]],
		[8, [{ of: 'it' }]],
	]);
	expect(sent).toHaveLength(3);
	await node.run('getMany', { limit: 1 });
	expect(sent).toHaveLength(5);
});

test('where it can not be had, the item fails of that', async () => {
	api(refuses(403, 403, 'No'));
	const { json } = await node.run('getMany', { returnAll: true }, goOn);
	expect(json).toEqual([{ error: expect.stringContaining('SendPulse says: No') as string }]);
});
