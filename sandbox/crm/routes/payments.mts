import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { refused } from '../errors.mts';
import { PaymentStatus, type CrmPayment } from '../store.mts';
import { crmTime } from '../times.mts';
import {
	allNamed,
	argumentsOf,
	body,
	currency,
	integer,
	named,
	nothing,
	text,
} from './requests.mts';

/** Payments that were made by hand. */
export function paymentRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;

	const list = (test: (payment: CrmPayment) => boolean = () => true) =>
		store().payments.all().filter(test);

	api.get('/payments/all', { config: { query: [] } }, async () => {
		const data = list().map((payment) => {
			const contact = store().contacts.get(payment.contactId ?? 0);
			return {
				id: payment.id,
				userId: store().ownerId,
				contactId: payment.contactId,
				dealId: payment.dealId,
				status: payment.status,
				firstName: contact?.firstName ?? null,
				lastName: contact?.lastName ?? null,
				name: `Payment ${payment.id}`,
				responsibleId: store().ownerId,
				// A number here, a text where one deal or contact is asked for.
				price: { amount: payment.amount, currency: payment.currency },
				description: payment.description,
				merchantName: null,
				merchantUuid: null,
				paymentMethod: null,
				promoCode: null,
				promoCodeDiscount: null,
				createdAt: crmTime(payment.createdAt),
				externalContactId: contact?.externalContactId ?? null,
				paymentItems: [],
			};
		});
		return { data, total: data.length };
	});

	api.get('/payments/deals/:dealId', { config: { query: [] } }, async (request) => {
		const { id } = named(request, 'dealId', store().deals);
		const data = list(({ dealId }) => dealId === id).map(record);
		return { data, total: data.length };
	});

	api.get('/payments/contacts/:contactId', { config: { query: [] } }, async (request) => {
		const { id } = named(request, 'contactId', store().contacts);
		const data = list(({ contactId }) => contactId === id).map(record);
		return { data, total: data.length };
	});

	// No envelope around this one.
	api.post(
		'/payments',
		body(
			{
				dealId: integer,
				contactId: integer,
				description: text,
				price: { ...integer, minimum: 1 },
				currency,
			},
			'price',
			'currency',
		),
		async (request, reply) => {
			const args = argumentsOf(request);
			const { dealId = null, contactId = null, description = null } = args;
			if (dealId === null && contactId === null)
				throw refused('dealId', 'The dealId field is required when contactId is not present.');
			if (dealId !== null) allNamed([dealId], 'dealId', store().deals);
			if (contactId !== null) allNamed([contactId], 'contactId', store().contacts);
			const made = store().payments.add((id) => ({
				id,
				dealId: dealId as number | null,
				contactId: contactId as number | null,
				description: description as string | null,
				amount: Number(args.price),
				currency: String(args.currency),
				status: PaymentStatus.pending,
				createdAt: sandbox.clock.now(),
			}));
			return reply.code(201).send(record(made));
		},
	);

	api.post('/payments/:paymentId/approve', async (request, reply) => {
		settle(request, PaymentStatus.approved);
		return nothing(reply, 200);
	});

	api.post('/payments/:paymentId/cancel', async (request, reply) => {
		settle(request, PaymentStatus.cancelled);
		return nothing(reply, 200);
	});

	/** What is settled can't be settled again. @throws CrmError */
	function settle(request: FastifyRequest, status: number): void {
		const payment = named(request, 'paymentId', store().payments);
		if (payment.status !== PaymentStatus.pending)
			throw refused('status', 'The payment has been settled already.');
		payment.status = status;
	}
}

const record = (payment: CrmPayment) => ({
	id: payment.id,
	name: `Payment ${payment.id}`,
	price: { amount: String(payment.amount), currency: payment.currency },
	status: payment.status,
	orderId: `crm-${payment.id}`,
	paymentDescription: payment.description,
	paymentMethod: null,
	createdAt: crmTime(payment.createdAt),
	promoCode: null,
	promoCodeDiscount: null,
});
