import type { FastifyInstance } from 'fastify';
import { asArguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { finish, isForm, refuse } from '../page/forms.mts';
import { isEmailAddress, isWebAddress, phoneDigits } from '../syntax.mts';

const PAGE = '/?view=flow-webhooks';

/** The editor of flows, as far as it is about "Send webhook", and contacts that come there. No API does either. */
export function flowWebhookControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.flowWebhooks;

	server.get('/sandbox/flow-webhooks', async () => ({
		elements: store().all(),
		deliveries: store().deliveries,
	}));

	server.post('/sandbox/flow-webhooks', async (request, reply) => {
		const { flow, name, url } = asArguments(request.body);
		if (typeof name !== 'string' || !/^[A-Za-z0-9]+$/.test(name))
			return refuse(reply, 422, 'name has other characters than Latin letters and digits');
		if (!isWebAddress(url)) return refuse(reply, 422, 'url is no address');
		const { flows } = sandbox.state;
		const found = flow === undefined ? flows.all()[0] : flows.get(Number(flow));
		if (!found) return refuse(reply, 422, 'there is no such flow');
		const element = store().add(found, name, url);
		return isForm(request) ? finish(request, reply, PAGE) : reply.send(element);
	});

	server.post('/sandbox/flow-webhooks/remove', async (request, reply) => {
		store().remove(Number(asArguments(request.body).id));
		return finish(request, reply, PAGE);
	});

	server.post('/sandbox/flow-webhooks/reach', async (request, reply) => {
		const { id, email, phone, variables } = asArguments(request.body);
		const element = store().get(Number(id));
		if (!element) return refuse(reply, 404, 'no such element');
		const address = given(email);
		const number = given(phone);
		if (address === null && number === null) return refuse(reply, 422, 'nobody is named');
		if (address !== null && !isEmailAddress(address))
			return refuse(reply, 422, 'email is no address');
		if (number !== null && phoneDigits(number) === null)
			return refuse(reply, 422, 'phone is no number');
		const who = { email: address, phone: number, variables: asArguments(variables) };
		store().reach(element, who, sandbox.clock.now());
		return finish(request, reply, PAGE);
	});
}

/** A form has all its fields, also those left empty. */
const given = (value: unknown): string | null =>
	value === undefined || value === null || value === '' ? null : String(value).trim();
