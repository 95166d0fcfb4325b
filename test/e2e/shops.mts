/** Examples that a shop starts by its webhooks. */
import type { Workflow } from '../../host/client.mts';
import type { Stage } from '../../host/stage.mts';
import { ContactStatus } from '../../sandbox/index.mts';
import { dataTable } from './dataTables.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { executions, post, publishedByTest } from './triggers.mts';

const BY_CLICK = 'When clicking ‘Execute workflow’';

/** As WooCommerce reports an order; of what it tells, what counts here. */
const wooOrder = (order: object = {}) => ({
	id: 727,
	number: '1042',
	status: 'processing',
	currency: 'EUR',
	total: '49.90',
	billing: { first_name: 'Ann', last_name: 'Lee', email: 'Ann@mail.example ', phone: '' },
	line_items: [
		{ name: 'Rose', quantity: 2, total: '39.90' },
		{ name: 'Vase', quantity: 1, total: '10.00' },
	],
	...order,
});

/** As Shopify reports one. */
const shopifyOrder = {
	id: 820_982_911,
	name: '#1043',
	order_number: 1043,
	email: 'bo@mail.example',
	total_price: '12.50',
	currency: 'USD',
	financial_status: 'paid',
	customer: { first_name: 'Bo' },
	line_items: [{ title: 'Tulip', quantity: 5, price: '2.50' }],
};

/** The stage is open once the tests run. */
export function shopTests(opened: () => Stage): void {
	const published = publishedByTest(() => opened().client);
	const list = () => opened().sandbox.state.lists.getByName('Newsletter')!;
	const events = () => opened().sandbox.state.automations.received;

	/** Publishes an example; what its webhooks get is followed to the end. */
	async function live(name: string) {
		const { client, n8n } = opened();
		const sendPulse = await opened().credential(`For ${name}`);
		const mailingListId = picked(String(list().id));
		const workflow = await client.createWorkflow(
			filledIn(name, { sendPulse, picks: { mailingListId } }),
		);
		published.add(workflow.id);
		expect((await client.publish(workflow)).status).toBe('published');
		let told = 0;
		return {
			workflow,
			/** Reports something to one of the webhooks. */
			async tell(node: string, body: unknown) {
				const { webhookId } = workflow.nodes.find(({ name: its }) => its === node)!;
				const { status } = await post(`${n8n.url}/webhook/${webhookId}`, JSON.stringify(body));
				expect(status).toBe(200);
				const runs = await executions(client, workflow.id, ++told);
				const run = runs.at(-1)!;
				expect(run.error).toBeUndefined();
				return run;
			},
		};
	}

	it('an order makes its buyer a contact, and starts the automation once', async () => {
		opened().sandbox.state.automations.create('purchase');
		const { tell } = await live('shop-order');

		const test = await tell('Order Reported', { webhook_id: 17 });
		await tell('Order Reported', wooOrder());
		await tell('Order Reported', shopifyOrder);
		await tell('Order Reported', wooOrder({ status: 'completed' }));
		const nameless = await tell('Order Reported', wooOrder({ number: '1044', billing: {} }));
		const unpaid = await tell('Order Reported', wooOrder({ number: '1045', status: 'pending' }));
		const wrong = await tell(
			'Order Reported',
			wooOrder({ number: '1046', billing: { email: 'ann@mail' } }),
		);

		const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
		const variablesOf = (email: string) =>
			Object.fromEntries(list().contacts.get(email)?.variables ?? []);
		expect(variablesOf('ann@mail.example')).toEqual({
			name: 'Ann',
			last_order: '1042',
			last_order_total: 49.9,
			last_order_date: today,
			last_order_products: '2 × Rose, 1 × Vase',
		});
		expect(variablesOf('bo@mail.example')).toMatchObject({ last_order: '1043', name: 'Bo' });
		expect(events()).toMatchObject([
			{
				name: 'purchase',
				email: 'ann@mail.example',
				variables: { order: '1042', currency: 'EUR', products: '2 × Rose, 1 × Vase' },
			},
			{ name: 'purchase', email: 'bo@mail.example', variables: { order: '1043' } },
		]);
		expect([test, nameless, unpaid].map((run) => run.json('Left Out')[0]?.reason)).toEqual([
			'This is no order: it has no number',
			'Order 1044 has no e-mail address',
			'Order 1045 is not paid yet',
		]);
		expect(wrong.json('Refused')).toMatchObject([{ order: '1046' }]);
	});

	it('an order of somebody who has unsubscribed starts nothing', async () => {
		opened().sandbox.state.automations.create('purchase');
		const email = 'gone@mail.example';
		list().contacts.add({ email, status: ContactStatus.unsubscribed, addedAt: 0 });
		const { tell } = await live('shop-order');

		await tell('Order Reported', wooOrder({ number: '2001', billing: { email } }));

		expect(list().contacts.get(email)?.status).toBe(ContactStatus.unsubscribed);
		expect(events()).toEqual([]);
	});

	describe('carts', () => {
		const shopifyCart = {
			token: 'c-2',
			email: 'bo@mail.example',
			abandoned_checkout_url: 'https://shop.example/checkouts/c-2',
			total_price: '12.50',
			currency: 'USD',
			line_items: [{ title: 'Tulip', quantity: 5 }],
		};
		const ownCart = {
			cart_id: 'c-1',
			email: 'Ann@mail.example',
			url: 'https://shop.example/cart/1',
			products: '2 × Rose',
			total: 49.9,
			currency: 'EUR',
		};

		async function table() {
			const made = await dataTable(opened().client, 'Shop Carts');
			if (!made) throw new Error('The example has not made its table');
			return made;
		}
		/** Lets two hours pass for a cart. */
		const leave = async (cart: string) =>
			await (
				await table()
			).change('cart', cart, { changedAt: new Date(Date.now() - 7_200_000).toISOString() });
		async function look(workflow: Workflow) {
			const run = await opened().client.execute(workflow, BY_CLICK);
			expect(run.error).toBeUndefined();
		}

		it('that were left behind are reminded of once; not those that were ordered, or touched again', async () => {
			opened().sandbox.state.automations.create('abandoned_cart');
			const { workflow, tell } = await live('shop-abandoned-cart');

			await look(workflow);
			await tell('Cart Changed', ownCart);
			await tell('Cart Changed', shopifyCart);
			await tell('Cart Changed', { ...ownCart, cart_id: 'c-3' });
			await tell('Cart Changed', { ...ownCart, cart_id: 'c-4', email: '' });
			await tell('Cart Changed', {});
			await look(workflow);
			expect(events()).toEqual([]);

			for (const cart of ['c-1', 'c-2', 'c-3']) await leave(cart);
			await tell('Order Paid', { cart_id: 'c-3' });
			await tell('Order Paid', { cart_id: 'c-5' });
			await tell('Order Paid', {});
			// Reported late: it was ordered already.
			await tell('Cart Changed', { ...ownCart, cart_id: 'c-5' });
			await leave('c-5');
			await tell('Cart Changed', shopifyCart);
			await look(workflow);

			expect(events()).toMatchObject([
				{
					name: 'abandoned_cart',
					email: 'ann@mail.example',
					variables: {
						cart: 'c-1',
						url: 'https://shop.example/cart/1',
						products: '2 × Rose',
						total: '49.9',
						currency: 'EUR',
					},
				},
			]);

			await leave('c-2');
			await Promise.all([look(workflow), look(workflow)]);
			await tell('Cart Changed', ownCart);
			await leave('c-1');
			await look(workflow);

			expect(events().map(({ variables }) => variables.cart)).toEqual(['c-1', 'c-2']);
			expect((await (await table()).rows()).map(({ cart }) => cart).sort()).toEqual([
				'c-1',
				'c-2',
				'c-3',
				'c-5',
			]);
		});

		it('of which SendPulse does not take the event keep the reason, and are not tried again', async () => {
			const { workflow, tell } = await live('shop-abandoned-cart');
			await tell('Cart Changed', { ...ownCart, cart_id: 'c-9' });
			await leave('c-9');

			await look(workflow);
			opened().sandbox.state.automations.create('abandoned_cart');
			await look(workflow);

			expect(events()).toEqual([]);
			const row = (await (await table()).rows()).find(({ cart }) => cart === 'c-9');
			expect(row?.problem).toContain('There is no event of this name');
		});
	});
}
