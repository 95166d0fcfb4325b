import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { visitorOf } from '../seed.mts';
import { SubscriberStatus } from '../store.mts';

/** What visitors of the websites do: allow notifications, click them, have enough of them. */
export function pushControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/push', async () => {
		sandbox.agenda.catchUp();
		const { websites, campaigns } = sandbox.state.push;
		return {
			websites,
			campaigns: campaigns.map(({ website, shown, ...campaign }) => ({
				...campaign,
				websiteId: website.id,
				shown: shown.map(({ subscriber, ...what }) => ({ ...what, subscriberId: subscriber.id })),
			})),
		};
	});

	server.post('/sandbox/push/subscribe', async (request, reply) => {
		const { push } = sandbox.state;
		const website = push.website(Number(asArguments(request.body).website));
		if (!website) return refuse(reply, 404, 'no such website');
		const visitor = visitorOf(website, website.subscribers.length);
		push.subscribe(website, visitor, sandbox.clock.now());
		return finish(request, reply, `/?view=push-websites&website=${website.id}`);
	});

	server.post('/sandbox/push/unsubscribe', async (request, reply) => {
		const { push } = sandbox.state;
		const subscriber = push.subscriber(Number(asArguments(request.body).subscriber));
		if (!subscriber) return refuse(reply, 404, 'no such subscriber');
		subscriber.status = SubscriberStatus.unsubscribed;
		const website = push.websites.find(({ subscribers }) => subscribers.includes(subscriber));
		return finish(request, reply, `/?view=push-websites&website=${website?.id}`);
	});

	server.post('/sandbox/push/click', async (request, reply) => {
		sandbox.agenda.catchUp();
		const args = asArguments(request.body);
		const { push, messenger } = sandbox.state;
		const campaign = push.campaign(Number(args.campaign));
		if (!campaign) return refuse(reply, 404, 'no such campaign');
		const shown = campaign.shown.find(
			({ subscriber }) => subscriber.id === Number(args.subscriber),
		);
		if (!shown) return refuse(reply, 404, 'this subscriber was not sent it');
		const button = campaign.buttons.find(({ text }) => text === args.button);
		messenger.click(shown, button ? button.text : 'the notification', sandbox.clock.now());
		return finish(
			request,
			reply,
			`/?view=push&campaign=${campaign.id}&subscriber=${shown.subscriber.id}`,
		);
	});
}
