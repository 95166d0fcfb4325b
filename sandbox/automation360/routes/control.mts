import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { isEmailAddress } from '../../syntax.mts';
import { FlowStatus } from '../store.mts';

const VIEW = '/?view=automation360';

/** What people do to flows in SendPulse, and the API can't: start and stop them; and somebody who comes into one. */
export function automation360ControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/automation360', async () => ({ flows: sandbox.state.flows.all() }));

	server.post('/sandbox/automation360/status', async (request, reply) => {
		const { flow: id, status } = asArguments(request.body);
		const flow = sandbox.state.flows.get(Number(id));
		if (!flow) return refuse(reply, 404, 'no such flow');
		if (status !== 'active' && status !== 'stopped') {
			return refuse(reply, 422, 'status is none of active, stopped');
		}
		flow.status = FlowStatus[status];
		flow.changedAt = sandbox.clock.now();
		return finish(request, reply, `${VIEW}&flow=${flow.id}`);
	});

	server.post('/sandbox/automation360/start', async (request, reply) => {
		const { flow: id, email } = asArguments(request.body);
		const { flows } = sandbox.state;
		const flow = flows.get(Number(id));
		if (!flow) return refuse(reply, 404, 'no such flow');
		if (!isEmailAddress(email)) return refuse(reply, 422, 'email is none');
		if (flow.status !== FlowStatus.active) return refuse(reply, 422, 'the flow is not active');
		flows.start(flow, { email: String(email), phone: null, at: sandbox.clock.now() });
		return finish(request, reply, `${VIEW}&flow=${flow.id}`);
	});
}
