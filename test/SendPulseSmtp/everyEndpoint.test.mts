/** Every operation of the SendPulse SMTP node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

/** What no document says can be one way or the other. */
const ways: Record<string, Partial<SandboxOptions>> = {
	'as is most likely': {},
	'the other way': {
		smtpNeedsText: 'any',
		smtpPendingCode: 'absent',
		smtpAnswerTypes: 'numbers',
		smtpInfoOrder: 'asked',
		smtpMostPerPage: 1,
		templateBody: 'base64',
	},
};

describe.each(Object.entries(ways))('%s', (_, options) => {
	const sandbox = createSandbox({ perSecond: 1_000, smtpInfoDelay: 0, ...options });
	const { smtp, relay } = sandbox.state;
	// Nobody is there: it comes back.
	relay.replay(
		{
			from: { email: 'hello@shop.example', name: 'Holm & Sons' },
			replyTo: null,
			to: [{ email: 'nobody@gone.example', name: null }],
			cc: [],
			bcc: [],
			subject: 'An hour ago',
			html: null,
			text: 'Hello',
			attachments: [],
		},
		Date.now() - 3_600_000,
	);
	const sent = smtp.mails.all();

	const template = sandbox.state.templates.all().find(({ name }) => name === 'Newsletter')!;
	const letter = {
		senderName: 'Holm & Sons',
		senderEmail: 'hello@shop.example',
		toEmail: '"Lindström, Anna" <anna.lindstrom@mail.example>; stop@mail.example',
		subject: 'Your order',
	};

	const runs: Record<string, (baseUrl: string) => Run[]> = {
		'email.send': () => [
			{
				parameters: {
					...letter,
					html: '<h1>Größe 名</h1>',
					options: {
						ccEmail: 'jonas.holm@shop.example',
						ifUnsubscribed: 'skip',
						replyTo: 'help@shop.example',
					},
				},
			},
			{ parameters: { ...letter, contentSource: 'text', text: 'Größe 名' } },
			{
				parameters: {
					...letter,
					contentSource: 'template',
					templateId: template.realId,
					options: { additionalVariables: { name: 'Anna' } },
				},
			},
			{
				parameters: {
					...letter,
					html: 'x',
					toEmail: 'stop@mail.example',
					options: { ifUnsubscribed: 'skip' },
				},
			},
		],
		'email.getMany': () => [{ parameters: { returnAll: true } }],
		'email.count': () => [{}],
		'email.get': () => [
			{ parameters: { emailId: sent[0]!.id } },
			{
				parameters: { emailId: '={{ $json.id }}' },
				items: sent.slice(0, 3).map(({ id }) => ({ id })),
			},
		],
		'bounce.getMany': () => [{}],
		'bounce.count': () => [{}],
		'unsubscribeList.add': () => [
			{ parameters: { email: 'enough@mail.example', options: { comment: 'Asked by phone' } } },
		],
		'unsubscribeList.check': () => [{ parameters: { email: 'enough@mail.example' } }],
		'unsubscribeList.getMany': () => [{}],
		'unsubscribeList.requestResubscription': () => [
			{
				parameters: {
					email: 'enough@mail.example',
					senderEmail: 'hello@shop.example',
					language: 'en',
				},
			},
		],
		'unsubscribeList.delete': () => [{ parameters: { email: 'enough@mail.example' } }],
		'sender.getMany': () => [{}],
		'senderDomain.add': () => [{ parameters: { domain: 'new.example' } }],
		'senderDomain.getMany': () => [{}],
		'ipAddress.getMany': () => [{}],
	};

	callsWhatIsDocumented({ node: 'SendPulseSmtp', sandbox, runs });
});
