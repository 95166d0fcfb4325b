import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';
import { campaignsSection, segmentsSection } from '../email/page/campaigns.mts';
import { chatbotsSections, type Chosen } from '../chatbots/page.mts';
import { contactsSection } from '../email/page/contacts.mts';
import { eventsSections } from '../email/page/events.mts';
import { listsSection } from '../email/page/lists.mts';
import { requestsSection } from './requests.mts';
import { sendersSections } from '../email/page/senders.mts';
import { contentSecurityPolicy, shell } from './shell.mts';
import { blacklistSection, tagsSection } from '../email/page/tags.mts';
import { templatesSections } from '../email/page/templates.mts';
import { webhooksSections } from '../email/page/webhooks.mts';

interface Query extends Chosen {
	view?: unknown;
	list?: unknown;
	page?: unknown;
}

interface View {
	name: string;
	title: string;
	sections(sandbox: SandboxContext, query: Query): string[];
}

const withRequests = (sections: (sandbox: SandboxContext) => string[]): View['sections'] => {
	return (sandbox) => [...sections(sandbox), requestsSection(sandbox)];
};

const views: readonly View[] = [
	{ name: 'lists', title: 'Mailing lists', sections: lists },
	{
		name: 'campaigns',
		title: 'Campaigns',
		sections: withRequests((sandbox) => [campaignsSection(sandbox), segmentsSection(sandbox)]),
	},
	{ name: 'templates', title: 'Templates', sections: withRequests(templatesSections) },
	{ name: 'senders', title: 'Senders and outbox', sections: withRequests(sendersSections) },
	{
		name: 'tags',
		title: 'Tags and blacklist',
		sections: withRequests((sandbox) => [tagsSection(sandbox), blacklistSection(sandbox)]),
	},
	{ name: 'webhooks', title: 'Webhooks', sections: withRequests(webhooksSections) },
	{ name: 'events', title: 'Events', sections: withRequests(eventsSections) },
	{
		name: 'chatbots',
		title: 'Chatbots',
		sections: (sandbox, query) => [...chatbotsSections(sandbox, query), requestsSection(sandbox)],
	},
];

/**
 * The page that shows what is in the sandbox and what it was asked. `view` chooses a part of it; among the lists
 * `list` chooses one, `page` a page of it.
 */
export function pageRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/', async (request, reply) => {
		sandbox.agenda.catchUp();
		const query = request.query as Query;
		const { profile } = sandbox.state.account;
		const view = views.find(({ name }) => name === query.view) ?? (views[0] as View);
		reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
		return shell({
			account: `${profile.name}, ${profile.email}`,
			title: view.title,
			links: views.map(({ name, title }, index) => ({
				title,
				path: index === 0 ? '/' : `/?view=${name}`,
				isCurrent: name === view.name,
			})),
			sections: view.sections(sandbox, query),
		});
	});
}

function lists(sandbox: SandboxContext, { list, page }: Query): string[] {
	const stored = sandbox.state.lists;
	const chosen = stored.get(Number(list)) ?? stored.all()[0];
	return [
		listsSection(sandbox, chosen),
		requestsSection(sandbox),
		...(chosen ? [contactsSection(chosen, Math.floor(Number(page)) || 1)] : []),
	];
}
