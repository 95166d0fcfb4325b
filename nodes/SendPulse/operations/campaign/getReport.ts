import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { settling } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { optionsField } from '../../../engine/run/commonFields';
import { toldZone } from '../../../fields/accountZone';
import { withIds } from '../../../fields/withIds';
import { campaignId } from '../../fields/campaignId';
import {
	campaignReport,
	checkAgainAt,
	countriesOf,
	isFinished,
	linksOf,
	needsAttention,
} from '../../fields/campaignReport';
import { get } from '../../product';

const PARTS = ['countries', 'links'];

const include: INodeProperties = {
	displayName: 'Include',
	name: 'include',
	type: 'multiOptions',
	options: [
		{
			name: 'Countries',
			value: 'countries',
			description: 'How often it was opened in which country',
		},
		{ name: 'Links', value: 'links', description: 'How often each link was clicked' },
	],
	default: ['countries', 'links'],
	description: 'What to add to the report. Each takes one more request for a campaign.',
};

/** Bulk Email Service API, "Get campaign information", with what belongs to it and the rates. */
export const getReport = settling({
	option: {
		name: 'Get Report',
		value: 'getReport',
		action: 'Get the results of a campaign, with rates',
		description:
			'Get what came of a campaign: how many e-mails were delivered, opened and clicked, with rates, whether it is finished, and when to look again',
	},
	fields: [campaignId, { ...optionsField, options: [include] }],
	prepare: async (item) => {
		const campaignId = item.id('campaignId');
		const parts = item.options.list('include');
		const unknown = parts.find((part) => !PARTS.includes(part));
		if (unknown !== undefined) {
			item.options.fail('include', `has to hold ${PARTS.join(' or ')}, not '${unknown}'`);
		}
		return { campaignId, parts, zone: await toldZone(item) };
	},
	subject: ({ campaignId }) => String(campaignId),
	look: ({ campaignId }) => get`/campaigns/${campaignId}`,
	judge: (body) => {
		const seen = body as IDataObject;
		if (isFinished(seen)) return { state: 'finished', seen };
		return { state: needsAttention(seen) ? 'stopped' : 'pending', seen };
	},
	// The first look is at once.
	waits: [0, 5, 10, 20, 30, 60],
	timeout: { default: 0, least: 0, most: 7_200 },
	output: async (seen, { campaignId, parts, zone }, _, read) => {
		const campaign = seen ?? {};
		const again = checkAgainAt(campaign, zone);
		const report: IDataObject = {
			...withIds(campaignReport(campaign, zone), { campaignId }),
			...(again === undefined ? {} : { checkAgainAt: again }),
		};
		if (parts.includes('countries')) {
			report.countries = countriesOf(await read(get`/campaigns/${campaignId}/countries`));
		}
		if (parts.includes('links')) {
			report.links = linksOf(asRecords(await read(get`/campaigns/${campaignId}/referrals`)));
		}
		return report;
	},
	counts: { noun: 'campaigns', done: 'finished' },
});
