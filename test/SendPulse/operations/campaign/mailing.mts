/** SendPulse as whoever checks a campaign meets it: what a test does not change is as it should be. */
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, refuses, says, type Answer, type Arrived } from '../../../api.mts';

export const LISTS = [89300001, 89300002];

/** Two hours ahead of UTC, in winter. */
export const ZONE = 'Europe/Kyiv';

export const made = (id: number, more: IDataObject = {}): IDataObject => ({
	id,
	name: `Campaign_${id}`,
	is_sms: false,
	is_viber: false,
	status: 3,
	send_date: '2020-05-04 09:00:00',
	message: { subject: 'Another', list_id: LISTS[0] },
	...more,
});

/** A moment as the account's clock shows it. */
export const onAccountsClock = (at: number) =>
	new Date(at).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 19);

export class Mailing {
	readonly asked: string[] = [];

	/** Bodies of the campaigns that were created, as far as SendPulse has them. */
	readonly created: IDataObject[] = [];

	/** Newest first. */
	campaigns: IDataObject[] = [made(3), made(2), made(1)];

	active: Record<number, number> = { [LISTS[0]]: 1_000, [LISTS[1]]: 500 };

	emailsLeft = 9_000;

	/** Of each list, in place of what follows from the plan. */
	cost?: (active: number) => IDataObject;

	/** By path; else as it should be. */
	answers: Array<[RegExp, Answer | ((request: Arrived) => Answer | undefined)]> = [];

	constructor() {
		answeringBy((request) => {
			this.asked.push(`${request.method} ${request.path}`);
			const other = this.answers.find(([path]) =>
				path.test(`${request.method} ${request.path}`),
			)?.[1];
			return (typeof other === 'function' ? other(request) : other) ?? this.usual(request);
		});
	}

	/** In place of the usual answer to requests whose verb and path are like this. */
	answer(path: RegExp, answer: Answer | ((request: Arrived) => Answer | undefined)): this {
		this.answers.push([path, answer]);
		return this;
	}

	private usual({ method, path, body }: Arrived): Answer {
		const { pathname, searchParams } = new URL(path, 'http://sendpulse.example');
		const [, resource, id, part] = pathname.split('/');
		if (method === 'POST' && pathname === '/campaigns') return this.create(body as IDataObject);
		if (pathname === '/senders') {
			return says([
				{ name: 'Holm & Sons', email: 'hello@shop.example', status: 'Active' },
				{ name: '', email: 'new@shop.example', status: 'Not active' },
			]);
		}
		if (pathname === '/user/info') return says({ locale: ZONE });
		if (pathname === '/user/balance/detail') {
			return says({
				balance: { main: '9.36', bonus: '5.00', currency: 'USD' },
				email: { tariff_name: 'Pay as you go', emails_left: this.emailsLeft },
			});
		}
		if (pathname === '/campaigns') {
			const from = Number(searchParams.get('offset'));
			return says(this.campaigns.slice(from, from + Number(searchParams.get('limit'))));
		}
		if (resource === 'template') {
			return id === '775667' ? says({ id: 'f3', real_id: 775667 }) : refuses(404, 290, 'Not found');
		}
		const active = this.active[Number(id)];
		if (resource !== 'addressbooks' || active === undefined) {
			return refuses(404, 213, 'Book not found');
		}
		if (part === 'variables') return says([{ name: 'name', type: 'string' }]);
		if (part === 'cost') return this.costOf(active);
		return says([
			{
				id: Number(id),
				name: `List ${id}`,
				all_email_qty: active,
				active_email_qty: active,
				status: 0,
			},
		]);
	}

	private costOf(active: number): Answer {
		const fromPlan = Math.min(active, this.emailsLeft);
		const price = (active - fromPlan) * 0.01;
		return says({
			cur: 'USD',
			sent_emails_qty: active,
			overdraftAllEmailsPrice: price,
			addressesDeltaFromBalance: active - fromPlan,
			addressesDeltaFromTariff: fromPlan,
			max_emails_per_task: 10_000,
			result: price <= 9.36,
			...this.cost?.(active),
		});
	}

	/** It has the campaign, and nobody is told. */
	take(body: IDataObject): void {
		this.create(body);
	}

	private create(body: IDataObject): Answer {
		const id = 245_587 + this.created.length;
		this.created.push(body);
		const { name, subject, list_id, send_date = onAccountsClock(Date.now()) } = body;
		const status = body.type === 'draft' ? 26 : body.is_test ? 4 : 13;
		const shown = [list_id ?? null].flat()[0];
		this.campaigns.unshift(
			made(id, { name, status, send_date, message: { subject, list_id: shown } }),
		);
		return says({ id, status, count: 1 });
	}
}

/** What leaves as a write. */
export const writes = ({ asked }: Mailing) => asked.filter((one) => !one.startsWith('GET '));
