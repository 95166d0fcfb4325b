import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import type { View } from '../../page/view.mts';
import { campaignSection } from './campaign.mts';
import { campaignsSection, segmentsSection } from './campaigns.mts';
import { contactsSection } from './contacts.mts';
import { eventsSections } from './events.mts';
import { listsSection } from './lists.mts';
import { sendersSections } from './senders.mts';
import { blacklistSection, tagsSection } from './tags.mts';
import { templatesSections } from './templates.mts';
import { webhooksSections } from './webhooks.mts';

/**
 * Among the lists `list` in the page's address chooses one, `page` a page of it; among the campaigns `campaign`
 * the one that is read.
 */
export const emailViews: readonly [View, ...View[]] = [
	{
		name: 'lists',
		title: 'Mailing lists',
		sections: (sandbox, query) => [listsSection(sandbox, chosenList(sandbox, query))],
		below(sandbox, query) {
			const list = chosenList(sandbox, query);
			if (!list) return [];
			const { pending } = sandbox.courier;
			return [contactsSection(list, Math.floor(Number(query.page)) || 1, pending)];
		},
	},
	{
		name: 'campaigns',
		title: 'Campaigns',
		sections(sandbox, query) {
			const campaign = chosenCampaign(sandbox, query);
			return [
				campaignsSection(sandbox, campaign),
				...(campaign ? [campaignSection(sandbox, campaign)] : []),
				segmentsSection(sandbox),
			];
		},
	},
	{ name: 'templates', title: 'Templates', sections: templatesSections },
	{ name: 'senders', title: 'Senders and outbox', sections: sendersSections },
	{
		name: 'tags',
		title: 'Tags and blacklist',
		sections: (sandbox) => [tagsSection(sandbox), blacklistSection(sandbox)],
	},
	{ name: 'webhooks', title: 'Webhooks', sections: webhooksSections },
	{ name: 'events', title: 'Events', sections: eventsSections },
];

const chosenList = ({ state: { lists } }: SandboxContext, { list }: Arguments) =>
	lists.get(Number(list)) ?? lists.all()[0];

const chosenCampaign = ({ state: { campaigns } }: SandboxContext, { campaign }: Arguments) =>
	campaigns.get(Number(campaign)) ?? campaigns.all().at(-1);
