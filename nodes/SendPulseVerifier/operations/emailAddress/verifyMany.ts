import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { inQuery, totalAt } from '../../../engine/api/pager';
import { lasting } from '../../../engine/api/waiting';
import { sameAddress } from '../../../engine/parameters/email';
import { composite, type Acting, type Item } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { isUnknown } from '../../fields/unknown';
import { verdictOf } from '../../fields/verdict';
import { post, verifier } from '../../product';
import { isComplete, progressIn, progressRequest, type Progress } from '../mailingList/progress';
import { checkRequest, verificationIn } from '../mailingList/summary';
import { address } from './result';
import { createList, deleteList, fillList } from './runList';

const TIMEOUT = 3_600;

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Keep Mailing List',
			name: 'keepMailingList',
			type: 'boolean',
			default: false,
			description: 'Whether to keep the mailing list that the addresses are verified in',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: 86_400 },
			default: TIMEOUT,
			description:
				'How many seconds to wait until SendPulse is done. What is not finished by then is no error: its item says so, and the mailing list is kept.',
		},
	],
};

interface Wanted {
	email: string;
	keep: boolean;
	timeout: number;
}

interface Plan {
	items: ReadonlyArray<Item<Wanted>>;
	/** Each once. */
	addresses: string[];
	keep: boolean;
	timeoutMs: number;
}

/** Seconds before each look, the last of them before all further ones too. */
const WAITS = [2, 3, 5, 10];

/** A verification whose beginning is unclear is taken for none when so many looks have not shown it. */
const LOOKS_AFTER_DOUBT = 8;

interface Verification {
	listId: number;
	/** Why it is unclear whether it has begun, until its progress shows. */
	doubt?: ApiFailure;
}

async function begin(acting: Acting, listId: number): Promise<Verification> {
	const request = { ...post`/send-list-to-verify`, body: { id: listId } };
	// Each time it would be paid for.
	return await acting.change(request, { repeatable: false, confirmed: verifier.done }).then(
		() => ({ listId }),
		(error: unknown) => {
			if (error instanceof ApiFailure && error.kind === 'unclear') return { listId, doubt: error };
			throw error;
		},
	);
}

async function look(acting: Acting, listId: number): Promise<Progress | undefined> {
	return progressIn(
		await acting.read(progressRequest(listId)).catch((error: unknown) => {
			if (error instanceof ApiFailure && isUnknown(error)) return undefined;
			throw error;
		}),
	);
}

/**
 * Looks until all are verified, or time is over.
 *
 * @returns whether all are verified
 * @throws the doubt, where looking does not resolve it
 */
async function untilDone(
	acting: Acting,
	verification: Verification,
	timeoutMs: number,
): Promise<boolean> {
	const began = lasting();
	let seen: Progress | undefined;
	acting.progress(() => `${seen?.processed ?? 0} of ${seen?.total ?? 0} addresses verified`);
	for (let looks = 0; ; looks++) {
		const left = timeoutMs - (lasting() - began);
		if (left <= 0) return false;
		const wait = 1_000 * WAITS[Math.min(looks, WAITS.length - 1)];
		await acting.pause(Math.min(wait, left), 'waiting for the verification');
		seen = (await look(acting, verification.listId)) ?? seen;
		if (seen) delete verification.doubt;
		if (seen && isComplete(seen)) return true;
		if (verification.doubt && looks + 1 >= LOOKS_AFTER_DOUBT) throw verification.doubt;
	}
}

const addressesIn = recordsUnder('email_addresses');

/** What was found out, by address. */
async function resultsOf(acting: Acting, listId: number): Promise<Map<string, IDataObject>> {
	const { records } = await acting.list(checkRequest(listId), {
		identify: ({ id }) => id,
		paged: inQuery('count', 'start', { total: totalAt('email_addresses_total') }),
		records: (body) => addressesIn(verificationIn(body)),
	});
	return new Map(records.map((record) => [sameAddress(String(record.email_address)), record]));
}

/** An address that SendPulse left out has no result. */
const resultRecord = (email: string, { status, status_text, check_date }: IDataObject = {}) => ({
	email,
	verdict: verdictOf(status),
	status: Number(status ?? 0),
	status_text: status_text ?? null,
	check_date: check_date ?? null,
});

/** Verifies what is in the list; from the beginning of that on the list is what was paid for. */
async function verifyList(
	acting: Acting,
	verification: Verification,
	{ items, timeoutMs, keep }: Plan,
): Promise<void> {
	const { listId } = verification;
	const kept = `mailing list ${listId} was kept`;
	acting.byThen(() => {
		const begun = `the verification ${verification.doubt ? 'may have begun' : 'had begun'}`;
		return `${begun}; ${kept}, and 'Get Results' of the resource Mailing List has what is found`;
	});
	const finished = await untilDone(acting, verification, timeoutMs);
	const results = finished ? await resultsOf(acting, listId) : new Map<string, IDataObject>();
	for (const { index, input } of items) {
		const record = resultRecord(input.email, results.get(sameAddress(input.email)));
		const place = finished && !keep ? {} : { mailingListId: listId };
		await acting.succeed(index, { ...record, finished, ...place });
	}
	if (!finished) {
		const message = `SendPulse is not finished. M${kept.slice(1)}: 'Get Progress' and 'Get Results' of the resource Mailing List tell what becomes of it.`;
		acting.hint({ type: 'warning', message });
	} else if (!keep && !(await deleteList(acting, listId))) {
		const message = `Mailing list ${listId}, which was made for this run, could not be deleted.`;
		acting.hint({ type: 'warning', message });
	}
}

/** Unique enough beside those of other runs. */
const nameOfList = () => {
	const now = new Date();
	return `n8n verification ${now.toISOString().slice(0, 10)} ${now.getTime().toString(36)}`;
};

/** By way of a mailing list: "Verify mailing list" and the calls around it (Email Verifier API). */
export const verifyMany = composite<Wanted, Plan>({
	option: {
		name: 'Verify Many',
		value: 'verifyMany',
		action: 'Verify many e-mail addresses',
		description:
			'Find out whether the addresses of all input items exist, in few requests: they are verified in a mailing list that is deleted afterwards. Each address counts against the plan.',
	},
	fields: [address, options],
	effect: 'write',
	// Each time it would be paid for.
	repeatable: false,
	prepare: (item) => {
		const { options } = item;
		return {
			email: item.email('email'),
			keep: options.flag('keepMailingList'),
			timeout: options.has('timeout') ? options.whole('timeout', 60, 86_400) : TIMEOUT,
		};
	},
	plan: (items) => ({
		items,
		addresses: [
			...new Map(items.map(({ input }) => [sameAddress(input.email), input.email])).values(),
		],
		keep: items.some(({ input }) => input.keep),
		timeoutMs: 1_000 * Math.max(...items.map(({ input }) => input.timeout)),
	}),
	// What matters before is how many would be paid for.
	show: async ({ items, addresses }, looking) => {
		for (const { index, input } of items) {
			const { email } = input;
			await looking.succeed(index, { preview: true, email, addresses: addresses.length });
		}
	},
	async act(plan, acting) {
		const name = nameOfList();
		acting.byThen(() => `nothing was verified; a mailing list '${name}' may be in SendPulse`);
		const listId = await createList(acting, name);
		const beginning = async () => {
			await fillList(acting, listId, plan.addresses);
			return await begin(acting, listId);
		};
		const verification = await beginning().catch(async (error: unknown) => {
			// Nothing is paid for.
			const gone = error instanceof ApiFailure && (await deleteList(acting, listId));
			if (gone) acting.byThen(() => 'nothing was verified');
			throw error;
		});
		await verifyList(acting, verification, plan);
	},
	counts: { noun: 'addresses', done: 'verified' },
});
