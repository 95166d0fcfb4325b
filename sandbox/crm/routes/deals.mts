import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { checkMandatory, shownValue, valueIn } from '../attributes.mts';
import { notFound, refused } from '../errors.mts';
import {
	attributeRecord,
	contactRecord,
	dealAttributes,
	dealDetailed,
	dealNoteRecord,
	dealRecord,
	expirationRecord,
} from '../records.mts';
import {
	CrmStatus,
	DealStatus,
	type AttributeValues,
	type CrmDeal,
	type CrmStage,
} from '../store.mts';
import { defineAttribute, definition } from './attributes.mts';
import { dealListRoute } from './dealList.mts';
import { noteBody } from './notes.mts';
import { NOTICES } from './pipelines.mts';
import {
	allNamed,
	among,
	argumentsOf,
	attributeIn,
	attributeValue,
	body,
	checkNewLink,
	choiceOf,
	currency,
	day,
	integer,
	integerOrNull,
	listOf,
	memberIn,
	named,
	nothing,
	number,
	shape,
	take,
	text,
	textTo,
} from './requests.mts';

/** Deals, what belongs to them, and the attributes that a pipeline gives them. */
export function dealRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const touched = (deal: CrmDeal) => store().touchPart(store().deals, deal);

	dealListRoute(api, sandbox);

	api.post(
		'/deals',
		body(
			{
				pipelineId: integer,
				stepId: integer,
				responsibleId: integerOrNull,
				name: textTo(255),
				price: number,
				currency,
				sourceId: integerOrNull,
				// IDs, or records that have one: older clients send these.
				contact: listOf({ anyOf: [integer, shape({ id: integer }, 'id')] }),
				attributes: listOf(
					shape({ attributeId: integer, value: attributeValue }, 'attributeId', 'value'),
				),
				attachments: listOf(text),
			},
			'pipelineId',
			'stepId',
		),
		async (request) => {
			const args = argumentsOf(request);
			const stage = stageIn(args);
			const pipelineId = Number(args.pipelineId);
			const definitions = store().attributesOf({ of: 'pipeline', id: pipelineId });
			const given = (args.attributes ?? []) as Array<{ attributeId: number; value: unknown }>;
			const values: AttributeValues = new Map(
				given.map(({ attributeId, value }, index) => {
					const field = `attributes.${index}`;
					const known = attributeIn(definitions, attributeId, `${field}.attributeId`);
					return [known.id, valueIn(known, value, options, `${field}.value`)];
				}),
			);
			checkMandatory(definitions, values, options);
			const contacts = ((args.contact ?? []) as Array<number | { id: number }>).map((one) =>
				typeof one === 'number' ? one : one.id,
			);
			const linked = allNamed(contacts, 'contact', store().contacts);
			const { name, price, sourceId = null } = args;
			const responsibleId = responsibleOf(args, store().ownerId);
			const deal = store().addDeal({
				pipelineId,
				stageId: stage.id,
				responsibleId,
				sourceId: sourceId as number | null,
				...(typeof name === 'string' && name !== '' && { name }),
				...(price !== undefined && { price: Number(price) }),
				...(args.currency !== undefined && { currency: String(args.currency) }),
			});
			for (const [id, value] of values) deal.attributes.set(id, value);
			for (const link of (args.attachments ?? []) as string[]) store().addAttachment(deal, link);
			for (const { id } of new Set(linked)) link(deal, id);
			store().deals.note(deal, deal.createdAt);
			return { data: dealRecord(deal, sandbox) };
		},
	);

	api.get('/deals/:dealId', { config: { query: [] } }, async (request) => ({
		data: dealDetailed(named(request, 'dealId', store().deals), sandbox),
	}));

	api.put(
		'/deals/:dealId',
		body(
			{
				pipelineId: integer,
				status: choiceOf(...Object.values(DealStatus)),
				stepId: integer,
				name: textTo(255, 1),
				// Clients send back what they read.
				price: { type: ['number', 'null'] },
				responsibleId: integerOrNull,
				currency,
				sourceId: integerOrNull,
				order: { type: 'integer', minimum: 1 },
			},
			'pipelineId',
			'status',
			'stepId',
			'name',
			'price',
		),
		async (request) => {
			const deal = named(request, 'dealId', store().deals);
			const args = argumentsOf(request);
			if (args.pipelineId !== deal.pipelineId)
				throw refused('pipelineId', 'The selected pipelineId is invalid.');
			const stage = stageIn(args, deal);
			const responsibleId = responsibleOf(args, null);
			const { name, price, order = 1 } = args;
			store().move(deal, deal.pipelineId, stage.id);
			store().close(deal, Number(args.status));
			// Replaced as a whole: what is left out is gone.
			Object.assign(deal, {
				name,
				price,
				responsibleId,
				currency: args.currency ?? 'USD',
				sourceId: args.sourceId ?? null,
			});
			store().place(deal, Number(order));
			store().touch(store().deals, deal);
			return { data: dealRecord(deal, sandbox) };
		},
	);

	api.delete('/deals/:dealId', async (request, reply) => {
		store().deals.delete(named(request, 'dealId', store().deals).id);
		return nothing(reply, 204);
	});

	api.post(
		'/deals/:dealId/change-pipeline',
		body({ pipelineId: integer, stepId: integer }),
		async (request, reply) => {
			const deal = named(request, 'dealId', store().deals);
			const { pipelineId = deal.pipelineId, stepId } = argumentsOf(request);
			if (pipelineId === deal.pipelineId && options.crmSamePipelineChange === 'refused')
				throw refused('pipelineId', 'The deal is in this pipeline already.');
			const pipeline = store().pipelines.get(Number(pipelineId));
			if (!pipeline) throw refused('pipelineId', 'The selected pipelineId is invalid.');
			const [first] = pipeline.stages.filter(({ status }) => status === CrmStatus.active);
			const stage = stageIn({ pipelineId, stepId: stepId ?? first?.id });
			store().move(deal, pipeline.id, stage.id);
			store().place(deal, 1);
			store().touch(store().deals, deal);
			return nothing(reply, 200);
		},
	);

	const expiration = '/deals/:dealId/expiration';

	api.put(
		expiration,
		body(
			{
				date: day,
				time: { type: ['string', 'null'], pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' },
				notifyIn: choiceOf(null, ...NOTICES),
				dealAction: choiceOf(null, 1, 2),
			},
			'date',
		),
		async (request) => {
			const deal = named(request, 'dealId', store().deals);
			const { date, time = null, notifyIn = null } = argumentsOf(request);
			const atTime = time === null ? null : `${String(time)}:00`.slice(0, 8);
			deal.expiration = { date: String(date), time: atTime, notifyIn: notifyIn as string | null };
			touched(deal);
			const zone = sandbox.state.account.profile.locale;
			return { data: expirationRecord(deal, sandbox.clock.now(), zone) };
		},
	);

	api.delete(expiration, async (request, reply) => {
		const deal = named(request, 'dealId', store().deals);
		if (!deal.expiration) throw notFound();
		deal.expiration = null;
		touched(deal);
		return nothing(reply, 204);
	});

	api.get('/deals/:dealId/contacts', { config: { query: [] } }, async (request) => ({
		data: named(request, 'dealId', store().deals).contactIds.flatMap((id) => {
			const contact = store().contacts.get(id);
			return contact ? [contactRecord(contact, store(), options)] : [];
		}),
	}));

	api.get('/contacts/:contactId/deals', { config: { query: [] } }, async (request) => {
		const { id } = named(request, 'contactId', store().contacts);
		return {
			data: store()
				.dealsOf(id)
				.map((deal) => dealRecord(deal, sandbox)),
		};
	});

	const contact = '/deals/:dealId/contacts/:contactId';

	api.post(contact, async (request, reply) => {
		const deal = named(request, 'dealId', store().deals);
		const { id } = named(request, 'contactId', store().contacts);
		const isLinked = deal.contactIds.includes(id);
		checkNewLink(isLinked, 'contactId', sandbox);
		if (!isLinked) link(deal, id);
		touched(deal);
		return nothing(reply, 201);
	});

	api.delete(contact, async (request, reply) => {
		const deal = named(request, 'dealId', store().deals);
		const { id } = named(request, 'contactId', store().contacts);
		const at = deal.contactIds.indexOf(id);
		if (at < 0) throw notFound();
		deal.contactIds.splice(at, 1);
		touched(deal);
		return nothing(reply, 204);
	});

	const comments = '/deals/:dealId/comments';

	api.get(comments, { config: { query: [] } }, async (request) => ({
		data: named(request, 'dealId', store().deals).notes.map(dealNoteRecord),
	}));

	api.post(comments, noteBody, async (request) => {
		const deal = named(request, 'dealId', store().deals);
		const note = store().addNote(deal, String(argumentsOf(request).message));
		touched(deal);
		return { data: dealNoteRecord(note) };
	});

	api.put(`${comments}/:commentId`, noteBody, async (request) => {
		const deal = named(request, 'dealId', store().deals);
		const note = named(request, 'commentId', among(deal.notes));
		note.text = String(argumentsOf(request).message);
		note.updatedAt = sandbox.clock.now();
		touched(deal);
		return { data: dealNoteRecord(note) };
	});

	api.delete(`${comments}/:commentId`, async (request, reply) => {
		const deal = named(request, 'dealId', store().deals);
		take(named(request, 'commentId', among(deal.notes)), deal.notes);
		touched(deal);
		return nothing(reply, 204);
	});

	api.get('/pipelines/:pipelineId/attributes', { config: { query: [] } }, async (request) => {
		const { id } = named(request, 'pipelineId', store().pipelines);
		return { data: store().attributesOf({ of: 'pipeline', id }).map(attributeRecord) };
	});

	api.post(
		'/pipelines/:pipelineId/attributes',
		body(definition, 'name', 'type'),
		async (request) => {
			const { id } = named(request, 'pipelineId', store().pipelines);
			const made = defineAttribute({ of: 'pipeline', id }, argumentsOf(request), sandbox);
			return { data: attributeRecord(made) };
		},
	);

	const values = '/deals/:dealId/attributes';

	// Seen in production: those without a value are there, too.
	api.get(values, { config: { query: [] } }, async (request) => ({
		data: dealAttributes(named(request, 'dealId', store().deals), store(), {
			...options,
			crmUnsetAttributes: 'listed',
		}),
	}));

	api.post(
		values,
		body({ attributeId: integer, value: attributeValue }, 'attributeId', 'value'),
		async (request) => {
			const deal = named(request, 'dealId', store().deals);
			const { attributeId, value } = argumentsOf(request);
			const { id } = attributeIn(attributesOf(deal), attributeId);
			if (deal.attributes.has(id))
				throw refused('attributeId', 'The attributeId has already been taken.');
			return written(deal, id, value);
		},
	);

	api.put(`${values}/:attributeId`, body({ value: attributeValue }, 'value'), async (request) => {
		const deal = named(request, 'dealId', store().deals);
		const { id } = named(request, 'attributeId', among(attributesOf(deal)));
		if (!deal.attributes.has(id)) throw notFound();
		return written(deal, id, argumentsOf(request).value);
	});

	api.delete(`${values}/:attributeId`, async (request, reply) => {
		const deal = named(request, 'dealId', store().deals);
		const { id } = named(request, 'attributeId', among(attributesOf(deal)));
		if (!deal.attributes.delete(id)) throw notFound();
		touched(deal);
		return nothing(reply, 204);
	});

	const attributesOf = (deal: CrmDeal) =>
		store().attributesOf({ of: 'pipeline', id: deal.pipelineId });

	function written(deal: CrmDeal, attributeId: number, value: unknown) {
		const known = attributeIn(attributesOf(deal), attributeId);
		const read = valueIn(known, value, options);
		deal.attributes.set(known.id, read);
		touched(deal);
		return {
			data: {
				...attributeRecord(known),
				pipelineId: deal.pipelineId,
				value: { value: shownValue(read, options) },
			},
		};
	}

	function link(deal: CrmDeal, contactId: number): void {
		deal.contactIds.push(contactId);
		store().happened(deal, 'deal_contact_added', { contactId });
	}

	/** The stage that a body names: one of its pipeline's, or where the deal is already. @throws CrmError */
	function stageIn({ pipelineId, stepId }: Arguments, deal?: CrmDeal): CrmStage {
		const pipeline = store().pipelines.get(Number(pipelineId));
		if (!pipeline) throw refused('pipelineId', 'The selected pipelineId is invalid.');
		const stage = pipeline.stages.find(({ id }) => id === stepId);
		const isOpen = stage?.status === CrmStatus.active || (stage && stage.id === deal?.stageId);
		if (!stage || !isOpen) throw refused('stepId', 'The selected stepId is invalid.');
		return stage;
	}

	/** 0 is nobody. */
	function responsibleOf(args: Arguments, unless: number | null): number | null {
		if (args.responsibleId === 0) return null;
		return memberIn(args, 'responsibleId', store()) ?? unless;
	}
}
