import type { FastifyInstance } from 'fastify';
import {
	arrayOf,
	asArguments,
	check,
	isMissing,
	isObject,
	isText,
	isValid,
	passes,
	required,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { VariablePlan, type TypedVariable } from '../../email/variables.mts';
import type { MailingList } from '../../email/lists.mts';
import { listOf } from '../../email/routes/lists.mts';
import { invalid } from '../../errors.mts';
import { isNumber } from '../countries.mts';
import { idIn, listIn, listRules, phonesRules, wrapped } from './requests.mts';

const TYPES = ['string', 'number', 'date'];

/** Telephone numbers of mailing lists and their variables (OpenAPI description of the SMS service). */
export function numberRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.post('/sms/numbers', async (request) => {
		const args = asArguments(request.body);
		check(args, [...listRules, ...phonesRules(options)]);
		const list = listIn(args, sandbox);
		return { result: true, counters: add(list, args.phones as string[]) };
	});

	api.post('/sms/numbers/variables', async (request) => {
		const args = asArguments(request.body);
		check(args, [...listRules, ...phonesWithVariablesRules()]);
		const list = listIn(args, sandbox);
		const phones = args.phones as Record<string, TypedVariable[][]>;
		const plan = planOf(list, 'phones');
		const changes = Object.entries(phones).map(
			([phone, lists]) => [phone, plan.readTyped(lists.flat())] as const,
		);
		plan.commit();
		const counters = add(list, Object.keys(phones));
		for (const [phone, { values }] of changes) list.phoneBook.change(phone, values);
		return wrapped({ result: true, counters }, options);
	});

	api.put('/sms/numbers', async (request) => {
		const args = asArguments(request.body);
		check(args, [
			...listRules,
			...phonesRules(options),
			required('variables'),
			isValid('variables', arrayOf(isTyped((value) => isText(value) || isFinite(value)))),
		]);
		const list = listIn(args, sandbox);
		const plan = planOf(list, 'variables');
		const { values } = plan.readTyped(args.variables as TypedVariable[]);
		const known = unique(args.phones as string[]).filter((phone) => list.phoneBook.get(phone));
		if (known.length > 0) plan.commit();
		for (const phone of known) list.phoneBook.change(phone, values);
		return wrapped({ result: true, counters: { updated: known.length } }, options);
	});

	api.delete('/sms/numbers', async (request) => {
		const args = asArguments(request.body);
		check(args, [...listRules, ...phonesRules(options)]);
		const { phoneBook } = listIn(args, sandbox);
		const deleted = unique(args.phones as string[]).filter((one) => phoneBook.remove(one)).length;
		const counters =
			options.smsDeleteCounters === 'deleted' ? { deleted } : { added: 0, exists: deleted };
		return { result: true, counters };
	});

	api.post('/addressbooks/:id/phones/variable', async (request) => {
		const list = listOf(request, sandbox);
		const args = asArguments(request.body);
		check(args, [
			required('phone'),
			isValid('phone', isText),
			required('variables'),
			isValid(
				'variables',
				arrayOf((one) => isObject(one) && isText(one.name) && isValue(one.value)),
			),
		]);
		const phone = String(args.phone);
		if (!list.phoneBook.get(phone)) throw unknownNumber();
		const plan = planOf(list, 'variables');
		const pairs = args.variables as Array<{ name: string; value: unknown }>;
		const change = plan.read(pairs.map(({ name, value }) => [name, value] as const));
		plan.commit();
		list.phoneBook.change(phone, change.values);
		return { result: true };
	});

	api.get('/sms/numbers/info/:list/:phone', { config: { query: [] } }, async (request) => {
		const { list: id, phone } = request.params as { list: string; phone: string };
		const list = listIn({ addressBookId: idIn(id) }, sandbox);
		const number = list.phoneBook.get(phone);
		if (!number) throw unknownNumber();
		const { account, numberChecks } = sandbox.state;
		const { contact, variables, addedAt } = number;
		const data = {
			email: contact?.email ?? false,
			status: Number(numberChecks.statusOf(number) === 'active'),
			variables:
				variables.size === 0 && options.emptyVariables === 'array'
					? []
					: Object.fromEntries(variables),
			added: accountDate(addedAt, account.profile.locale),
		};
		return wrapped({ result: true, data }, options);
	});

	/** What is no number, or barred, is an exception; whatever is there already exists. */
	function add({ phoneBook }: MailingList, phones: readonly string[]) {
		const counters = { added: 0, exceptions: 0, exists: 0 };
		for (const phone of phones) {
			if (!isNumber(phone) || sandbox.state.sms.blacklist.has(phone)) counters.exceptions += 1;
			else if (phoneBook.get(phone)) counters.exists += 1;
			else {
				phoneBook.add(phone, clock.now());
				counters.added += 1;
			}
		}
		return counters;
	}

	const planOf = ({ variables }: MailingList, argument: string) =>
		new VariablePlan(variables, options, () => invalid(`Argument ${argument} is invalid`));

	/** For each number a list of lists of variables, all of whose values are text (OpenAPI description). */
	const phonesWithVariablesRules = (): Rule[] => [
		required('phones'),
		isValid('phones', (phones) => isObject(phones) && Object.keys(phones).length > 0),
		passes(
			'phones',
			(phones) =>
				options.smsMostNumbers === null ||
				Object.keys(phones as object).length <= options.smsMostNumbers,
			invalid(`Argument phones may not have more than ${options.smsMostNumbers} items`),
		),
		isValid('phones', (phones) =>
			Object.values(phones as object).every(arrayOf(arrayOf(isTyped(isText)))),
		),
	];
}

// Assumption: no document says how a number that is not in the list is refused.
const unknownNumber = () => invalid('Phone not found');

const unique = (phones: readonly string[]) => [...new Set(phones)];

const isValue = (value: unknown) => isText(value) || isFinite(value);

const isFinite = (value: unknown) => Number.isFinite(value);

const isTyped = (fits: (value: unknown) => boolean) => (one: unknown) =>
	isObject(one) && !isMissing(one.name) && TYPES.includes(String(one.type)) && fits(one.value);
