import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import type { Mail } from '../outbox.mts';
import { code, tableSection, type Cell } from '../../page/table.mts';
import { campaignPath } from './campaigns.mts';

export function sendersSections({ state }: SandboxContext): string[] {
	const zone = state.account.profile.locale;
	return [
		tableSection({
			id: 'senders',
			title: 'Senders',
			columns: [
				{ name: 'Address', kind: 'address' },
				{ name: 'Name' },
				{ name: 'Status', kind: 'date' },
			],
			rows: state.senders
				.all()
				.map(({ email, name, activated }) => [
					email,
					name,
					activated ? { text: 'Active', tone: 'good' } : { text: 'Not active', tone: 'bad' },
				]),
		}),
		tableSection({
			id: 'outbox',
			title: 'Outbox',
			empty: 'No mail yet: activation codes, requests to confirm and tests come here.',
			columns: [
				{ name: 'To', kind: 'address' },
				{ name: 'Time', kind: 'date' },
				{ name: 'Kind', kind: 'names' },
				{ name: 'Content', kind: 'path' },
			],
			rows: state.outbox
				.slice(-100)
				.reverse()
				.map((mail) => [
					mail.to,
					accountDate(mail.at, zone),
					kinds[mail.kind],
					content(mail, state),
				]),
		}),
	];
}

const kinds: Record<Mail['kind'], string> = {
	activation: 'Activation code',
	confirmation: 'Confirmation of a subscription',
	test: 'Test of a campaign',
};

function content(mail: Mail, { lists }: SandboxContext['state']): Cell | string {
	switch (mail.kind) {
		case 'activation':
			return code(mail.code);
		case 'confirmation':
			return `Please confirm: ${lists.get(mail.listId)?.name ?? mail.listId}`;
		case 'test':
			return { text: mail.subject, path: campaignPath(mail.campaignId) };
	}
}
