/** An account in which people are everywhere: in mailing lists, the CRM, courses and chatbots. In virtual time. */
import '../../engine/virtualTime.mts';
import '../../quiet.mts';
import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import { systemClock, type Sandbox, type SandboxSetup } from '../../../sandbox/index.mts';
import { runNode, StoredCredential, type NodeResult, type NodeRun } from '../../n8n.mts';
import { borrowedSandbox } from '../../servers.mts';

export interface Account {
	sandbox: Sandbox;
	/** Puts somebody into two lists, the CRM, a course and two bots. */
	add(email: string): void;
	/** Where the address is by now, each place with how often. */
	places(email: string): Record<string, number>;
	run(
		operation: string,
		parameters: IDataObject,
		more?: Partial<Omit<NodeRun, 'parameters'>>,
	): Promise<NodeResult>;
	/** Requests since the last run began: `DELETE /emails/ann@x.example`. */
	asked(): string[];
	/** All lines that went to n8n's log. */
	logged(): string;
}

/** What changes nothing, whatever its verb. */
const LOOK =
	/^GET|^POST \/(emails|emails\/campaigns|crm\/v1\/contacts\/get-list(-by-email)?|edu\/public\/v1\/students\/auditory)$/;

export const writesAmong = (asked: string[]) => asked.filter((one) => !LOOK.test(one));

const same = (one: unknown, email: string) => String(one).toLowerCase() === email.toLowerCase();

let seeds = 9_000;
const opened: Sandbox[] = [];

export async function personalAccount(setup: SandboxSetup = {}): Promise<Account> {
	const sandbox = borrowedSandbox({
		blank: true,
		// Of its own account: its pace is no matter of the others'.
		seed: ++seeds,
		perSecond: Infinity,
		perMinute: Infinity,
		crmSearchLag: 0,
		clock: { ...systemClock, now: () => Date.now() },
		...setup,
	});
	opened.push(sandbox);
	const { state } = sandbox;
	const lists = ['Customers', 'News'].map((name) => state.lists.create(name, 0));
	const course = state.school.courses[0];
	const bots = (['telegram', 'viber'] as const).map((channel) => {
		const bot = state.chatbots.addBot(channel, `Shop on ${channel}`);
		state.chatbots.addVariable(bot, channel === 'telegram' ? 'email' : 'contact', 1, 6);
		state.chatbots.addVariable(bot, 'city');
		return bot;
	});
	state.chatbots.addBot('whatsapp', 'Asks for no address');
	const lines: string[] = [];
	const log = (...said: unknown[]) => void lines.push(inspect(said, { depth: 8 }));
	const logger = { debug: log, info: log, warn: log, error: log };
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
	const baseUrl = await sandbox.listen();
	const { clientId, clientSecret } = state.account;
	const credential = new StoredCredential({ clientId, clientSecret, baseUrl });
	let before = 0;
	return {
		sandbox,
		add(email) {
			for (const list of lists) {
				list.contacts.add({ email, status: 1, addedAt: Date.UTC(2026, 0, 5, 10) });
			}
			const contact = state.crm.addContact({ firstName: 'Ann', lastName: 'Lee' });
			state.crm.addEmail(contact, email);
			const student = state.school.add({
				email,
				firstName: 'Ann',
				lastName: 'Lee',
				language: 'en',
				tagIds: [],
			} as never);
			if (course) state.school.enroll(student, course, null, 0);
			for (const bot of bots) {
				const [name] = state.chatbots.variables.filter((one) => one.bot === bot);
				const chat = state.chatbots.addContact(bot, { name: 'Ann Lee', phone: '380931112230' });
				chat.variables.set(name!.name, email);
			}
		},
		places: (email) =>
			Object.fromEntries(
				Object.entries({
					lists: state.lists.all().filter(({ contacts }) => contacts.get(email)).length,
					crm: state.crm.contacts
						.all()
						.filter(({ emails }) => emails.some((one) => same(one.email, email))).length,
					courses: state.school.all().filter((one) => same(one.email, email)).length,
					chatbots: state.chatbots.contacts.filter(({ variables }) =>
						[...variables.values()].some((value) => same(value, email)),
					).length,
				}).filter(([, count]) => count > 0),
			),
		async run(operation, parameters, more = {}) {
			before = sandbox.log.length;
			return await runNode({
				node: 'SendPulse',
				credential,
				...more,
				parameters: { resource: 'emailAddress', operation, ...parameters },
			});
		},
		asked: () =>
			sandbox.log
				.slice(before)
				.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)
				.filter((one) => one !== 'POST /oauth/access_token'),
		logged: () => lines.join('\n'),
	};
}

afterEach(async () => {
	for (const sandbox of opened.splice(0)) await sandbox.close();
	jest.restoreAllMocks();
});
