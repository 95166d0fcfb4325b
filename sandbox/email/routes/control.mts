import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, isForm, refuse } from '../../page/forms.mts';
import { showMail } from '../../page/mail.mts';
import { isEmailAddress } from '../../syntax.mts';
import { asRead, readerOf } from '../asRead.mts';
import { makeHappen } from '../deeds.mts';
import { eventNames } from '../happenings.mts';

/** What came out of the e-mail service, and what makes it deliver at once. */
export function emailControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	// Mails with activation codes among them: this is the only inbox they come to.
	server.get('/sandbox/outbox', async () => sandbox.state.outbox);

	server.get('/sandbox/events', async () => sandbox.state.automations.received);

	server.get('/sandbox/webhooks/deliveries', async () => sandbox.state.webhooks.deliveries);

	server.get('/sandbox/email/campaigns/:id', async (request, reply) => {
		const { id } = request.params as { id: string };
		const campaign = sandbox.state.campaigns.get(Number(id));
		if (!campaign?.body) return refuse(reply, 404, 'no such page');
		return showMail(reply, asRead(campaign.body, readerOf(campaign, sandbox.state)));
	});

	// An event of the webhooks, with what belongs to it; to somebody that is named, or to anybody.
	server.post('/sandbox/email/happen', async (request, reply) => {
		const { event, email, list, campaign, back } = asArguments(request.body);
		const name = eventNames.find((one) => one === event);
		if (!name) return refuse(reply, 422, `event is none of ${eventNames.join(', ')}`);
		const named = email === undefined || email === '' ? undefined : String(email).trim();
		if (named !== undefined && !isEmailAddress(named))
			return refuse(reply, 422, 'email is no address');
		const listId = list === undefined ? undefined : Number(list);
		if (listId !== undefined && !sandbox.state.lists.get(listId))
			return refuse(reply, 422, 'there is no such mailing list');
		const campaignId = campaign === undefined ? undefined : Number(campaign);
		const complaint = makeHappen(sandbox, name, { email: named, listId, campaignId });
		if (complaint !== undefined) return refuse(reply, 422, complaint);
		return finish(request, reply, ownPage(back));
	});

	// Sends what waits, and again what was not taken; answers with the attempts made by then.
	server.post('/sandbox/webhooks/deliver', async (request, reply) => {
		sandbox.agenda.catchUp();
		const { deliveries } = sandbox.state.webhooks;
		const before = new Set(deliveries);
		await sandbox.courier.deliver();
		const made = deliveries.filter((delivery) => !before.has(delivery));
		const { back } = asArguments(request.body ?? {});
		return isForm(request) ? finish(request, reply, ownPage(back)) : made;
	});
}

/** Where the page goes on; never anywhere else. */
const ownPage = (back: unknown) =>
	typeof back === 'string' && /^\/\?[\w=&-]*$/.test(back) ? back : '/?view=webhooks';
