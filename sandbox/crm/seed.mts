import type { SandboxState } from '../state.mts';
import { CrmStatus } from './store.mts';

/** Two pipelines, one of which has a stage that was deleted. */
export function seedCrm({ crm }: SandboxState): void {
	const sales = crm.addPipeline('Sales', [{ name: 'currency', value: 'USD' }]);
	for (const name of ['New', 'Contacted', 'Offer']) crm.addStage(sales, { name });
	crm.addStage(sales, { name: 'Fair 2024', status: CrmStatus.inactive });
	const renewals = crm.addPipeline('Renewals');
	crm.addStage(renewals, { name: 'Due', addEndHours: 8, notifyIn: '1h' });
	crm.addStage(renewals, { name: 'Signed' });
}
