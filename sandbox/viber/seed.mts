import type { SandboxState } from '../state.mts';
import { MessageType, type NewViberCampaign } from './store.mts';

/** Senders, a number that is barred, and a campaign of the past. */
export function seedViber({ viber, ferry, fates }: SandboxState): void {
	const sender = viber.addSender('Holm & Sons', {
		countries: ['UA', 'DE', 'GB'],
		templates: ['Your order {{number}} is ready.', 'Your code is {{code}}'],
	});
	viber.addSender('Holm Lab', {
		status: 'pending',
		countries: ['DE'],
		adminComment: 'We are waiting for a letter of guarantee.',
	});
	const at = Date.UTC(2025, 7, 14, 9);
	const stop = '4930999001';
	viber.blacklist.set(stop, { phone: stop, description: 'Asked us to stop, 14 August', at });

	fates.decide('380671234501', { delivery: 'delivered', opens: 1, clicks: 1 });
	fates.decide('447700900123', { delivery: 'delivered', opens: 1, clicks: 0 });
	const sendAt = Date.UTC(2025, 8, 9, 11);
	const campaign: NewViberCampaign = {
		name: 'September in Viber',
		type: MessageType.promo,
		sender,
		listId: null,
		text: 'The autumn collection is here.',
		button: { text: 'Look', link: 'https://shop.example/autumn' },
		image: 'https://shop.example/autumn.jpg',
		sms: null,
		lifetime: 3_600,
		stretch: 0,
		createdAt: sendAt,
		sendAt,
		recipients: ferry.recipientsAmong(['380671234501', '447700900123', '4915112345601'], sendAt),
	};
	ferry.replay(campaign);
}
