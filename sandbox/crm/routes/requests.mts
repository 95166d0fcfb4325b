/** How requests to the CRM are read: what their bodies may hold is a JSON schema of each route. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { CrmError, notFound, refused } from '../errors.mts';
import type { CrmAttribute, CrmStore } from '../store.mts';
import type { CrmTable } from '../table.mts';

export const text = { type: 'string' };
export const textTo = (maxLength: number, minLength = 0) => ({ ...text, minLength, maxLength });
export const integer = { type: 'integer' };
export const integerOrNull = { type: ['integer', 'null'] };
export const number = { type: 'number' };
export const flag = { type: 'boolean' };
export const day = { type: 'string', format: 'date' };
export const listOf = (items: object) => ({ type: 'array', items });
export const choiceOf = (...values: unknown[]) => ({ enum: values });
export const shape = (properties: Record<string, object>, ...required: string[]) => ({
	type: 'object',
	properties,
	required,
});
/** For routes: `{ schema: { body } }` of such members. */
export const body = (properties: Record<string, object>, ...required: string[]) => ({
	schema: { body: shape(properties, ...required) },
});

/** Currencies are three capitals; which ones an account has nobody knows. */
export const currency = { type: 'string', pattern: '^[A-Z]{3}$' };
/** Values of attributes: what their types want of them is looked at later. */
export const attributeValue = { type: ['string', 'array'] };

/**
 * Declares routes whose refusals, those of the schemas of their bodies among them, have a form of the CRM. They are
 * said behind the gate: who may not ask is told nothing else.
 */
export function withCrmErrors(
	api: FastifyInstance,
	sandbox: SandboxContext,
	declare: (part: FastifyInstance) => void,
): void {
	api.register(
		async (part) => {
			part.addHook('onRoute', (route) => {
				route.attachValidation = true;
			});
			part.addHook('preValidation', async (request) => {
				if (request.routeOptions.schema?.body) request.body ??= {};
			});
			part.addHook('preHandler', async ({ validationError }) => {
				if (validationError) throw complaint(validationError.validation?.[0]);
			});
			part.addHook('onSend', async (_request, reply, payload) => {
				const { crmNothing } = sandbox.options;
				const mayHaveBody = reply.statusCode === 200 || reply.statusCode === 201;
				if (payload || !mayHaveBody || crmNothing === 'nothing') return payload;
				reply.type('application/json; charset=utf-8');
				return crmNothing === 'list' ? '[]' : '{}';
			});
			part.setErrorHandler((error) => {
				throw error instanceof CrmError ? error.in(sandbox.options.crmErrors) : error;
			});
			declare(part);
		},
		{ prefix: '/crm/v1' },
	);
}

interface SchemaComplaint {
	instancePath?: string;
	params?: { missingProperty?: unknown };
	message?: string;
}

function complaint({ instancePath = '', params, message = '' }: SchemaComplaint = {}): CrmError {
	const missing = params?.missingProperty;
	const path = instancePath.split('/').slice(1);
	const field = [...path, ...(missing === undefined ? [] : [String(missing)])].join('.');
	return refused(
		field,
		missing === undefined ? `The ${field} ${message}.` : `The ${field} field is required.`,
	);
}

export const argumentsOf = (request: FastifyRequest) => asArguments(request.body);

/** The record that a part of the path names; what is no number names none. */
export function named<Row extends { readonly id: number }>(
	request: FastifyRequest,
	name: string,
	among: Pick<CrmTable<Row>, 'get'>,
): Row {
	const segment = (request.params as Record<string, string>)[name] ?? '';
	const row = /^\d{1,15}$/.test(segment) ? among.get(Number(segment)) : undefined;
	if (!row) throw notFound();
	return row;
}

/** One of a few, as {@link named} looks for them. */
export const among = <Row extends { readonly id: number }>(rows: readonly Row[]) => ({
	get: (id: number) => rows.find((row) => row.id === id),
});

/** Takes a record out of a list. */
export function take<Row extends { readonly id: number }>(row: Row, from: Row[]): void {
	from.splice(from.indexOf(row), 1);
}

/** The answer has no body, though its status may say that it has; `crmNothing` may put some form of nothing there. */
export const nothing = (reply: FastifyReply, status: number) => reply.code(status).send();

/**
 * Who is responsible: 0 is nobody.
 *
 * @throws CrmError where a switch wants somebody, or no member of the team has this ID
 */
export function responsibleIn(
	args: Readonly<Record<string, unknown>>,
	{ state, options }: SandboxContext,
): number | null {
	const { responsibleId } = args;
	const isMissing = responsibleId === undefined || responsibleId === null;
	if (isMissing && options.crmResponsible !== 'optional')
		throw refused('responsibleId', 'The responsible id field is required.');
	if (isMissing || (responsibleId === 0 && options.crmResponsible !== 'required')) return null;
	return memberIn(args, 'responsibleId', state.crm) ?? null;
}

/** A member of the team, where one is named. @throws CrmError */
export function memberIn(
	args: Readonly<Record<string, unknown>>,
	name: string,
	store: CrmStore,
): number | undefined {
	const id = args[name];
	if (id === undefined || id === null) return undefined;
	if (!store.isMember(id)) throw refused(name, `The selected ${name} is invalid.`);
	return Number(id);
}

/** Records that a body names by their IDs, each of which has to be there. @throws CrmError */
export function allNamed<Row extends { readonly id: number }>(
	ids: unknown,
	field: string,
	among: Pick<CrmTable<Row>, 'get'>,
): Row[] {
	return ((ids ?? []) as number[]).map((id, index) => {
		const row = among.get(id);
		if (!row) throw refused(`${field}.${index}`, `The selected ${field}.${index} is invalid.`);
		return row;
	});
}

/** The one of these attributes that a body names. @throws CrmError */
export function attributeIn(
	definitions: readonly CrmAttribute[],
	id: unknown,
	field = 'attributeId',
): CrmAttribute {
	const definition = definitions.find((one) => one.id === id);
	if (!definition) throw refused(field, `The selected ${field} is invalid.`);
	return definition;
}

/** Whether a link may be made that is there already. @throws CrmError */
export function checkNewLink(isLinked: boolean, field: string, { options }: SandboxContext): void {
	if (isLinked && options.crmLinkedTwice === 'refused')
		throw refused(field, `The ${field} has already been taken.`);
}
