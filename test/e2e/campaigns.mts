import type { Stage } from '../../host/stage.mts';
import { CampaignStatus, type MailingList, type Sandbox } from '../../sandbox/index.mts';
import { call, until } from './triggers.mts';

/** Who gets the Newsletter. */
export const people = ['ann', 'bo', 'cy', 'di', 'eve'].map((name) => `${name}@example.com`);
export const [ann, bo, cy, di, eve] = people as [string, string, string, string, string];

export function newsletter({ state }: Sandbox): MailingList {
	const list = state.lists.getByName('Newsletter');
	if (!list) throw new Error('The sandbox has no list "Newsletter"');
	return list;
}

/** Sends one to the Newsletter, and waits until its last reader has done what was decided for him. */
export async function campaign({ sandbox, sandboxUrl }: Stage): Promise<number> {
	const { fates, campaigns } = sandbox.state;
	// Who has just been added is written to as well.
	sandbox.options.listIndexDelay = 0;
	const quiet = { delivery: 'delivered', opens: 0, clicks: 0, leaves: null, complains: false };
	fates.decide(ann, { ...quiet, opens: 1, clicks: 1 } as never);
	fates.decide(bo, { ...quiet, delivery: 'hardBounce' } as never);
	fates.decide(cy, { ...quiet, delivery: 'softBounce' } as never);
	fates.decide(di, { ...quiet, opens: 1, leaves: 'list' } as never);
	fates.decide(eve, { ...quiet, opens: 1, complains: true } as never);
	const { id } = await call(sandbox, sandboxUrl, 'POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: 'hello@shop.example',
		subject: 'Spring',
		body: Buffer.from('<a href="https://shop.example/spring">Look</a>').toString('base64'),
		list_id: newsletter(sandbox).id,
	});
	const sent = campaigns.get(Number(id));
	await until('the campaign to be over', () => {
		sandbox.agenda.catchUp();
		const complained = sent?.recipient(eve)?.code === 11;
		return sent?.status === CampaignStatus.sent && complained ? true : undefined;
	});
	return Number(id);
}

/** The readers as contacts, without a word to anybody. */
export function addToNewsletter(sandbox: Sandbox): void {
	const { contacts } = newsletter(sandbox);
	for (const email of people) {
		contacts.add({ email, status: 1, addedAt: Date.now(), source: 'test' } as never);
	}
}

/** An event as SendPulse delivers it. */
export const opened = (email: string, more: object = {}) => ({
	timestamp: '1700000000',
	event: 'open',
	email,
	task_id: '9200001',
	...more,
});
