import type { Agenda } from '../agenda.mts';
import {
	CrmStatus,
	DealStatus,
	type CrmContact,
	type CrmDeal,
	type CrmStage,
	type CrmStore,
} from './store.mts';

const FIRST_NAMES = ['Mila', 'Oskar', 'Yara', 'Henri', 'Ivana', 'Taras'];
const GOODS = ['Grinder', 'Espresso bar', 'Tea for the office', 'Water filter'];

/** What sellers do in SendPulse itself, and no client of its API: what triggers have to notice. */
export class Seller {
	private deeds = 0;

	constructor(
		private readonly store: CrmStore,
		private readonly agenda: Agenda,
	) {}

	newContact(firstName: string, { lastName = '', email = '', phone = '' } = {}): CrmContact {
		const { store } = this;
		const contact = store.addContact({
			sourceType: 'manually',
			responsibleId: store.ownerId,
			firstName,
			lastName: lastName || null,
		});
		if (email) store.addEmail(contact, email);
		if (phone) store.addPhone(contact, phone);
		store.contacts.note(contact, contact.createdAt);
		return contact;
	}

	rename(contact: CrmContact, firstName: string, lastName: string): void {
		contact.firstName = firstName || null;
		contact.lastName = lastName || null;
		this.store.happened(contact, 'contact_updated');
		this.store.touch(this.store.contacts, contact);
	}

	newDeal(
		stage: CrmStage,
		{ name = '', price = 0, contact }: { name?: string; price?: number; contact?: CrmContact },
	): CrmDeal | undefined {
		const pipeline = this.store.pipelines.all().find(({ stages }) => stages.includes(stage));
		if (!pipeline) return undefined;
		const deal = this.store.addDeal({
			pipelineId: pipeline.id,
			stageId: stage.id,
			price,
			sourceType: { id: 2, name: 'manually' },
			contactIds: contact ? [contact.id] : [],
			...(name && { name }),
		});
		if (contact) this.store.happened(deal, 'deal_contact_added', { contactId: contact.id });
		return deal;
	}

	/** To the top of a stage, of another pipeline too. */
	move(deal: CrmDeal, stage: CrmStage): void {
		const pipeline = this.store.pipelines.all().find(({ stages }) => stages.includes(stage));
		if (!pipeline) return;
		this.store.move(deal, pipeline.id, stage.id);
		this.store.place(deal, 1);
		this.store.touch(this.store.deals, deal);
	}

	close(deal: CrmDeal, status: number): void {
		this.store.close(deal, status);
		this.store.touch(this.store.deals, deal);
	}

	price(deal: CrmDeal, price: number): void {
		deal.price = price;
		this.store.happened(deal, 'deal_updated');
		this.store.touch(this.store.deals, deal);
	}

	/** Sells for a while, one deed after another. */
	work(deeds: number, every: number): void {
		const start = this.store.now();
		for (let deed = 1; deed <= deeds; deed += 1)
			this.agenda.at(start + deed * every, () => this.doNext());
	}

	/** In turns: somebody new asks, a deal goes on, a price changes, a contact is corrected, a deal is won or lost. */
	private doNext(): void {
		const deed = this.deeds++;
		const stages = this.store.pipelines
			.all()
			.slice(0, 1)
			.flatMap((pipeline) => openStages(pipeline.stages));
		const [first] = stages;
		const open = this.store.deals
			.all()
			.filter(
				({ status, stageId }) =>
					status === DealStatus.active && stages.some(({ id }) => id === stageId),
			);
		const deal = open.at(-1 - (deed % 3));
		switch (deed % 5) {
			case 0: {
				const firstName = FIRST_NAMES[deed % FIRST_NAMES.length] ?? '';
				const contact = this.newContact(firstName, { email: `buyer${deed}@mail.example` });
				const name = GOODS[deed % GOODS.length];
				if (first) this.newDeal(first, { name, price: 100 + deed * 10, contact });
				break;
			}
			case 1: {
				const last = stages.at(-1);
				const early = open.filter(({ stageId }) => stageId !== last?.id).at(-1 - (deed % 3));
				const next = stages[stages.findIndex(({ id }) => id === early?.stageId) + 1];
				if (early && next) this.move(early, next);
				break;
			}
			case 2:
				if (deal) this.price(deal, (deal.price ?? 0) + 50);
				break;
			case 3: {
				const contact = this.store.contacts.all().at(-1);
				if (contact) this.rename(contact, contact.firstName ?? '', `Buyer ${deed}`);
				break;
			}
			default:
				if (deal)
					this.close(deal, deed % 2 === 0 ? DealStatus.successful : DealStatus.unsuccessful);
		}
	}
}

/** Stages that deals can be in, in their order. */
export const openStages = (stages: readonly CrmStage[]): CrmStage[] =>
	stages
		.filter(({ status }) => status === CrmStatus.active)
		.sort((one, other) => one.order - other.order);
