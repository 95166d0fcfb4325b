import type { Clock } from '../clock.mts';
import type { CrmOptions } from './options.mts';
import { CrmTable } from './table.mts';

/** Statuses of pipelines, stages and attributes (OpenAPI, DefaultStatusProperty). */
export const CrmStatus = { inactive: 0, active: 1, hidden: 2 } as const;

/** Types of attributes (OpenAPI, POST /contacts/attributes). */
export const AttributeType = {
	text: 0,
	number: 1,
	date: 2,
	link: 3,
	select: 4,
	multiSelect: 5,
} as const;

/** What attributes are of. */
export type AttributeOwner =
	| { of: 'contact' }
	| { of: 'company' }
	| { of: 'pipeline'; id: number }
	| { of: 'board'; id: number };

export interface CrmAttribute {
	readonly id: number;
	readonly owner: AttributeOwner;
	readonly name: string;
	readonly type: number;
	readonly options: ReadonlyArray<string | number>;
	readonly mandatory: boolean;
	readonly status: number;
	readonly order: number;
}

/** By the ID of the attribute. Several choices are a list. */
export type AttributeValues = Map<number, string | string[]>;

export interface CrmUser {
	readonly id: number;
	readonly firstName: string;
	readonly lastName: string;
	readonly email: string;
	/** Who has not accepted the invitation is no member yet. */
	readonly confirmed: boolean;
}

export interface CrmPhone {
	readonly id: number;
	phone: string;
	isMain: boolean;
}

export interface CrmEmail {
	readonly id: number;
	email: string;
	isMain: boolean;
}

export interface CrmMessenger {
	readonly id: number;
	typeId: number;
	login: string;
	/** Of the chatbots' API, where the contact came from a bot. */
	botId: string | null;
	contactId: string | null;
	isMainChatbot: boolean;
}

/** What both contacts and companies can be reached by. */
export interface Reachable {
	readonly emails: CrmEmail[];
	readonly phones: CrmPhone[];
	readonly messengers: CrmMessenger[];
}

export interface CrmNote {
	readonly id: number;
	readonly userId: number;
	text: string;
	readonly createdAt: number;
	updatedAt: number;
}

export interface CrmEvent {
	readonly id: number;
	readonly userId: number;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
	readonly at: number;
}

export interface CrmAttachment {
	readonly id: number;
	readonly link: string;
	readonly createdAt: number;
}

/** What each record of the CRM has. */
interface CrmRecord {
	readonly id: number;
	readonly userId: number;
	readonly createdAt: number;
	updatedAt: number;
	readonly notes: CrmNote[];
	readonly history: CrmEvent[];
	readonly attributes: AttributeValues;
	readonly attachments: CrmAttachment[];
}

export interface CrmContact extends CrmRecord, Reachable {
	readonly sourceType: string;
	responsibleId: number | null;
	firstName: string | null;
	lastName: string | null;
	readonly externalContactId: string | null;
	readonly location: string | null;
	readonly tagIds: Set<number>;
	readonly companyIds: Set<number>;
}

export interface CrmTag {
	readonly id: number;
	name: string;
	colorText: string;
	colorBackground: string;
}

export interface CrmCompany extends CrmRecord, Reachable {
	companyName: string;
	responsibleId: number | null;
	readonly address: string | null;
	annualBusinessVolume: number | null;
	currency: string | null;
}

/** What became of a deal (OpenAPI, DealStatusProperty). */
export const DealStatus = { inactive: 0, active: 1, unsuccessful: 2, successful: 3 } as const;

/** When a deal is due, in the account's zone. */
export interface CrmExpiration {
	/** `YYYY-MM-DD` */
	readonly date: string;
	/** `hh:mm:ss` */
	readonly time: string | null;
	readonly notifyIn: string | null;
}

export interface CrmDeal extends CrmRecord {
	pipelineId: number;
	stageId: number;
	status: number;
	responsibleId: number | null;
	/** Counts the account's deals. */
	readonly number: number;
	name: string;
	price: number | null;
	currency: string;
	readonly sourceType: { readonly id: number; readonly name: string };
	sourceId: number | null;
	/** Place in its stage, the first one on top. */
	order: number;
	readonly contactIds: number[];
	expiration: CrmExpiration | null;
	/** When it was won or lost. */
	completedAt: number | null;
}

/** A stage; the API calls it a step. */
export interface CrmStage {
	readonly id: number;
	name: string;
	order: number;
	status: number;
	color: string;
	/** Hours after which a deal that comes here is due. */
	addEndHours: number | null;
	notifyIn: string;
}

export interface CrmSetting {
	name: string;
	value: string;
}

export interface CrmPipeline {
	readonly id: number;
	readonly userId: number;
	name: string;
	order: number;
	status: number;
	readonly stages: CrmStage[];
	settings: CrmSetting[];
}

export interface CrmBoard {
	readonly id: number;
	readonly userId: number;
	name: string;
	readonly order: number;
	readonly stages: CrmStage[];
	settings: Array<CrmSetting & { readonly id: number }>;
}

export interface CrmChecklist {
	readonly id: number;
	readonly name: string;
	readonly items: ReadonlyArray<{ readonly id: number; name: string; isDone: boolean }>;
}

export interface CrmTask extends CrmRecord {
	name: string;
	boardId: number;
	stageId: number;
	responsibleId: number | null;
	parentId: number | null;
	/** 1 low, 2 middle, 3 high. */
	priority: number;
	order: number;
	description: string | null;
	alert: string;
	repeat: number;
	/** `YYYY-MM-DD hh:mm`, in the account's zone. */
	startAt: string | null;
	finishAt: string | null;
	observers: number[];
	checklists: CrmChecklist[];
	tagIds: number[];
	readonly dealIds: number[];
	readonly contactIds: number[];
	/** Tasks that it is linked with; those below it name it as their parent. */
	readonly taskIds: number[];
}

export interface CrmCategory {
	readonly id: number;
	readonly name: string;
	readonly parentId: number | null;
}

export interface CrmPrice {
	readonly id: number;
	readonly currency: string;
	readonly value: number;
	readonly oldValue: number | null;
	readonly isDefault: boolean;
}

export interface CrmProduct {
	readonly id: number;
	readonly userId: number;
	name: string;
	description: string;
	shortDescription: string;
	images: string[];
	vendorCode: string;
	/** 1 product, 2 service. */
	type: number;
	/** 1 physical, 2 digital. */
	productType: number;
	categoryId: number | null;
	balance: { type: number; value: number };
	/** 1 available, 2 unavailable, 3 expected. */
	availability: number;
	/** 0 or 1. */
	visible: number;
	prices: CrmPrice[];
	sales: number;
	readonly createdAt: number;
}

/** A product in a deal. */
export interface CrmOrderLine {
	readonly id: number;
	readonly dealId: number;
	readonly product: CrmProduct;
	readonly quantity: number;
	readonly price: number;
	readonly currency: string;
}

/** Assumption: no document says what the numbers mean. */
export const PaymentStatus = { pending: 1, approved: 2, cancelled: 3 } as const;

/** A payment that was made by hand. */
export interface CrmPayment {
	readonly id: number;
	readonly dealId: number | null;
	readonly contactId: number | null;
	readonly description: string | null;
	readonly amount: number;
	readonly currency: string;
	status: number;
	readonly createdAt: number;
}

/** Members of a record that follow from its being made. */
type Made = keyof CrmRecord | keyof Reachable;
/** Of a contact that is made, the rest follows. */
export type NewContact = Partial<Omit<CrmContact, Made>> & { createdAt?: number };
export type NewDeal = Partial<Omit<CrmDeal, Made | 'pipelineId' | 'stageId' | 'number'>> & {
	pipelineId: number;
	stageId: number;
	createdAt?: number;
};
export type NewTask = Partial<Omit<CrmTask, Made | 'boardId' | 'stageId'>> & {
	boardId: number;
	stageId: number;
	createdAt?: number;
};
export type NewCompany = Partial<Omit<CrmCompany, Made>> & { createdAt?: number };

/** What the account holds in the CRM. */
export class CrmStore {
	readonly users: CrmUser[] = [];
	readonly attributes = new CrmTable<CrmAttribute>(923_601);
	readonly tags = new CrmTable<CrmTag>(3_101);
	readonly contacts = new CrmTable<CrmContact>(70_145_001);
	readonly companies = new CrmTable<CrmCompany>(88_101);
	readonly pipelines = new CrmTable<CrmPipeline>(41_201);
	readonly deals = new CrmTable<CrmDeal>(9_480_001);
	private lastDealNumber = 0;
	readonly boards = new CrmTable<CrmBoard>(7_301);
	readonly tasks = new CrmTable<CrmTask>(1_640_001);
	readonly taskTags = new CrmTable<CrmTag>(5_601);
	readonly categories = new CrmTable<CrmCategory>(2_101);
	readonly products = new CrmTable<CrmProduct>(610_001);
	readonly orderLines = new CrmTable<CrmOrderLine>(330_001);
	readonly payments = new CrmTable<CrmPayment>(45_001);
	/** Paths in the file manager. */
	readonly files = new Set<string>();
	private nextPartId = 5_210_001;
	private nextStageId = 182_301;

	constructor(
		/** Whose account it is, and so who does what is done by the API. */
		readonly ownerId: number,
		private readonly options: CrmOptions,
		private readonly clock: Clock,
	) {}

	/** Whether somebody may be responsible for something. */
	isMember(id: unknown): boolean {
		return (
			id === this.ownerId || this.users.some((user) => user.confirmed && user.id === Number(id))
		);
	}

	now(): number {
		return this.clock.now();
	}

	/** An ID for what is no record of its own: addresses, notes, events. */
	partId(): number {
		return this.nextPartId++;
	}

	addAttribute(
		owner: AttributeOwner,
		{
			name = '',
			type = AttributeType.text as number,
			options = [],
			mandatory = false,
		}: Partial<CrmAttribute>,
	): CrmAttribute {
		const order = this.attributesOf(owner).length + 1;
		const status = CrmStatus.active;
		return this.attributes.add((id) => ({
			id,
			owner,
			name,
			type,
			options,
			mandatory,
			status,
			order,
		}));
	}

	attributesOf(owner: AttributeOwner): CrmAttribute[] {
		return this.attributes.all().filter((one) => isSameOwner(one.owner, owner));
	}

	addTag(name: string, colors: Partial<CrmTag> = {}): CrmTag {
		const { colorText = '#ffffff', colorBackground = '#0a7b83' } = colors;
		return this.tags.add((id) => ({ id, name, colorText, colorBackground }));
	}

	addContact(given: NewContact = {}): CrmContact {
		const { createdAt = this.clock.now(), ...more } = given;
		const contact = this.contacts.add((id) => ({
			...this.recordSince(id, createdAt),
			sourceType: 'public_api',
			responsibleId: null,
			firstName: null,
			lastName: null,
			externalContactId: null,
			location: null,
			emails: [],
			phones: [],
			messengers: [],
			tagIds: new Set(),
			companyIds: new Set(),
			...more,
		}));
		this.happened(contact, 'contact_created', {}, createdAt);
		this.contacts.note(contact, createdAt);
		return contact;
	}

	addCompany(given: NewCompany = {}): CrmCompany {
		const { createdAt = this.clock.now(), ...more } = given;
		const company = this.companies.add((id) => ({
			...this.recordSince(id, createdAt),
			companyName: '',
			responsibleId: this.ownerId,
			address: null,
			annualBusinessVolume: null,
			currency: null,
			emails: [],
			phones: [],
			messengers: [],
			...more,
		}));
		this.happened(company, 'company_created', {}, createdAt);
		this.companies.note(company, createdAt);
		return company;
	}

	addPipeline(name: string, settings: CrmSetting[] = []): CrmPipeline {
		const status = CrmStatus.active;
		const order = this.pipelines.size + 1;
		const userId = this.ownerId;
		return this.pipelines.add((id) => ({ id, userId, name, order, status, stages: [], settings }));
	}

	addStage(
		to: { readonly stages: CrmStage[] },
		{
			name = '',
			order = to.stages.length + 1,
			status = CrmStatus.active,
			color = '#0aa',
			addEndHours = null,
			notifyIn = '0',
		}: Partial<CrmStage> = {},
	): CrmStage {
		const id = this.nextStageId++;
		const stage = { id, name, order, status, color, addEndHours, notifyIn };
		to.stages.push(stage);
		return stage;
	}

	/** Without a name it is called by its number (OpenAPI, Deal). It comes on top of its stage. */
	addDeal(given: NewDeal): CrmDeal {
		const { createdAt = this.clock.now(), ...more } = given;
		const number = ++this.lastDealNumber;
		const deal = this.deals.add((id) => ({
			...this.recordSince(id, createdAt),
			status: DealStatus.active,
			responsibleId: this.ownerId,
			number,
			name: String(number),
			price: 0,
			currency: 'USD',
			sourceType: { id: 8, name: 'public_api' },
			sourceId: null,
			order: 0,
			contactIds: [],
			expiration: null,
			completedAt: null,
			...more,
		}));
		this.place(deal, 1);
		this.happened(deal, 'deal_created', {}, createdAt);
		this.deals.note(deal, createdAt);
		return deal;
	}

	addBoard(name: string, settings: readonly CrmSetting[] = []): CrmBoard {
		const order = this.boards.size + 1;
		const userId = this.ownerId;
		return this.boards.add((id) => ({
			id,
			userId,
			name,
			order,
			stages: [],
			settings: settings.map((one) => ({ id: this.partId(), ...one })),
		}));
	}

	addTask(given: NewTask): CrmTask {
		const { createdAt = this.clock.now(), ...more } = given;
		const order = this.tasks.all().filter(({ stageId }) => stageId === given.stageId).length + 1;
		const task = this.tasks.add((id) => ({
			...this.recordSince(id, createdAt),
			name: '',
			responsibleId: this.ownerId,
			parentId: null,
			priority: 2,
			order,
			description: null,
			alert: '0',
			repeat: 0,
			startAt: null,
			finishAt: null,
			observers: [],
			checklists: [],
			tagIds: [],
			dealIds: [],
			contactIds: [],
			taskIds: [],
			...more,
		}));
		this.happened(task, 'task_created', {}, createdAt);
		this.tasks.note(task, createdAt);
		return task;
	}

	addProduct(given: Partial<Omit<CrmProduct, 'id' | 'userId'>>): CrmProduct {
		return this.products.add((id) => ({
			id,
			userId: this.ownerId,
			name: '',
			description: '',
			shortDescription: '',
			images: [],
			vendorCode: '',
			type: 1,
			productType: 1,
			categoryId: null,
			balance: { type: 1, value: 0 },
			availability: 1,
			visible: 1,
			prices: [],
			sales: 0,
			createdAt: this.clock.now(),
			...given,
		}));
	}

	/** Puts a deal in this place of its stage; the others make room, and are not changed by that. */
	place(deal: CrmDeal, order: number): void {
		const others = this.deals
			.all()
			.filter((one) => one !== deal && one.stageId === deal.stageId)
			.sort((one, other) => one.order - other.order);
		others.splice(Math.max(0, order - 1), 0, deal);
		for (const [index, one] of others.entries()) one.order = index + 1;
	}

	/** Moves a deal to a stage, of another pipeline too. */
	move(deal: CrmDeal, pipelineId: number, stageId: number): void {
		if (deal.stageId === stageId) return;
		this.happened(deal, 'deal_step_changed', { stepIdFrom: deal.stageId, stepIdTo: stageId });
		deal.pipelineId = pipelineId;
		deal.stageId = stageId;
	}

	/** Wins a deal, loses it, or opens it again. */
	close(deal: CrmDeal, status: number): void {
		if (deal.status === status) return;
		this.happened(deal, 'deal_status_changed', { statusFrom: deal.status, statusTo: status });
		deal.status = status;
		const isOver = status === DealStatus.successful || status === DealStatus.unsuccessful;
		deal.completedAt = isOver ? this.clock.now() : null;
	}

	/** Deals of a contact. */
	dealsOf(contactId: number): CrmDeal[] {
		return this.deals.all().filter(({ contactIds }) => contactIds.includes(contactId));
	}

	/** The first address of somebody is the main one, and there is one of these. */
	addEmail(of: Reachable, email: string, isMain = false): CrmEmail {
		const added = { id: this.partId(), email, isMain: isMain || of.emails.length === 0 };
		if (added.isMain) for (const other of of.emails) other.isMain = false;
		of.emails.push(added);
		return added;
	}

	addPhone(of: Reachable, phone: string): CrmPhone {
		const added = { id: this.partId(), phone, isMain: of.phones.length === 0 };
		of.phones.push(added);
		return added;
	}

	addMessenger(
		of: Reachable,
		{
			typeId = 1,
			login = '',
			botId = null,
			contactId = null,
			isMainChatbot = false,
		}: Partial<CrmMessenger>,
	): CrmMessenger {
		const added = { id: this.partId(), typeId, login, botId, contactId, isMainChatbot };
		of.messengers.push(added);
		return added;
	}

	addNote(of: CrmRecord, text: string, at = this.clock.now()): CrmNote {
		const { ownerId: userId } = this;
		const note = { id: this.partId(), userId, text, createdAt: at, updatedAt: at };
		of.notes.push(note);
		return note;
	}

	addAttachment(of: CrmRecord, link: string): CrmAttachment {
		const attachment = { id: this.partId(), link, createdAt: this.clock.now() };
		of.attachments.push(attachment);
		return attachment;
	}

	happened(
		to: CrmRecord,
		type: string,
		data: Record<string, unknown> = {},
		at = this.clock.now(),
	): void {
		to.history.push({ id: this.partId(), userId: this.ownerId, type, data, at });
	}

	/** A record was changed itself. */
	touch<Row extends CrmRecord>(table: CrmTable<Row>, row: Row): void {
		const now = this.clock.now();
		row.updatedAt = now;
		table.note(row, now);
	}

	/** Something was added to a record, changed in what belongs to it, or taken away. */
	touchPart<Row extends CrmRecord>(table: CrmTable<Row>, row: Row): void {
		if (this.options.crmUpdatedByParts) this.touch(table, row);
		else table.note(row, this.clock.now());
	}

	/** What a search finds now. */
	seen<Row extends CrmRecord>(table: CrmTable<Row>): Row[] {
		const { crmSearchLag: lag } = this.options;
		return lag === 0 ? table.all() : table.seenAt(this.clock.now() - lag);
	}

	private recordSince(id: number, createdAt: number): CrmRecord {
		return {
			id,
			userId: this.ownerId,
			createdAt,
			updatedAt: createdAt,
			notes: [],
			history: [],
			attributes: new Map(),
			attachments: [],
		};
	}
}

const isSameOwner = (one: AttributeOwner, other: AttributeOwner) =>
	one.of === other.of && ('id' in one ? one.id : 0) === ('id' in other ? other.id : 0);
