/** Records of the CRM as the API writes them. */
import type { SandboxContext } from '../context.mts';
import { accountTime } from '../dates.mts';
import { attributesShown } from './attributes.mts';
import type { CrmOptions } from './options.mts';
import type {
	CrmAttachment,
	CrmAttribute,
	CrmCompany,
	CrmContact,
	CrmDeal,
	CrmEvent,
	CrmMessenger,
	CrmNote,
	CrmStore,
	CrmTag,
	CrmUser,
} from './store.mts';
import { crmTime } from './times.mts';

const DAY = 86_400_000;

type Entity = 'contact' | 'deal' | 'task' | 'company';

export const userRecord = ({ id, firstName, lastName, email }: CrmUser) => ({
	id,
	firstname: firstName,
	lastname: lastName,
	email,
	avatar: `https://login.sendpulse.com/files/avatars/${id}.png`,
	lang: 'en_US',
	timezone: 1,
	currency: 'USD',
});

export const attributeRecord = (attribute: CrmAttribute) => ({
	id: attribute.id,
	name: attribute.name,
	status: attribute.status,
	type: attribute.type,
	mandatory: attribute.mandatory,
	...(attribute.owner.of === 'contact' && { contactCardShow: true }),
	order: attribute.order,
	options: attribute.options,
});

export const tagRecord = (tag: CrmTag, store: CrmStore) => ({
	...tag,
	contactCount: store.contacts.all().filter(({ tagIds }) => tagIds.has(tag.id)).length,
	taskCount: 0,
});

export const noteRecord = ({ createdAt, updatedAt, ...note }: CrmNote) => ({
	...note,
	createdAt: crmTime(createdAt),
	updatedAt: crmTime(updatedAt),
	attachments: [],
	childCount: 0,
	childUsers: [],
});

export const messengerRecord = ({ botId, contactId, ...messenger }: CrmMessenger) => ({
	...messenger,
	botId,
	contactId,
	status: 1,
	chatbotUrl: botId && `https://login.sendpulse.com/messengers/bots/${botId}/`,
});

export const attachmentRecord =
	(entityType: Entity, entityId: number) =>
	({ id, link, createdAt }: CrmAttachment) => ({
		id,
		link,
		entityId,
		entityType,
		createdAt: crmTime(createdAt),
		updatedAt: crmTime(createdAt),
	});

export const contactEvent =
	(contactId: number) =>
	({ id, userId, type, data, at }: CrmEvent) => ({
		id,
		userId,
		contactId,
		eventType: type,
		eventTime: crmTime(at),
		eventData: data,
	});

export function contactRecord(contact: CrmContact, store: CrmStore, options: CrmOptions) {
	const { id, userId, sourceType, responsibleId, firstName, lastName } = contact;
	const definitions = store.attributesOf({ of: 'contact' });
	return {
		id,
		userId,
		sourceType,
		responsibleId,
		firstName,
		lastName,
		dealsQty: store.dealsOf(id).length,
		externalContactId: contact.externalContactId,
		comments: contact.notes.map(noteRecord),
		tags: [...contact.tagIds].flatMap((tagId) => {
			const tag = store.tags.get(tagId);
			return tag ? [tagRecord(tag, store)] : [];
		}),
		phones: contact.phones,
		emails: contact.emails,
		messengers: contact.messengers.map(messengerRecord),
		attributes: attributesShown(definitions, contact.attributes, options).map(
			({ definition, value }) => ({
				...attributeRecord(definition),
				value: value === null ? null : { type: String(definition.type), value },
				default: false,
			}),
		),
		history: contact.history.map(contactEvent(id)),
		tasks: store.tasks
			.all()
			.filter(({ contactIds }) => contactIds.includes(id))
			.map((task) => task.id),
		createdAt: crmTime(contact.createdAt),
		updatedAt: crmTime(contact.updatedAt),
		attachments: contact.attachments.map(attachmentRecord('contact', id)),
	};
}

export const dealEvent =
	(store: CrmStore) =>
	({ id, userId, type, data, at }: CrmEvent) => {
		const contact = store.contacts.get(Number(data.contactId));
		return {
			id,
			userId,
			eventData: data,
			eventType: type,
			eventTime: crmTime(at),
			currentData: {
				contactFirstName: contact?.firstName ?? null,
				contactLastName: contact?.lastName ?? null,
			},
		};
	};

/** Notes of deals have their text a level deeper than those of contacts. */
export const dealNoteRecord = (note: CrmNote) => {
	const { text, createdAt, ...record } = noteRecord(note);
	return { ...record, eventData: { text }, status: 1, eventTime: createdAt, createdAt };
};

/** All attributes of a deal's pipeline, or by a switch those that have a value. */
export const dealAttributes = (deal: CrmDeal, store: CrmStore, options: CrmOptions) =>
	attributesShown(
		store.attributesOf({ of: 'pipeline', id: deal.pipelineId }),
		deal.attributes,
		options,
	).map(({ definition, value }) => ({
		...attributeRecord(definition),
		pipelineId: deal.pipelineId,
		value: value === null ? null : { value },
	}));

export function expirationRecord({ expiration }: CrmDeal, now: number, zone: string) {
	if (!expiration) return null;
	const { date, time, notifyIn } = expiration;
	const due = accountTime(`${date} ${time ?? '23:59:59'}`, zone) ?? 0;
	return {
		date,
		time,
		dateTime: crmTime(due),
		notificationEnabled: notifyIn !== null && notifyIn !== '0',
		notifyIn,
		expired: due < now,
		expires_within_day: due >= now && due < now + DAY,
	};
}

/** What GET /deals/{id} answers: without due date, attachments and tasks (OpenAPI, DealDetailed). */
export function dealDetailed(deal: CrmDeal, { state, options }: SandboxContext) {
	const store = state.crm;
	return {
		id: deal.id,
		pipelineId: deal.pipelineId,
		status: deal.status,
		stepId: deal.stageId,
		responsibleId: deal.responsibleId,
		number: deal.number,
		name: deal.name,
		price: deal.price,
		currency: deal.currency,
		profit: deal.price,
		hasExpense: false,
		order: deal.order,
		sourceType: deal.sourceType,
		sourceId: deal.sourceId,
		createdAt: crmTime(deal.createdAt),
		updatedAt: crmTime(deal.updatedAt),
		history: deal.history.map(dealEvent(store)),
		comments: deal.notes.map(dealNoteRecord),
		attributes: dealAttributes(deal, store, options),
	};
}

/** What lists have, and writes are answered with. */
export function dealRecord(deal: CrmDeal, sandbox: SandboxContext) {
	const { state, clock } = sandbox;
	return {
		...dealDetailed(deal, sandbox),
		expiration: expirationRecord(deal, clock.now(), state.account.profile.locale),
		attachments: deal.attachments.map(attachmentRecord('deal', deal.id)),
		tasks: state.crm.tasks
			.all()
			.filter(({ dealIds }) => dealIds.includes(deal.id))
			.map(({ id }) => id),
	};
}

/** Dates of companies have no zone. */
const plainTime = (at: number) => crmTime(at).slice(0, 19);

export const companyShort = ({
	id,
	companyName,
	responsibleId,
	address,
	annualBusinessVolume,
	currency,
}: CrmCompany) => ({ id, companyName, responsibleId, address, annualBusinessVolume, currency });

export function companyRecord(company: CrmCompany, store: CrmStore, options: CrmOptions) {
	const definitions = store.attributesOf({ of: 'company' });
	return {
		...companyShort(company),
		messengers: company.messengers.map(({ id, typeId, login }) => ({ id, typeId, login })),
		phones: company.phones,
		emails: company.emails,
		attributes: attributesShown(definitions, company.attributes, options).map(
			({ definition, value }) => ({
				...attributeRecord(definition),
				...(value !== null && { value }),
			}),
		),
		contacts: store.contacts
			.all()
			.filter(({ companyIds }) => companyIds.has(company.id))
			.map(({ id, firstName, lastName }) => ({ id, firstName, lastName })),
		attachments: company.attachments.map(attachmentRecord('company', company.id)),
		createdAt: plainTime(company.createdAt),
		updatedAt: plainTime(company.updatedAt),
	};
}
