import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { valueIn } from '../attributes.mts';
import { notFound, refused } from '../errors.mts';
import { attributeRecord } from '../records.mts';
import { AttributeType, type AttributeOwner, type CrmAttribute } from '../store.mts';
import {
	argumentsOf,
	attributeIn,
	attributeValue,
	body,
	choiceOf,
	flag,
	integer,
	listOf,
	named,
	nothing,
	shape,
	textTo,
} from './requests.mts';

export const definition = {
	name: textTo(255, 1),
	type: choiceOf(...Object.values(AttributeType)),
	mandatory: flag,
	options: listOf({ type: ['string', 'integer'] }),
};

/** Makes a definition out of a body that has been looked at. @throws CrmError */
export function defineAttribute(
	owner: AttributeOwner,
	args: Readonly<Record<string, unknown>>,
	{ state }: SandboxContext,
): CrmAttribute {
	const { name, type = AttributeType.text, options = [] } = args;
	const hasChoices = type === AttributeType.select || type === AttributeType.multiSelect;
	if (hasChoices && (options as unknown[]).length === 0)
		throw refused('options', 'The options field is required.');
	if (state.crm.attributesOf(owner).some((one) => one.name === name))
		throw refused('name', 'The name has already been taken.');
	return state.crm.addAttribute(owner, args as Partial<CrmAttribute>);
}

/** Attributes of contacts and companies, and the values that contacts have. Nothing writes those of companies. */
export function attributeRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const ofContacts = () => store().attributesOf({ of: 'contact' });

	for (const [path, of] of [
		['/contacts', 'contact'],
		['/companies', 'company'],
	] as const) {
		api.get(`${path}/attributes`, { config: { query: [] } }, async () => ({
			data: store().attributesOf({ of }).map(attributeRecord),
		}));

		api.post(`${path}/attributes`, body(definition, 'name'), async (request) => ({
			data: attributeRecord(defineAttribute({ of }, argumentsOf(request), sandbox)),
		}));
	}

	const values = '/contacts/:contactId/attributes';

	api.post(
		values,
		body({ attributeId: integer, value: attributeValue }, 'attributeId', 'value'),
		async (request) => {
			const contact = named(request, 'contactId', store().contacts);
			const { attributeId, value } = argumentsOf(request);
			const known = attributeIn(ofContacts(), attributeId);
			if (contact.attributes.has(known.id))
				throw refused('attributeId', 'The attributeId has already been taken.');
			return written(contact.id, known, value);
		},
	);

	api.put(`${values}/:attributeId`, body({ value: attributeValue }, 'value'), async (request) => {
		const contact = named(request, 'contactId', store().contacts);
		const known = named(request, 'attributeId', store().attributes);
		// Seen in production: a value that is not set can't be changed.
		if (!contact.attributes.has(known.id)) throw notFound();
		return written(contact.id, known, argumentsOf(request).value);
	});

	api.delete(`${values}/:attributeId`, async (request, reply) => {
		const contact = named(request, 'contactId', store().contacts);
		const known = named(request, 'attributeId', store().attributes);
		if (!contact.attributes.delete(known.id)) throw notFound();
		store().touchPart(store().contacts, contact);
		return nothing(reply, 204);
	});

	api.post(
		`${values}/batch`,
		body(
			{
				attributesValues: {
					...listOf(shape({ attributeId: integer, value: attributeValue }, 'attributeId', 'value')),
					minItems: 1,
				},
			},
			'attributesValues',
		),
		async (request, reply) => {
			const contact = named(request, 'contactId', store().contacts);
			const { attributesValues } = argumentsOf(request) as {
				attributesValues: Array<{ attributeId: number; value: unknown }>;
			};
			const read = attributesValues.map(({ attributeId, value }, index) => {
				const field = `attributesValues.${index}`;
				const { id, ...known } = attributeIn(ofContacts(), attributeId, `${field}.attributeId`);
				return [id, valueIn({ id, ...known }, value, sandbox.options, `${field}.value`)] as const;
			});
			for (const [id, value] of read) {
				const mayBeSet = sandbox.options.crmBatch === 'overwrites' || !contact.attributes.has(id);
				if (mayBeSet) contact.attributes.set(id, value);
			}
			store().touchPart(store().contacts, contact);
			return reply.code(201).send({ data: attributesValues });
		},
	);

	function written(contactId: number, known: CrmAttribute, value: unknown) {
		const contact = store().contacts.get(contactId);
		if (!contact) throw notFound();
		contact.attributes.set(known.id, valueIn(known, value, sandbox.options));
		store().touchPart(store().contacts, contact);
		return {
			data: { ...attributeRecord(known), value: { type: String(known.type), value } },
		};
	}
}
