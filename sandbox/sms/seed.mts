import type { SandboxState } from '../state.mts';
import type { NewSmsCampaign } from './campaigns.mts';

/** Names, a blacklist, numbers without an address, and two campaigns of the past. Lists have to be there. */
export function seedSms({ sms, dispatch, lists, fates }: SandboxState): void {
	for (const code of ['DE', 'UA', 'GB']) sms.addSender('HolmSons', code);
	sms.addSender('HolmSale', 'DE', 0);
	sms.addSender('SALE', 'UA', 2);
	const stop = '4930999001';
	const at = Date.UTC(2025, 7, 12, 9, 30);
	sms.blacklist.set(stop, { phone: stop, description: 'Asked us to stop, 12 August', at });

	const testers = lists.getByName('Beta testers');
	const people: ReadonlyArray<readonly [phone: string, name: string]> = [
		['4915112345601', 'Anna'],
		['380671234501', 'Олена'],
		['380671234502', 'Дмитро'],
		['447700900123', 'Niamh'],
		['4915100000000', 'Nobody has this number'],
	];
	for (const [index, [phone, name]] of people.entries()) {
		fates.decide(phone, { delivery: index === 4 ? 'hardBounce' : 'delivered' });
		testers?.phoneBook.add(phone, Date.UTC(2025, 7, 1, 8, index));
		testers?.phoneBook.change(phone, new Map([['name', name]]));
	}
	const national = new Map(['DE', 'UA', 'GB'].map((code) => [code, 'national'] as const));
	const send = (body: string, createdAt: number, listId: number, phones?: string[]) => {
		const addressees = phones?.map((phone) => ({ phone })) ?? dispatch.addresseesOf(listId);
		const wording = { sender: 'HolmSons', body, routes: national, transliterate: false };
		const { messages } = dispatch.write(wording, addressees);
		const rest: Omit<NewSmsCampaign, keyof typeof wording | 'messages'> = {
			listId,
			createdAt,
			sendAt: null,
			isEmulated: false,
			isDynamic: false,
			linkTracking: false,
			linkProtocol: false,
		};
		dispatch.replay({ ...wording, ...rest, messages });
	};
	send(
		'{{name}}, the new beta is out: https://lab.example/changes',
		Date.UTC(2025, 8, 5, 10),
		testers?.id ?? 0,
	);
	send('Your order 1042 is ready. Holm & Sons', Date.UTC(2025, 8, 6, 16, 20), 0, ['4915112345601']);
}
