/** Every operation of the SendPulse Web Push node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({ perSecond: 1_000 });
const { push } = sandbox.state;
const [shop, blog] = push.websites;
const [past] = push.campaigns;
const website = { websiteId: shop!.id };
const subscriber = { subscriberId: shop!.subscribers[0]!.id };

const runs: Record<string, (baseUrl: string) => Run[]> = {
	'campaign.create': () => [
		{
			parameters: {
				...website,
				title: 'Red roses are back',
				text: 'Twenty bunches',
				sendMode: 'now',
				audience: {
					browsers: ['Chrome', 'Firefox'],
					countries: 'DE, UA',
					language: 'de',
					pages: { page: { match: 'exact', value: 'https://shop.example/roses' } },
					subscribedFrom: '2025-01-01',
					subscribedTo: '2026-01-01',
					variable: {
						filter: {
							variableName: 'interest',
							operator: 'or',
							conditions: { condition: [{ condition: 'equal', value: 'roses' }] },
						},
					},
				},
				options: {
					buttons: { button: [{ text: 'To the shop', link: 'https://shop.example/roses' }] },
					lifetime: 3_600,
					link: 'https://shop.example/roses',
					stretchSeconds: 0,
				},
			},
		},
		{
			parameters: {
				websiteId: blog!.id,
				title: 'News',
				text: 'Of today',
				sendDate: '2097-12-31 23:34:23',
			},
		},
	],
	'campaign.get': () => [{ parameters: { pushCampaignId: past!.id } }],
	'campaign.getMany': () => [
		{ parameters: { filters: { ...website, dateFrom: '2025-01-01', dateTo: '2099-12-31' } } },
	],
	'website.get': () => [{ parameters: website }],
	'website.getMany': () => [{}],
	'website.count': () => [{}],
	'website.getVariables': () => [{ parameters: website }],
	'website.getCode': () => [{ parameters: website }],
	'subscriber.getMany': () => [
		{
			parameters: {
				...website,
				filters: { subscribedFrom: '2025-01-01', subscribedTo: '2026-01-01' },
			},
		},
	],
	'subscriber.count': () => [{ parameters: website }],
	'subscriber.deactivate': () => [{ parameters: subscriber }],
	'subscriber.activate': () => [{ parameters: subscriber }],
};

callsWhatIsDocumented({ node: 'SendPulsePush', sandbox, runs });
