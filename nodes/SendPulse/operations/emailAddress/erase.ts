import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import type { ApiRequest } from '../../../engine/api/request';
import { sameAddress } from '../../../engine/parameters/email';
import { shown } from '../../../engine/parameters/parameters';
import { composite, type Acting, type Item, type Looking } from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { email } from '../../../fields/email';
import { isUnsubscribed, searchRequest } from '../../../fields/unsubscribed';
import { absence, endsAll, type Search } from '../../fields/person/answers';
import {
	contactsOf,
	readBots,
	type Bot,
	type BotContact,
	type Bots,
} from '../../fields/person/chatbots';
import { CRM_LOOK_UP, crmContactsWith } from '../../fields/person/crm';
import { COURSES_LOOK_UP, studentsWith } from '../../fields/person/courses';
import { readEntries } from '../../fields/person/mailingLists';
import {
	readBlacklist,
	readStandings,
	STANDING_LOOK_UPS,
	type Standing,
} from '../../fields/standing';
import {
	fromChatbots,
	fromCourses,
	fromCrm,
	fromLists,
	PLACES,
	releasing,
	suppressing,
	unread,
	type CrmAction,
	type Deed,
	type Place,
	type Step,
	type Suppressed,
	type Where,
} from './erasure';

/** What the API can't delete, and where in SendPulse to look for it. */
const NOT_ERASABLE = [
	'SMTP service: the log of e-mails that were sent. Look under SMTP in SendPulse.',
	'Campaigns: who got, opened and clicked them. Look at the statistics of each campaign.',
	'Automation 360: events, and who went through flows. Look under Automations.',
	'Pop-ups: what people left in them. Look at the subscribers of each project.',
	'Web push: subscriptions with a variable that holds the address. Look at the subscribers of each website.',
	'CRM: deals, orders and payments of the contact, and comments that name the person. Look under CRM > Deals.',
	'Chatbots: contacts without an e-mail variable that holds the address, such as those known only by their phone number. Look under Chatbots.',
];

const SUPPRESSION = ['keep', 'add', 'remove'] as const;

const placesField: INodeProperties = {
	displayName: 'Places',
	name: 'places',
	type: 'multiOptions',
	options: [
		{
			name: 'Chatbots',
			value: 'chatbots',
			description:
				'Contacts of bots with this address in an e-mail variable. Those known only by their phone number stay.',
		},
		{ name: 'Courses', value: 'courses', description: 'Students, with their progress' },
		{ name: 'CRM', value: 'crm', description: 'Contacts. Their deals stay.' },
		{ name: 'Mailing Lists', value: 'mailingLists', description: 'All of them' },
	],
	default: ['mailingLists', 'crm', 'courses', 'chatbots'],
	required: true,
	description: 'Where to erase the person',
};

const fields: INodeProperties[] = [
	{ ...email, description: 'The address of the person who is to be erased' },
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Apply', value: 'apply', description: 'Erase, and give the receipt' },
			{
				name: 'Preview',
				value: 'preview',
				description: 'Change nothing, and show what would be erased',
			},
		],
		default: 'preview',
		description: 'Whether to erase, or to show what would be erased and change nothing',
	},
	placesField,
	{
		displayName: 'No More E-Mails',
		name: 'suppression',
		type: 'options',
		options: [
			{
				name: 'Block the Address',
				value: 'add',
				description:
					'Puts it on the blacklist and on the SMTP unsubscribe list, so that nothing is ever sent to it. That keeps the address there, as a record of the objection.',
			},
			{
				name: 'Leave as It Is',
				value: 'keep',
				description: 'Blacklist and SMTP unsubscribe list stay unchanged',
			},
			{
				name: 'Remove From Blocklists',
				value: 'remove',
				description:
					'Takes it off both, when all else is erased: the last trace goes, and a later import may write to the person again. Needs Mailing Lists among the places.',
			},
		],
		default: 'keep',
		description:
			'Whether the address gets on the blacklist and the SMTP unsubscribe list, or comes off them: the lists of those who get no e-mails',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Comment',
				name: 'comment',
				type: 'string',
				default: '',
				placeholder: 'e.g. Request 2026-117',
				description:
					'What stands beside the address on the blacklist, where it is put there: the number of the request, for example',
			},
			{
				displayName: 'CRM Action',
				name: 'crmAction',
				type: 'options',
				options: [
					{ name: 'Delete the Contact', value: 'deleteContact' },
					{ name: 'Remove the Address Only', value: 'removeEmail' },
				],
				default: 'deleteContact',
				description:
					'What to do with a CRM contact that has other e-mail addresses as well. One that has no other is deleted.',
			},
			{
				displayName: 'If Incomplete',
				name: 'onIncomplete',
				type: 'options',
				options: [
					{
						name: 'Fail',
						value: 'error',
						description: 'After all steps, with what was done and what was not',
					},
					{
						name: 'Give the Receipt',
						value: 'item',
						description: "As an item whose 'complete' is false, for workflows that look at that",
					},
				],
				default: 'error',
				description: 'What to do where not everything could be erased',
			},
		],
	},
];

interface Person {
	email: string;
	mode: string;
	places: Place[];
	suppression: (typeof SUPPRESSION)[number];
	comment: string;
	crmAction: CrmAction;
	failsIncomplete: boolean;
}

/** What a look at a place has told. */
interface Looked {
	deeds: Deed[];
	/** Why the account has no such place. */
	absent?: string;
	/** Why the place, or a part of it, could not be looked at. */
	failure?: unknown;
}

/** What is known of a person before anything is done. */
interface Known {
	item: Item<Person>;
	places: Map<Place, Looked>;
	suppressed: Suppressed;
	notAvailable: IDataObject[];
}

/** What all persons of a run share. */
interface Shared {
	/** Whom the run takes out of the CRM, by their {@link sameAddress}. */
	fromCrm: ReadonlySet<string>;
	bots?: Bots;
	/** Bots again, where some could not be looked at. */
	botsAgain?: Promise<Bots>;
}

interface Plan {
	known: Known[];
	shared: Shared;
}

/** The address must not get into errors, which n8n keeps and logs, by way of SendPulse's own words. */
function withoutAddress(text: string, address: string): string {
	const spellings = [address, encodeURIComponent(address)];
	return spellings.reduce(
		(said, spelling) =>
			said.replace(
				new RegExp(spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'),
				'the address',
			),
		text,
	);
}

const wordsOf = (failure: unknown, { email }: Person) =>
	withoutAddress(failure instanceof Error ? failure.message : String(failure), email);

/** A failure of a look, unless it ends the run as a whole. */
const caught = (error: unknown): Looked => {
	if (endsAll(error)) throw error;
	const absent = absence(error);
	return { deeds: [], ...(absent === undefined ? { failure: error } : { absent }) };
};

/** Every account has mailing lists: whatever refuses them has not looked. */
const caughtInLists = (error: unknown): Looked => {
	if (endsAll(error)) throw error;
	return { deeds: [], failure: error };
};

/** Whatever a place has of a person by now. */
class Finder {
	constructor(
		private readonly search: Search,
		private readonly shared: Shared,
		/** Whether what could not be looked at may be by now. */
		private readonly again: boolean,
	) {}

	/** @throws what ends the run as a whole */
	async look(place: Place, person: Person, standing?: Standing): Promise<Looked> {
		if (place === 'chatbots') return await this.inChatbots(person.email);
		return await this.deedsIn(place, person, standing).then(
			(deeds) => ({ deeds }),
			place === 'mailingLists' ? caughtInLists : caught,
		);
	}

	private async deedsIn(
		place: Exclude<Place, 'chatbots'>,
		person: Person,
		standing?: Standing,
	): Promise<Deed[]> {
		const { search, shared } = this;
		const { email } = person;
		switch (place) {
			case 'mailingLists':
				return await this.deedsInLists(email, standing);
			case 'crm':
				return fromCrm(
					email,
					await crmContactsWith(search, email),
					person.crmAction,
					shared.fromCrm,
				);
			case 'courses':
				return fromCourses(await studentsWith(search, email));
		}
	}

	private async deedsInLists(email: string, known?: Standing): Promise<Deed[]> {
		const { search } = this;
		const ask = async (request: ApiRequest) => await search.lookUp(request);
		const standing = known ?? (await readStandings(ask, [email])).get(sameAddress(email));
		const ids = [...(standing?.lists.keys() ?? [])];
		if (ids.length === 0) return [];
		// Names are for people: without them it is erased all the same.
		const entries = await readEntries(search, email).catch((error: unknown) => {
			if (endsAll(error)) throw error;
			return new Map<number, never>();
		});
		return fromLists(email, ids, entries);
	}

	/** One bot that fails hides nobody in the others. */
	private async inChatbots(email: string): Promise<Looked> {
		const { bots, failures } = await this.knownBots();
		const found = new Map<Bot, BotContact[]>(bots.map((bot) => [bot, []]));
		let [failure] = failures.values();
		await this.search.each(bots, async (bot) => {
			const contacts = await contactsOf(this.search, bot, email).catch((error: unknown) => {
				if (endsAll(error)) throw error;
				failure ??= error;
				return [];
			});
			found.set(bot, contacts);
		});
		return {
			deeds: fromChatbots([...found.values()].flat()),
			...(failure === undefined ? {} : { failure }),
		};
	}

	private async knownBots(): Promise<Bots> {
		const { shared, search, again } = this;
		const bots = shared.bots!;
		if (!again || bots.failures.size === 0) return bots;
		return await (shared.botsAgain ??= readBots(search));
	}
}

/** Messengers without bots are no failure: what all of them lack, chatbots as a whole lack. */
function absentChannels({ absent, bots, failures }: Bots): Looked | IDataObject[] {
	const [reason] = absent.values();
	if (reason !== undefined && bots.length === 0 && failures.size === 0) {
		return { deeds: [], absent: reason };
	}
	return [...absent].map(([channel, why]) => ({ place: 'chatbots', channel, reason: why }));
}

async function plan(items: ReadonlyArray<Item<Person>>, looking: Looking): Promise<Plan> {
	const those = (test: (person: Person) => boolean) => items.filter(({ input }) => test(input));
	const inLists = those(({ places }) => places.includes('mailingLists'));
	const inCrm = those(({ places }) => places.includes('crm'));
	const shared: Shared = { fromCrm: new Set(inCrm.map(({ input }) => sameAddress(input.email))) };
	if (those(({ places }) => places.includes('chatbots')).length > 0) {
		shared.bots = await readBots(looking);
	}
	const ask = async (request: ApiRequest) => await looking.lookUp(request);
	const standings = await readStandings(
		ask,
		inLists.map(({ input }) => input.email),
	).catch(caughtInLists);
	const blacklist =
		those(({ suppression }) => suppression !== 'keep').length > 0
			? await readBlacklist(ask).catch((error: unknown) => void caught(error))
			: undefined;
	const finder = new Finder(looking, shared, false);
	const known = items.map(
		(item): Known => ({ item, places: new Map(), suppressed: {}, notAvailable: [] }),
	);
	const look = async (place: Place, { item: { input }, notAvailable }: Known): Promise<Looked> => {
		if (place === 'mailingLists') {
			if (!(standings instanceof Map)) return standings;
			return await finder.look(place, input, standings.get(sameAddress(input.email)));
		}
		const channels = place === 'chatbots' ? absentChannels(shared.bots!) : [];
		if (!Array.isArray(channels)) return channels;
		notAvailable.push(...channels);
		return await finder.look(place, input);
	};
	await looking.each(known, async (one) => {
		const { input } = one.item;
		for (const place of input.places) {
			const looked = await look(place, one);
			one.places.set(place, looked);
			if (looked.absent !== undefined) noteAbsent(one, place, looked.absent);
		}
		if (input.suppression === 'keep') return;
		const { suppressed } = one;
		suppressed.blacklist = blacklist?.has(sameAddress(input.email));
		suppressed.smtp = await looking
			.read(searchRequest(input.email))
			.then(isUnsubscribed)
			.catch((error: unknown) => {
				const { absent } = caught(error);
				if (absent === undefined) return undefined;
				noteAbsent(one, 'smtpUnsubscribeList', absent);
				return 'absent' as const;
			});
	});
	return { known, shared };
}

const noteAbsent = ({ item, notAvailable }: Known, place: Where, reason: string) =>
	void notAvailable.push({ place, reason: withoutAddress(reason, item.input.email) });

interface Receipt {
	complete: boolean;
	steps: Step[];
	verified: Record<Place, boolean | null>;
}

const receiptOf = ({ item, notAvailable }: Known, receipt: Receipt, preview: boolean) => {
	const { email, places, suppression } = item.input;
	const { complete, steps, verified } = receipt;
	return {
		email,
		preview,
		complete,
		erasedAt: complete ? new Date().toISOString() : null,
		suppression,
		places,
		steps: steps as IDataObject[],
		verified: { ...verified },
		notAvailable,
		notErasable: NOT_ERASABLE,
	};
};

const nothingVerified = (): Receipt['verified'] => ({
	mailingLists: null,
	crm: null,
	courses: null,
	chatbots: null,
});

/** What would be done, in the order in which it would be. */
function stepsAhead({ item, places, suppressed }: Known): Step[] {
	const { email, suppression, comment } = item.input;
	const inPlaces = [...places].flatMap(([place, { deeds, failure }]) => [
		...deeds.flatMap(({ steps }) => steps),
		...(failure === undefined ? [] : [unread(place, wordsOf(failure, item.input))]),
	]);
	const before = suppression === 'add' ? suppressing(email, comment, suppressed) : [];
	const after = suppression === 'remove' ? releasing(email, suppressed) : [];
	return [
		...before.flatMap(({ steps }) => steps),
		...inPlaces,
		...after.flatMap(({ steps }) => steps),
	];
}

/** A misspelt address gives a complete receipt as well: of a person that nobody asked for. */
function tellUnknown(known: readonly Known[], looking: Pick<Looking, 'hint'>): void {
	const unknown = known.filter(({ places }) =>
		[...places.values()].every(({ deeds, failure }) => deeds.length === 0 && failure === undefined),
	);
	if (unknown.length === 0) return;
	const which =
		known.length === 1
			? 'this address'
			: `${count(unknown.length)} of ${count(known.length)} addresses`;
	looking.hint({
		type: 'warning',
		message: `Nothing was found of ${which} in the chosen places. Unless that was erased before, check how it is written.`,
	});
}

/** Seconds between looks whether it is gone: SendPulse may show for a moment what it has deleted. */
const WAITS = [2, 5];

/** So often more is found where all had been deleted, at most: whoever comes in as fast is not erased here. */
const MOST_ROUNDS = 10;

const LOST_AND_GONE = "SendPulse's answer was lost; it is not there any more.";

/** Whether two lines speak of one list, contact or student, whatever is done about it. */
const isSameThing = (one: Step, other: Step) =>
	one.id !== null &&
	(['place', 'what', 'channel', 'id'] as const).every((name) => one[name] === other[name]);

/** Erases one person. */
class Erasure {
	readonly steps: Step[] = [];

	readonly verified = nothingVerified();

	private readonly tried = new Set<string>();

	/** Lines whose answers were lost: looking again tells. */
	private readonly doubtful = new Set<Step>();

	private failure: unknown;

	constructor(
		private readonly known: Known,
		private readonly acting: Acting,
		private readonly finder: Finder,
	) {}

	async perform(): Promise<Receipt> {
		const { suppressed, item, places } = this.known;
		const { email, suppression, comment } = item.input;
		if (suppression === 'add') await this.doAll(suppressing(email, comment, suppressed));
		for (const { deeds } of places.values()) await this.doAll(deeds);
		for (const [place, { absent }] of places) {
			if (absent === undefined) this.verified[place] = await this.prove(place);
		}
		if (suppression === 'remove') await this.release(releasing(email, suppressed));
		const { steps, verified, complete } = this;
		return { steps, verified, complete };
	}

	/** In words, for an error: without what would tell who it is. */
	get outcome(): ApiFailure {
		const told = ({ place, what, id }: Step) =>
			id === null
				? WORDS[place]
				: `${what === 'mailingList' ? 'mailing list' : WORDS[place]} ${id}`;
		const done = this.steps.filter((step) => step.done).map(told);
		const open = this.steps
			.filter((step) => !step.done)
			.map((step) => `${told(step)} (${String(step.message ?? 'it is still there')})`);
		const unproven = PLACES.filter((place) => this.verified[place] === false)
			.filter((place) => !this.steps.some((step) => step.place === place && !step.done))
			.map((place) => `${WORDS[place]} (the address is still found there)`);
		const kind = this.failure instanceof ApiFailure ? this.failure.kind : 'unclear';
		const text = [
			'The erasure is not complete.',
			...(done.length > 0 ? [`Done: ${done.join(', ')}.`] : ['Nothing was erased.']),
			`Not done: ${[...open, ...unproven].join('; ')}.`,
			'Run this again to do the rest.',
		].join(' ');
		return new ApiFailure(kind, text);
	}

	private get complete(): boolean {
		return (
			this.steps.every(({ done }) => done) &&
			PLACES.every((place) => this.verified[place] !== false)
		);
	}

	private async doAll(deeds: readonly Deed[]): Promise<void> {
		const before = [...this.steps];
		for (const deed of deeds) {
			await this.do(
				deed,
				deed.steps.map((step) => this.lineOf(step, before)),
			);
		}
	}

	private async do(deed: Deed, lines: readonly Step[]): Promise<void> {
		const { request, confirmed, alreadyDone } = deed;
		this.tried.add(deed.key);
		let wasGone = false;
		const nothingFound = (failure: ApiFailure) => {
			const gone = deed.gone(failure);
			wasGone ||= gone;
			return gone;
		};
		const done = async () => {
			if (!request) return;
			const rules = { repeatable: true, confirmed, nothingFound, alreadyDone };
			await this.acting.change(request, rules);
		};
		await done().then(
			() => {
				for (const line of lines) {
					// Said to be gone after an answer that was lost: nobody knows by whom.
					if (wasGone && this.doubtful.has(line)) line.message = LOST_AND_GONE;
					else if (wasGone && !line.done) line.message = 'It was not there any more.';
					else if (!wasGone && request) delete line.message;
					this.doubtful.delete(line);
					line.done = true;
				}
			},
			(error: unknown) => {
				if (!(error instanceof ApiFailure)) throw error;
				this.failure ??= error;
				for (const line of lines) {
					if (error.kind === 'unclear') this.doubtful.add(line);
					line.done = false;
					line.message = wordsOf(error, this.known.item.input);
				}
			},
		);
	}

	/** What was tried before and is found again, alone or with others, keeps its line. */
	private lineOf(step: Step, before: Step[]): Step {
		const known = before.findIndex((line) => isSameThing(line, step));
		if (known !== -1) return before.splice(known, 1)[0];
		this.steps.push(step);
		return step;
	}

	/** Looks again until nothing is found; what is new is erased as well. */
	private async prove(place: Place): Promise<boolean> {
		for (let waited = 0, rounds = 0; ; ) {
			const { deeds, failure } = await this.lookedAgain(place);
			if (failure === undefined) this.settleDoubt(place, deeds);
			const fresh = deeds.filter(({ key }) => !this.tried.has(key));
			if (fresh.length > 0 && rounds++ < MOST_ROUNDS) {
				await this.doAll(fresh);
			} else if (failure !== undefined) {
				this.failure ??= failure;
				this.steps.push(unread(place, wordsOf(failure, this.known.item.input)));
				return false;
			} else if (deeds.length === 0) {
				return true;
			} else if (waited < WAITS.length && this.mayVanish(place)) {
				await this.acting.pause(WAITS[waited++] * 1_000, 'waiting until SendPulse shows it');
			} else {
				this.noteStill(deeds);
				return false;
			}
		}
	}

	private async lookedAgain(place: Place): Promise<Looked> {
		const { finder, known } = this;
		const looked = await finder.look(place, known.item.input).catch((error: unknown) => {
			// What was done stands in the receipt, whatever ends the run.
			if (!(error instanceof ApiFailure)) throw error;
			return { deeds: [], failure: error };
		});
		// What was there a moment ago can't be missing in the account.
		return 'absent' in looked ? { deeds: [], failure: looked.absent } : looked;
	}

	/** What was refused stays, however long one waits. */
	private mayVanish(place: Place): boolean {
		return this.steps.some((step) => step.place === place && step.done);
	}

	/** Line by line: of what one request was to delete, a part may be gone. */
	private settleDoubt(place: Place, still: readonly Deed[]): void {
		const found = still.flatMap(({ steps }) => steps);
		for (const line of this.doubtful) {
			if (line.place !== place || found.some((step) => isSameThing(line, step))) continue;
			this.doubtful.delete(line);
			line.done = true;
			line.message = LOST_AND_GONE;
		}
	}

	/** Of what is found to the last no line may say that it is gone. A refusal has its own words. */
	private noteStill(still: readonly Deed[]): void {
		const found = still.flatMap(({ steps }) => steps);
		for (const line of this.steps) {
			if (!found.some((step) => isSameThing(line, step))) continue;
			if (line.done) line.message = 'SendPulse said that it was done, and still shows it.';
			else if (this.doubtful.has(line)) {
				line.message = "SendPulse's answer was lost; it is still there.";
			}
			line.done = false;
		}
	}

	/** Only when nothing is left: whoever is still in a list would get e-mails again. */
	private async release(deeds: readonly Deed[]): Promise<void> {
		if (this.complete) return await this.doAll(deeds);
		for (const { steps } of deeds) {
			for (const step of steps) {
				step.message = 'Left as it is until all else is erased.';
				this.steps.push(step);
			}
		}
	}
}

const WORDS: Readonly<Record<Where, string>> = {
	mailingLists: 'mailing lists',
	crm: 'CRM contact',
	courses: 'student',
	chatbots: 'chatbot contact',
	blacklist: 'blacklist',
	smtpUnsubscribeList: 'SMTP unsubscribe list',
};

/**
 * Everything of a person that the API reaches: looks first, deletes, and looks again. Bulk Email Service API, CRM
 * API, Edu, chatbot services' and SMTP service API.
 */
export const erase = composite<Person, Plan>({
	option: {
		name: 'Erase',
		value: 'erase',
		action: "Erase a person's data",
		description:
			'Delete an e-mail address and what belongs to it everywhere the API can, and give a receipt of each step. It can not be undone.',
	},
	fields,
	effect: 'write',
	// What is erased is not found again.
	repeatable: true,
	previews: ({ mode }) => mode === 'preview',
	lookUps: [...STANDING_LOOK_UPS, CRM_LOOK_UP, COURSES_LOOK_UP],
	prepare: (item) => {
		const { options } = item;
		const places = item.list('places');
		const wrong = places.find((place) => !PLACES.includes(place as Place));
		if (wrong !== undefined) {
			item.fail('places', `has to hold some of ${PLACES.join(', ')}, not ${shown(wrong)}`);
		}
		if (places.length === 0) item.fail('places', 'is empty. Choose at least one');
		const suppression = item.choice('suppression', SUPPRESSION) as Person['suppression'];
		if (suppression === 'remove' && !places.includes('mailingLists')) {
			item.fail(
				'suppression',
				"is Remove From Blocklists, which needs 'Mailing Lists' among the 'Places': whoever is still in a list would get its e-mails again",
			);
		}
		const choice = (name: string, values: readonly string[]) =>
			options.has(name) ? options.choice(name, values) : values[0];
		return {
			email: item.email('email'),
			mode: item.choice('mode', ['preview', 'apply']),
			places: PLACES.filter((place) => places.includes(place)),
			suppression,
			comment: options.hasValue('comment') ? options.text('comment') : '',
			crmAction: choice('crmAction', ['deleteContact', 'removeEmail']) as CrmAction,
			failsIncomplete: choice('onIncomplete', ['error', 'item']) === 'error',
		};
	},
	plan,
	show: async ({ known }, looking) => {
		tellUnknown(known, looking);
		for (const one of known) {
			const steps = stepsAhead(one);
			const receipt = { complete: false, steps, verified: nothingVerified() };
			await looking.succeed(one.item.index, receiptOf(one, receipt, true));
		}
		looking.hint({
			type: 'info',
			message: "This is a preview: nothing was erased. Set 'Mode' to Apply to erase.",
		});
	},
	async act({ known, shared }, acting) {
		tellUnknown(known, acting);
		const finder = new Finder(acting, shared, true);
		let complete = 0;
		const failed: Array<[index: number, failure: ApiFailure]> = [];
		const state = () => `${count(complete)} of ${count(known.length)} people`;
		acting.progress(() => `${state()} erased`);
		acting.byThen(() => `${state()} had been erased completely`);
		await acting.each(
			known,
			async (one) => {
				// What has begun is gone through with: half of it would be without a receipt.
				if (failed.length > 0 && !acting.goOn) return;
				const erasure = new Erasure(one, acting, finder);
				const receipt = await erasure.perform();
				if (receipt.complete) complete++;
				const { index, input } = one.item;
				if (receipt.complete || !input.failsIncomplete) {
					await acting.succeed(index, receiptOf(one, receipt, false));
				} else {
					failed.push([index, erasure.outcome]);
				}
			},
			({ item }) => sameAddress(item.input.email),
		);
		for (const [index, failure] of failed) acting.fail(index, failure);
	},
	counts: { noun: 'people', done: 'erased' },
});
