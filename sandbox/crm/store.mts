import { CrmTable } from './table.mts';

/** Statuses of pipelines, stages and attributes (OpenAPI, DefaultStatusProperty). */
export const CrmStatus = { inactive: 0, active: 1 } as const;

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

/** What the account holds in the CRM. */
export class CrmStore {
	readonly pipelines = new CrmTable<CrmPipeline>(41_201);
	private nextStageId = 182_301;

	constructor(private readonly ownerId: number) {}

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
}
