import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
	asArguments,
	check,
	isType,
	pageOf,
	pageRules,
	passes,
	required,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { refusals } from '../../errors.mts';
import { isActive } from '../contacts.mts';
import type { MailingList } from '../lists.mts';

/** A blank name is code 201, one that is not there at all a missing argument. */
const nameRules = (name: string) => [
	passes(
		name,
		(value) => typeof value !== 'string' || value.trim() !== '',
		refusals.emptyListName(),
	),
	required(name),
	isType(name, 'string'),
];

/** The list that the path names, or 404 with code 213. */
export function listOf(request: FastifyRequest, { state }: SandboxContext): MailingList {
	const { id } = request.params as { id: string };
	const list = /^\d{1,15}$/.test(id) ? state.lists.get(Number(id)) : undefined;
	if (!list) throw refusals.listNotFound();
	return list;
}

/** Mailing lists (Bulk Email Service API, Mailing lists). */
export function listRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.post('/addressbooks', async (request) => {
		const args = asArguments(request.body);
		check(args, nameRules('bookName'));
		return { id: sandbox.state.lists.create(String(args.bookName)).id };
	});

	api.get('/addressbooks', async (request) => {
		const query = asArguments(request.query);
		check(query, pageRules);
		return sandbox.state.lists
			.page(pageOf(query, sandbox.options.listsMostPerPage))
			.map((list) => ({
				...head(list, sandbox),
				new_phones_quantity: sandbox.state.numberChecks.quantities(list).new,
				...tail(list, sandbox),
			}));
	});

	// One list comes as an array of one, without the number of new telephone numbers.
	api.get('/addressbooks/:id', async (request) => {
		const list = listOf(request, sandbox);
		return [{ ...head(list, sandbox), ...tail(list, sandbox) }];
	});

	api.put('/addressbooks/:id', async (request) => {
		const list = listOf(request, sandbox);
		const args = asArguments(request.body);
		check(args, nameRules('name'));
		sandbox.state.lists.rename(list, String(args.name));
		return { result: true };
	});

	api.delete('/addressbooks/:id', async (request) => {
		const list = listOf(request, sandbox);
		if (sandbox.state.campaigns.isListInUse(list.id)) throw refusals.listHasActiveCampaign();
		sandbox.state.lists.delete(list);
		return { result: true };
	});

	api.get('/addressbooks/:id/variables', async (request) => {
		const list = listOf(request, sandbox);
		const variables = [...list.variables].map(([name, type]) => ({ name, type }));
		return sandbox.options.emailAmongVariables
			? [{ name: 'email', type: 'string' }, ...variables]
			: variables;
	});

	// Bounds are not documented here; those of the other lists are taken.
	api.get('/addressbooks/:id/campaigns', async (request) => {
		const list = listOf(request, sandbox);
		const query = asArguments(request.query);
		check(query, pageRules);
		const { offset, limit } = pageOf(query, sandbox.options.campaignsMostPerPage);
		return sandbox.state.campaigns
			.ofList(list.id)
			.slice(offset, offset + limit)
			.map(({ id, name, status }) => ({ task_id: id, task_name: name, task_status: status }));
	});

	api.get('/addressbooks/:id/cost', async (request) => {
		const list = listOf(request, sandbox);
		if (list.contacts.size === 0) throw refusals.listEmpty();
		if (sandbox.options.planEnded) throw refusals.planEnded();
		return cost(list, sandbox);
	});
}

function head({ id, name, contacts }: MailingList, { options, clock }: SandboxContext) {
	const unseen = contacts.addedAfter(clock.now() - options.listIndexDelay);
	const unseenActive = unseen.filter(({ status }) => isActive(status)).length;
	return {
		id,
		name,
		all_email_qty: contacts.size - unseen.length,
		active_email_qty: contacts.total('active') - unseenActive,
		inactive_email_qty: contacts.total('inactive') - (unseen.length - unseenActive),
	};
}

function tail(list: MailingList, { state }: SandboxContext) {
	const { createdAt, status, statusExplain } = list;
	const { active, exception } = state.numberChecks.quantities(list);
	return {
		active_phones_quantity: active,
		exc_phones_quantity: exception,
		creationdate: accountDate(createdAt, state.account.profile.locale),
		status,
		status_explain: statusExplain,
	};
}

// `result` says whether the money suffices: false is an answer, not a failure.
function cost({ contacts }: MailingList, { state: { account } }: SandboxContext) {
	const quantity = contacts.total('active');
	const { fromPlan, fromBalance, price } = account.quote(quantity);
	return {
		cur: account.profile.currency,
		sent_emails_qty: quantity,
		overdraftAllEmailsPrice: price,
		addressesDeltaFromBalance: fromBalance,
		addressesDeltaFromTariff: fromPlan,
		max_emails_per_task: account.funds.emailsLeft,
		result: price <= account.funds.balance,
	};
}
