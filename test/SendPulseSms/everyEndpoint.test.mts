/** Every operation of the SendPulse SMS node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox, type SandboxOptions } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

/** What no document says can be one way or the other. */
const ways: Record<string, Partial<SandboxOptions>> = {
	'as is most likely': {},
	'the other way': {
		smsWrapped: 'object',
		smsCountryKey: 'latin',
		smsCostEncoding: 'any',
		smsTransliterate: 'honoured',
		smsEmulated: 'present',
		smsDefaultRoute: 'national',
		smsDates: 'both',
		smsBlacklistDescription: 'optional',
		smsDeleteCounters: 'exists',
		smsPriceType: 'text',
	},
};

describe.each(Object.entries(ways))('%s', (_, options) => {
	const sandbox = createSandbox({ perSecond: 1_000, smsNumberDelay: 0, ...options });
	const { state } = sandbox;
	const list = { mailingListId: state.lists.getByName('Beta testers')!.id };
	const [past] = state.sms.campaigns.all();
	const message = { senderName: 'HolmSons', text: 'Hi {{name}}!' };
	const later = { sendMode: 'schedule', sendDate: '2097-01-01T10:00:00Z' };
	const named = { ...list, phone: '+380 67 123 45 01' };
	const values = { mappingMode: 'defineBelow', value: { name: 'Олена' }, schema: [] };
	/** The campaigns that were made here, the last one first. */
	const made = (place: number) => ({ smsCampaignId: state.sms.campaigns.all().at(-1 - place)?.id });

	const runs: Record<string, (baseUrl: string) => Run[]> = {
		'message.send': () => [
			{ parameters: { ...message, text: 'Hi!', phones: '+380671234501, +447700900123' } },
		],
		'campaign.create': () => [
			{ parameters: { ...message, ...list, ...later } },
			{ parameters: { ...message, ...list, ...later, text: 'Bye!' } },
		],
		'campaign.get': () => [{ parameters: { smsCampaignId: past!.id } }],
		'campaign.getRecipients': () => [{ parameters: { smsCampaignId: past!.id } }],
		'campaign.getMany': () => [{}],
		'campaign.getCost': () => [
			{ parameters: { ...message, ...list } },
			{
				parameters: {
					...message,
					recipients: 'phones',
					phones: '380671234501',
					options: { routes: { route: [{ countryCode: 'UA', routeType: 'national' }] } },
				},
			},
		],
		'campaign.cancel': () => [{ parameters: made(0) }],
		'campaign.delete': () => [{ parameters: made(1) }],
		'phoneNumber.add': () => [
			{ parameters: { ...list, phone: '+380 67 123 45 99' } },
			{ parameters: { ...list, phone: '+380 67 123 45 98', variables: values } },
		],
		'phoneNumber.get': () => [{ parameters: named }],
		'phoneNumber.updateVariables': () => [
			{ parameters: { ...named, variables: values } },
			{
				parameters: { ...list, phone: '={{ $json.phone }}', variables: values },
				items: [{ phone: '380671234501' }, { phone: '380671234502' }],
			},
		],
		'phoneNumber.delete': () => [{ parameters: { ...list, phone: '+380 67 123 45 99' } }],
		'blacklist.add': () => [{ parameters: { phone: '4930999002', description: 'Asked by phone' } }],
		'blacklist.getMany': () => [{}],
		'blacklist.delete': () => [{ parameters: { phone: '4930999002' } }],
		'sender.getMany': () => [{}],
	};

	callsWhatIsDocumented({
		node: 'SendPulseSms',
		sandbox,
		runs,
		written: (path) => path.replace(/^\/addressbooks\/\d+(?=$|\/variables$)/, '/addressbooks/{id}'),
		readFirst: [
			'GET /user/info → campaign.create',
			'GET /addressbooks/{id} → campaign.create',
			'GET /addressbooks → campaign.create',
			'GET /addressbooks/{id}/variables → phoneNumber.add',
			'GET /addressbooks/{id}/variables → phoneNumber.updateVariables',
		],
	});
});
