import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';
import { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import { isRecord } from '../engine/api/record';
import type { ApiRequest } from '../engine/api/request';
import { isDue } from '../engine/deliveries/log';
import { get } from '../SendPulse/product';

/** All look-ups of a delivery together: n8n answers SendPulse only when they are done. */
const PATIENCE_MS = 3_000;
/** Look-ups under way together: whatever a delivery names, it can't use up the account's requests. */
const AT_ONCE = 10;
/** Campaigns and mailing lists remembered in this process, the newest of them. */
const REMEMBERED = 1_000;
/** A campaign keeps its mailing lists, and seldom gets another name. */
const KNOWN_FOR_MS = 60 * 60_000;
/** A campaign that SendPulse does not know, an automation's for example, is not asked for each minute. */
const UNKNOWN_FOR_MS = 10 * 60_000;

/** What a campaign or a mailing list is called, and where a campaign went. */
export interface LookedUp {
	name: string | null;
	/** Of a campaign: its mailing lists, where that is known. */
	mailingListIds?: readonly string[];
}

/** Finds out what events only name by an ID. Never fails: what can't be found out in time is undefined. */
export interface LookUps {
	campaign(id: number): Promise<LookedUp | undefined>;
	mailingList(id: number): Promise<LookedUp | undefined>;
}

const known = new Map<string, { found?: LookedUp; until: number }>();

function remember(key: string, found?: LookedUp): LookedUp | undefined {
	known.delete(key);
	known.set(key, { found, until: Date.now() + (found ? KNOWN_FOR_MS : UNKNOWN_FOR_MS) });
	if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
	return found;
}

/** Look-ups for one delivery (GET /campaigns/{id}, GET /addressbooks/{id}), each made once. */
export function lookUps(context: IWebhookFunctions): LookUps {
	const asked = new Map<string, Promise<LookedUp | undefined>>();
	const lanes = new Array<Promise<unknown>>(AT_ONCE).fill(Promise.resolve());
	let client: Promise<Client> | undefined;
	let timeUp: Promise<undefined> | undefined;
	let isTimeUp = false;
	let warned = false;

	const ask = async (
		what: string,
		request: ApiRequest,
		read: (answer: unknown) => LookedUp | undefined,
	): Promise<LookedUp | undefined> => {
		if (isTimeUp) return undefined;
		const opened = await (client ??= Client.open(context, 'delivery'));
		const key = `${opened.accountKey} ${what}`;
		const remembered = known.get(key);
		if (remembered && remembered.until > Date.now()) return remembered.found;
		const found = opened.send(request).then(read);
		return await found.then(
			(one) => remember(key, one),
			async (error: unknown) => {
				if (error instanceof ApiFailure && error.kind === 'refused') remember(key);
				return await found;
			},
		);
	};

	const lookUp = async (
		what: string,
		request: ApiRequest,
		read: (answer: unknown) => LookedUp | undefined,
	): Promise<LookedUp | undefined> => {
		timeUp ??= sleep(PATIENCE_MS).then(() => {
			isTimeUp = true;
			return undefined;
		});
		let answer = asked.get(what);
		if (!answer) {
			const lane = asked.size % AT_ONCE;
			answer = lanes[lane]
				.then(async () => await ask(what, request, read))
				.catch((error: unknown) => {
					// Once for each delivery, and not for each delivery: the others fail for the same reason.
					if (!warned && isDue(context, 'look-ups')) {
						context.logger.warn(
							`SendPulse Trigger: ${what} could not be looked up, its events are kept (${error instanceof Error ? error.message : 'unknown reason'})`,
						);
					}
					warned = true;
					return undefined;
				});
			lanes[lane] = answer;
			asked.set(what, answer);
		}
		return await Promise.race([answer, timeUp]);
	};

	return {
		campaign: async (id) => await lookUp(`campaign ${id}`, get`/campaigns/${id}`, campaignIn),
		mailingList: async (id) =>
			await lookUp(`mailing list ${id}`, get`/addressbooks/${id}`, mailingListIn),
	};
}

const nameIn = ({ name }: IDataObject) =>
	typeof name === 'string' && name.trim() !== '' ? name : null;

/** `message.list_id` of a campaign: one ID, or several. */
function campaignIn(answer: unknown): LookedUp | undefined {
	if (!isRecord(answer)) return undefined;
	const message = isRecord(answer.message) ? answer.message : {};
	const lists = [message.list_id ?? []].flat().map(String);
	if (lists.length === 0 && nameIn(answer) === null) return undefined;
	return { name: nameIn(answer), ...(lists.length > 0 ? { mailingListIds: lists } : {}) };
}

/** A mailing list is answered as a list of one (Bulk Email Service API, "Get information about a mailing list"). */
function mailingListIn(answer: unknown): LookedUp | undefined {
	const [list] = [answer].flat();
	return isRecord(list) ? { name: nameIn(list) } : undefined;
}
