import type { SandboxContext } from '../context.mts';
import { code, tableSection } from '../page/table.mts';
import type { View } from '../page/view.mts';
import { CrmStatus } from './store.mts';

export const crmViews: readonly [View, ...View[]] = [
	{ name: 'crm', title: 'CRM', sections: (sandbox) => [pipelinesSection(sandbox)] },
];

function pipelinesSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'crm-pipelines',
		title: 'Pipelines',
		columns: [{ name: 'Name', kind: 'names' }, { name: 'Stages', kind: 'names' }, { name: 'ID' }],
		rows: state.crm.pipelines.all().map(({ id, name, stages }) => [
			name,
			stages
				.filter(({ status }) => status === CrmStatus.active)
				.map((stage) => stage.name)
				.join(' → '),
			code(id),
		]),
	});
}
