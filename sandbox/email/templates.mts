import { createHash } from 'node:crypto';

export interface Category {
	id: number;
	name: string;
	meta_description: string;
	full_description: string;
	code: string;
	sort: number;
}

/** Who made a template; answers call the account "you" (or "me"). */
export type TemplateOwner = 'me' | 'sendpulse';

export interface Template {
	readonly realId: number;
	/** Changes with each edit. */
	hash: string;
	readonly lang: string;
	readonly name: string;
	readonly slug: string;
	readonly createdAt: number;
	readonly owner: TemplateOwner;
	/** HTML. */
	body: string;
	readonly description: string | null;
	readonly category: Category | null;
	readonly tags: readonly string[];
	/** Made in the layout editor: the API may not change it. */
	readonly isLayout: boolean;
	/** Not ready yet. */
	isProcessing: boolean;
	edits: number;
}

export interface NewTemplate {
	name: string;
	lang: string;
	createdAt: number;
	owner?: TemplateOwner;
	body: string;
	slug?: string;
	description?: string | null;
	category?: Category | null;
	tags?: string[];
	isLayout?: boolean;
	isProcessing?: boolean;
}

/** Templates of the account and of SendPulse. */
export class TemplateStore {
	private readonly byId = new Map<number, Template>();
	private nextId = 1_150_001;

	constructor(private readonly seed: number) {}

	add(data: NewTemplate): Template {
		const template: Template = {
			realId: this.nextId++,
			hash: '',
			lang: data.lang,
			name: data.name,
			slug: data.slug ?? slugOf(data.name),
			createdAt: data.createdAt,
			owner: data.owner ?? 'me',
			body: data.body,
			description: data.description ?? null,
			category: data.category ?? null,
			tags: data.tags ?? [],
			isLayout: data.isLayout ?? false,
			isProcessing: data.isProcessing ?? false,
			edits: 0,
		};
		template.hash = this.hashOf(template);
		this.byId.set(template.realId, template);
		return template;
	}

	edit(template: Template, body: string): void {
		template.body = body;
		template.edits += 1;
		template.hash = this.hashOf(template);
	}

	/** By `real_id`, as a number or its digits, or by `id`, the hash. */
	find(id: unknown): Template | undefined {
		if (typeof id === 'number' || (typeof id === 'string' && /^\d{1,15}$/.test(id)))
			return this.byId.get(Number(id));
		return this.all().find(({ hash }) => hash === id);
	}

	all(): Template[] {
		return [...this.byId.values()];
	}

	private hashOf({ realId, edits }: Template): string {
		return createHash('md5').update(`${this.seed} template ${realId} ${edits}`).digest('hex');
	}
}

function slugOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
}
