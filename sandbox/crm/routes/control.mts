import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asArguments, type Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { isEmailAddress } from '../../syntax.mts';
import { openStages } from '../seller.mts';
import { DealStatus } from '../store.mts';

const CLOSED: Readonly<Record<string, number>> = {
	active: DealStatus.active,
	successful: DealStatus.successful,
	unsuccessful: DealStatus.unsuccessful,
};

/**
 * What sellers do in SendPulse, from the page or from another process. No part of SendPulse's API, and so nothing
 * that its pace counts.
 */
export function crmControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const seller = () => sandbox.state.seller;

	server.get('/sandbox/crm', async () => {
		sandbox.agenda.catchUp();
		return {
			contacts: store()
				.contacts.all()
				.map(({ id, firstName, lastName, updatedAt }) => ({ id, firstName, lastName, updatedAt })),
			deals: store()
				.deals.all()
				.map(({ id, name, pipelineId, stageId, status, price, updatedAt }) => ({
					id,
					name,
					pipelineId,
					stepId: stageId,
					status,
					price,
					updatedAt,
				})),
		};
	});

	does('/sandbox/crm/contacts/new', ({ firstName, lastName, email, phone }) => {
		const words = wordsIn({ firstName, lastName, email, phone });
		if (words.firstName === '') return 'firstName is missing';
		if (words.email !== '' && !isEmailAddress(words.email)) return 'email is no address';
		const { id } = seller().newContact(words.firstName, words);
		return { page: `/?view=crm-contacts&contact=${id}` };
	});

	does('/sandbox/crm/contacts/change', (args) => {
		const contact = store().contacts.get(Number(args.contact));
		if (!contact) return 'no such contact';
		const { firstName, lastName } = wordsIn(args);
		seller().rename(contact, firstName ?? '', lastName ?? '');
		return { page: `/?view=crm-contacts&contact=${contact.id}` };
	});

	does('/sandbox/crm/deals/new', (args) => {
		const stage = stageOf(args.stage);
		if (!stage) return 'no such stage';
		const price = Number(args.price ?? 0);
		if (!Number.isFinite(price)) return 'price is no number';
		const deal = seller().newDeal(stage, { name: wordsIn(args).name, price });
		return { page: boardWith(deal?.id) };
	});

	does('/sandbox/crm/deals/move', (args) => {
		const deal = store().deals.get(Number(args.deal));
		const stage = stageOf(args.stage);
		if (!deal || !stage) return `no such ${deal ? 'stage' : 'deal'}`;
		seller().move(deal, stage);
		return { page: boardWith(deal.id) };
	});

	does('/sandbox/crm/deals/close', (args) => {
		const deal = store().deals.get(Number(args.deal));
		const status = CLOSED[String(args.status)];
		if (!deal) return 'no such deal';
		if (status === undefined) return 'status is none of active, successful, unsuccessful';
		seller().close(deal, status);
		return { page: boardWith(deal.id) };
	});

	does('/sandbox/crm/deals/price', (args) => {
		const deal = store().deals.get(Number(args.deal));
		const price = Number(args.price);
		if (!deal) return 'no such deal';
		if (args.price === '' || !Number.isFinite(price)) return 'price is no number';
		seller().price(deal, price);
		return { page: boardWith(deal.id) };
	});

	/** `deeds`, one each `every` milliseconds. */
	does('/sandbox/crm/sell', ({ deeds = 20, every = 3_000 }) => {
		const [count, pause] = [Number(deeds), Number(every)];
		if (!(count >= 1 && count <= 1_000 && pause >= 1)) return 'deeds or every is out of bounds';
		seller().work(count, pause);
		return { page: '/?view=crm' };
	});

	const boardWith = (deal?: number) => `/?view=crm&deal=${deal}`;

	const stageOf = (id: unknown) =>
		store()
			.pipelines.all()
			.flatMap(({ stages }) => openStages(stages))
			.find((stage) => String(stage.id) === String(id));

	/** Does something, and shows it to whoever sent a form; or says why it can't be done. */
	function does(path: string, act: (args: Arguments) => string | { page: string }): void {
		server.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
			sandbox.agenda.catchUp();
			const outcome = act(asArguments(request.body));
			return typeof outcome === 'string'
				? refuse(reply, 422, outcome)
				: finish(request, reply, outcome.page);
		});
	}
}

const wordsIn = (args: Arguments): Record<string, string> =>
	Object.fromEntries(
		Object.entries(args).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.trim() : '',
		]),
	);
