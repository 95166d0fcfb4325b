/** Every operation of the SendPulse Pop-Ups node, run against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({ perSecond: 1_000 });
const { popups } = sandbox.state;
const project = { projectId: popups.projects[0]!.id };
const [letter] = popups.popups();
const popup = { popupId: letter!.id };
const survey = { popupId: popups.popups().find(({ containsNps }) => containsNps)!.id };
const filters = { dateFrom: '2025-01-01', dateTo: '2025-12-31' };

const runs: Record<string, (baseUrl: string) => Run[]> = {
	'project.create': () => [{ parameters: { name: 'New', url: 'https://new.example' } }],
	'project.getMany': () => [{}],
	'project.getStatistics': () => [{ parameters: { ...project, filters } }],
	'popup.getMany': () => [
		{ parameters: project },
		{ parameters: { ...project, filters: { kind: 'quiz' } } },
	],
	'popup.disable': () => [{ parameters: popup }],
	'popup.enable': () => [{ parameters: popup }],
	'popup.getStatistics': () => [{ parameters: { ...popup, filters } }],
	'popup.getNpsScore': () => [{ parameters: { ...survey, filters } }],
	'popup.getNpsVotes': () => [{ parameters: { ...survey, filters } }],
	'popup.getConditions': () => [{}],
	'subscriber.get': () => [{ parameters: { subscriberId: popups.leads[0]!.id } }],
	'subscriber.getMany': () => [
		{ parameters: { ...project, filters: { createdFrom: '2025-06-01', withEmail: true } } },
		{ parameters: { from: 'popup', ...popup } },
	],
	'account.getLimits': () => [{}],
	'popup.delete': () => [{ parameters: popup }],
};

/** Days are those of the account's calendar. */
const readFirst = [
	'project.getStatistics',
	'popup.getStatistics',
	'popup.getNpsScore',
	'popup.getNpsVotes',
	'subscriber.getMany',
].map((operation) => `GET /user/info → ${operation}`);

callsWhatIsDocumented({ node: 'SendPulsePopup', sandbox, runs, readFirst });
