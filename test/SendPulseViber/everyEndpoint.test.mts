/** Every operation of the SendPulse Viber Campaigns node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

/** What no document says can be one way or the other. */
const ways: Record<string, Partial<SandboxOptions>> = {
	'as is most likely': {},
	'the other way': {
		viberNameRequired: false,
		viberSender: 'countries',
		viberBoth: 'list',
		viberExceptionsKey: 'data',
		viberNoList: 'zero',
	},
};

describe.each(Object.entries(ways))('%s', (_, options) => {
	const sandbox = createSandbox({ perSecond: 1_000, ...options });
	const { state } = sandbox;
	const list = { mailingListId: state.lists.getByName('Beta testers')!.id };
	const [sender] = state.viber.senders;
	const [past] = state.viber.campaigns();
	const message = { senderId: sender!.id, text: 'Hi!' };

	const runs: Record<string, (baseUrl: string) => Run[]> = {
		'message.send': () => [
			{
				parameters: {
					...message,
					phones: '+380671234501, +447700900123',
					content: 'textButtonAndImage',
					buttonText: 'To the shop',
					buttonUrl: 'https://shop.example',
					imageUrl: 'https://shop.example/rose.jpg',
					resendAsSms: true,
					smsText: 'Hi!',
					smsSenderName: 'HolmSons',
					options: { lifetime: 600 },
				},
			},
			{
				parameters: {
					...message,
					phones: '380671234501',
					messageType: 'system',
					text: 'Your order 1042 is ready.',
				},
			},
		],
		'campaign.create': () => [
			{ parameters: { ...message, ...list, sendMode: 'now', options: { stretchTime: 1 } } },
		],
		'campaign.get': () => [{ parameters: { viberCampaignId: past!.id } }],
		'campaign.getRecipients': () => [{ parameters: { viberCampaignId: past!.id } }],
		'campaign.getMany': () => [{}],
		'sender.get': () => [{ parameters: { senderId: sender!.id } }],
		'sender.getMany': () => [{}],
		'blacklist.add': () => [
			{ parameters: { phone: '4930999002', options: { description: 'Asked by phone' } } },
		],
		'blacklist.getMany': () => [{}],
		'blacklist.delete': () => [{ parameters: { phone: '4930999002' } }],
	};

	callsWhatIsDocumented({ node: 'SendPulseViber', sandbox, runs });
});
