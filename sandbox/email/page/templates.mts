import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import type { Template } from '../templates.mts';
import { code, tableSection } from '../../page/table.mts';

export function templatesSections({ state }: SandboxContext): string[] {
	const zone = state.account.profile.locale;
	const columns = [
		{ name: 'Name', kind: 'names' as const },
		{ name: 'real_id' },
		{ name: 'id' },
		{ name: 'Slug', kind: 'path' as const },
		{ name: 'Language' },
		{ name: 'Made', kind: 'date' as const },
		{ name: 'Kind', kind: 'names' as const },
	];
	const row = (template: Template) => [
		template.name,
		code(template.realId),
		code(template.hash),
		code(template.slug),
		template.lang,
		accountDate(template.createdAt, zone).slice(0, 10),
		template.isProcessing ? 'being processed' : template.isLayout ? 'layout editor' : 'HTML',
	];
	const of = (owner: Template['owner']) =>
		state.templates
			.all()
			.filter((template) => template.owner === owner)
			.map(row);
	return [
		tableSection({ id: 'own-templates', title: 'Own templates', columns, rows: of('me') }),
		tableSection({
			id: 'system-templates',
			title: 'Templates of SendPulse',
			columns,
			rows: of('sendpulse'),
		}),
	];
}
