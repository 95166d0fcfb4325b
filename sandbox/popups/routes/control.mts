import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { leadRecord } from '../records.mts';
import { visitorOf } from '../seed.mts';

const deeds = ['see', 'use', 'close', 'subscribe', 'vote'] as const;

/** What visitors of the websites do. */
export function popupControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/popups', async () => {
		const { projects, leads } = sandbox.state.popups;
		return {
			projects: projects.map(({ popups, ...project }) => ({
				...project,
				popups: popups.map(({ project: _, ...popup }) => popup),
			})),
			leads: leads.map((lead) => leadRecord(lead, sandbox.options)),
		};
	});

	server.post('/sandbox/popups/act', async (request, reply) => {
		const args = asArguments(request.body);
		const { popups } = sandbox.state;
		const popup = popups.popup(String(args.popup));
		if (!popup) return refuse(reply, 404, 'no such pop-up');
		if (!popup.isEnabled) return refuse(reply, 422, 'the pop-up is switched off: nobody sees it');
		const now = sandbox.clock.now();
		switch (deeds.find((one) => one === args.act)) {
			case 'see':
				popups.happen(popup, 'seen', now);
				break;
			case 'use':
				popups.happen(popup, 'seen', now);
				popups.happen(popup, 'engaged', now);
				break;
			case 'close':
				popups.happen(popup, 'seen', now);
				popups.happen(popup, 'closed', now);
				break;
			case 'vote':
				if (!popup.containsNps) return refuse(reply, 422, 'the pop-up asks for no vote');
				popups.happen(popup, 'seen', now);
				popups.happen(popup, 'engaged', now);
				popup.votes.push({ at: now, option: optionIn(args.option) ?? popup.votes.length % 11 });
				break;
			case 'subscribe': {
				const { email, phone } = args;
				const visitor = visitorOf(popups.leads.length);
				const given = [email, phone].some((one) => typeof one === 'string' && one !== '');
				popups.subscribe(
					popup,
					given ? { ...visitor, email: textIn(email), phone: textIn(phone) } : visitor,
					now,
				);
				break;
			}
			default:
				return refuse(reply, 422, `act is none of ${deeds.join(', ')}`);
		}
		return finish(request, reply, `/?view=popups&popup=${popup.id}`);
	});
}

const textIn = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

const optionIn = (value: unknown) => (/^(\d|10)$/.test(String(value)) ? Number(value) : undefined);
