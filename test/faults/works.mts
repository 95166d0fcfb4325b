import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index.mts';
import type { ActionNode } from '../actionNodes.mts';

const LIST = 'Newsletter';
const address = (index: number) => `contact${index}@example.org`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Something that the node is asked to do, and how to see in the sandbox what was done. */
export interface Work {
	name: string;
	/** Which of its requests meet the fault. */
	match: { method: string; path: string };
	/** How many of these go unharmed first. */
	after: number;
	/** Must it never be sent again when nobody knows whether it was done? */
	once: boolean;
	/** After a lost answer the node looks whether it was done, and goes on where it was. */
	looks?: true;
	/** The same happens to it as to other such work, which is tried in its place. */
	alike?: true;
	/** What has been done is refused when it is asked for again. */
	refusedAgain?: true;
	prepare?(sandbox: Sandbox): void;
	/** @default 'SendPulse' */
	node?: ActionNode;
	parameters(sandbox: Sandbox): IDataObject;
	items: IDataObject[];
	/** Of each item. */
	files?: IBinaryKeyData[];
	/** How many items' worth of it the sandbox has, and whether anything was done twice. */
	done(sandbox: Sandbox): number;
	/** A read changes nothing. */
	reads?: boolean;
	/** Items that come out when all is well, and the requests that this takes. */
	outputs: number;
	requests: number;
}

const listId = (sandbox: Sandbox) => sandbox.state.lists.getByName(LIST)!.id;
const pickedList = (sandbox: Sandbox) => ({
	__rl: true,
	mode: 'id',
	value: String(listId(sandbox)),
});
const contacts = (sandbox: Sandbox) => sandbox.state.lists.getByName(LIST)!.contacts;

function fill(sandbox: Sandbox, count: number): void {
	for (const index of numbers(count)) {
		contacts(sandbox).add({ email: address(index), status: 1, addedAt: 0 });
	}
}

const byPhone = ['380671234501', '447700900123'].map((phone) => ({ phone }));

const messagesOf = (campaigns: ReadonlyArray<{ body: string; messages: readonly unknown[] }>) =>
	campaigns.filter(({ body }) => body === 'Spring').flatMap(({ messages }) => messages).length;

/** Verifications that count against the plan. */
const paidFor = ({ options, state }: Sandbox) => options.verifierQuota - state.verifier.quotaLeft;

const byEmail = numbers(250).map((index) => ({ email: address(index) }));

export const works: Work[] = [
	{
		name: 'read',
		match: { method: 'GET', path: '/addressbooks/*/emails/*' },
		after: 1,
		once: false,
		reads: true,
		prepare: (sandbox) => fill(sandbox, 3),
		parameters: (sandbox) => ({
			resource: 'contact',
			operation: 'get',
			mailingListId: pickedList(sandbox),
			email: '={{ $json.email }}',
		}),
		items: byEmail.slice(0, 3),
		done: () => 0,
		outputs: 3,
		requests: 3,
	},
	{
		name: 'a page in the middle of Return All',
		match: { method: 'GET', path: '/addressbooks/*/emails' },
		after: 1,
		once: false,
		reads: true,
		prepare: (sandbox) => fill(sandbox, 250),
		parameters: (sandbox) => ({
			resource: 'contact',
			operation: 'getMany',
			mailingListId: pickedList(sandbox),
			returnAll: true,
		}),
		items: [{}],
		done: () => 0,
		outputs: 250,
		requests: 3,
	},
	{
		name: 'batched add',
		match: { method: 'POST', path: '/addressbooks/*/emails' },
		after: 1,
		once: false,
		parameters: (sandbox) => ({
			resource: 'contact',
			operation: 'add',
			mailingListId: pickedList(sandbox),
			email: '={{ $json.email }}',
		}),
		items: byEmail,
		done: (sandbox) => contacts(sandbox).size,
		outputs: 250,
		requests: 3,
	},
	{
		name: 'delete',
		match: { method: 'DELETE', path: '/addressbooks/*/emails' },
		after: 1,
		once: false,
		refusedAgain: true,
		prepare: (sandbox) => fill(sandbox, 250),
		parameters: (sandbox) => ({
			resource: 'contact',
			operation: 'delete',
			mailingListId: pickedList(sandbox),
			email: '={{ $json.email }}',
		}),
		items: byEmail,
		done: (sandbox) => 250 - contacts(sandbox).size,
		outputs: 250,
		requests: 3,
	},
	{
		name: 'create a campaign',
		match: { method: 'POST', path: '/campaigns' },
		after: 0,
		once: true,
		prepare: (sandbox) => fill(sandbox, 3),
		parameters: (sandbox) => ({
			resource: 'campaign',
			operation: 'create',
			senderName: 'Shop',
			senderEmail: 'hello@shop.example',
			subject: 'Spring',
			contentSource: 'html',
			html: '<p>Hello</p>',
			recipients: 'mailingList',
			mailingListIds: [listId(sandbox)],
			sendMode: 'draft',
		}),
		items: [{}],
		done: (sandbox) => [...sandbox.state.campaigns.all()].filter(isOurs).length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'create a webhook',
		match: { method: 'POST', path: '/v2/email-service/webhook' },
		after: 0,
		once: true,
		alike: true,
		parameters: () => ({
			resource: 'webhook',
			operation: 'create',
			url: 'https://shop.example/hook',
			events: ['open'],
		}),
		items: [{}],
		done: (sandbox) =>
			[...sandbox.state.webhooks.all()].filter(({ url }) => url === 'https://shop.example/hook')
				.length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'send an event',
		match: { method: 'POST', path: '/events/name/*' },
		after: 0,
		once: true,
		alike: true,
		parameters: () => ({
			resource: 'event',
			operation: 'send',
			sendTo: 'name',
			eventName: 'registration',
			email: 'ann@shop.example',
		}),
		items: [{}],
		done: (sandbox) =>
			sandbox.state.automations.received.filter(({ email }) => email === 'ann@shop.example').length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'send a chatbot message',
		match: { method: 'POST', path: '/telegram/contacts/send' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseChatbot',
		parameters: (sandbox) => ({
			resource: 'message',
			operation: 'send',
			channel: 'telegram',
			contactId: listener(sandbox).id,
			messageType: 'text',
			text: 'Spring is here',
		}),
		items: [{}],
		done: (sandbox) =>
			sandbox.state.chatbots.outbox.filter(({ text }) => text === 'Spring is here').length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'run a flow',
		match: { method: 'POST', path: '/telegram/flows/run' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseChatbot',
		parameters: (sandbox) => ({
			resource: 'flow',
			operation: 'run',
			channel: 'telegram',
			contactId: listener(sandbox).id,
			flowId: sandbox.state.chatbots.flows.find(({ bot }) => bot === listener(sandbox).bot)!.id,
		}),
		items: [{}],
		done: (sandbox) => sandbox.state.chatbots.runs.length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'send an e-mail (SMTP)',
		match: { method: 'POST', path: '/smtp/emails' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseSmtp',
		parameters: () => ({
			resource: 'email',
			operation: 'send',
			senderName: 'Shop',
			senderEmail: 'hello@shop.example',
			toEmail: 'ann@mail.example',
			subject: 'Spring',
			html: '<p>Hello</p>',
		}),
		items: [{}],
		done: (sandbox) => sandbox.state.smtp.mails.all().filter(isOurs).length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'send text messages',
		match: { method: 'POST', path: '/sms/send' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseSms',
		parameters: () => ({
			resource: 'message',
			operation: 'send',
			senderName: 'HolmSons',
			phones: '={{ $json.phone }}',
			text: 'Spring',
		}),
		items: byPhone,
		done: (sandbox) => messagesOf(sandbox.state.sms.campaigns.all()),
		outputs: 2,
		requests: 1,
	},
	{
		name: 'create an SMS campaign',
		match: { method: 'POST', path: '/sms/campaigns' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseSms',
		parameters: (sandbox) => ({
			resource: 'campaign',
			operation: 'create',
			senderName: 'HolmSons',
			mailingListId: sandbox.state.lists.getByName('Beta testers')!.id,
			text: 'Spring',
			sendMode: 'now',
		}),
		items: [{}],
		done: (sandbox) =>
			sandbox.state.sms.campaigns.all().filter(({ body }) => body === 'Spring').length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'send on Viber',
		match: { method: 'POST', path: '/viber' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseViber',
		parameters: (sandbox) => ({
			resource: 'message',
			operation: 'send',
			senderId: sandbox.state.viber.senders[0]!.id,
			phones: '={{ $json.phone }}',
			text: 'Spring',
		}),
		items: byPhone,
		done: (sandbox) =>
			sandbox.state.viber
				.campaigns()
				.filter(({ text }) => text === 'Spring')
				.flatMap(({ recipients }) => recipients).length,
		outputs: 2,
		requests: 1,
	},
	{
		name: 'create a push campaign',
		match: { method: 'POST', path: '/push/tasks' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulsePush',
		parameters: (sandbox) => ({
			resource: 'campaign',
			operation: 'create',
			websiteId: sandbox.state.push.websites[0]!.id,
			title: 'Spring',
			text: 'Hello',
			sendMode: 'now',
			// A lost answer is no reason to ask for the slot again either.
			options: { waitForSlot: true },
		}),
		items: [{}],
		done: (sandbox) =>
			sandbox.state.push.campaigns.filter(({ title }) => title === 'Spring').length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'upload a file',
		match: { method: 'POST', path: '/fm/public/v1/file' },
		after: 0,
		once: true,
		alike: true,
		parameters: () => ({
			resource: 'file',
			operation: 'upload',
			folderPath: '/images',
			// Else it would ask for the name first.
			options: { whenExists: 'overwrite' },
		}),
		items: [{}],
		files: [{ data: { data: 'U3ByaW5n', fileName: 'Spring.txt', mimeType: 'text/plain' } }],
		done: (sandbox) =>
			sandbox.state.files.all().filter(({ path }) => path === '/images/Spring.txt').length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'enroll a student',
		match: { method: 'POST', path: '/edu/public/v1/students' },
		after: 0,
		once: true,
		alike: true,
		node: 'SendPulseCourse',
		parameters: (sandbox) => ({
			resource: 'student',
			operation: 'create',
			courseId: sandbox.state.school.courses[0]!.id,
			email: '={{ $json.email }}',
		}),
		items: byEmail.slice(0, 1),
		done: (sandbox) =>
			sandbox.state.school.all().filter(({ email }) => email === address(0)).length,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'verify an address',
		match: { method: 'POST', path: '/verifier-service/send-single-to-verify' },
		after: 0,
		once: true,
		looks: true,
		node: 'SendPulseVerifier',
		parameters: () => ({
			resource: 'emailAddress',
			operation: 'verify',
			email: 'ann@mail.example',
		}),
		items: [{}],
		done: paidFor,
		outputs: 1,
		requests: 1,
	},
	{
		name: 'verify many addresses',
		match: { method: 'POST', path: '/verifier-service/send-list-to-verify' },
		after: 0,
		once: true,
		looks: true,
		alike: true,
		node: 'SendPulseVerifier',
		parameters: () => ({
			resource: 'emailAddress',
			operation: 'verifyMany',
			email: '={{ $json.email }}',
		}),
		items: byEmail.slice(0, 60),
		done: paidFor,
		outputs: 60,
		requests: 1,
	},
];

/** A contact that has a chat with the bot. */
const listener = (sandbox: Sandbox) =>
	sandbox.state.chatbots.contacts.find(({ bot }) => bot.channel === 'telegram' && bot.active)!;

const isOurs = ({ subject }: { subject: string }) => subject === 'Spring';
