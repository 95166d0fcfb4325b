import type { SandboxOptions } from '../options.mts';
import { ALWAYS, statisticOf, type Lead, type Popup, type Project } from './store.mts';

type Dates = Pick<SandboxOptions, 'popupDates'>;

const dateIn = (time: number, { popupDates }: Dates) => {
	const iso = new Date(time).toISOString();
	return popupDates === 'iso' ? iso : `${iso.slice(0, 19).replace('T', ' ')}+00:00`;
};

/** Records as the OpenAPI description of pop-ups has them. */
export const projectRecord = ({ id, name, url, createdAt }: Project, options: Dates) => ({
	id,
	name,
	urls: [url],
	domains: [new URL(url).hostname],
	integrationCode: `<script src="https://cdn.pulse.is/livechat/loader.js" data-live-chat-id="${id}" async></script>`,
	updatedAt: dateIn(createdAt, options),
	createdAt: dateIn(createdAt, options),
});

export function popupRecord(popup: Popup, options: Dates) {
	const { peopleReached, subscriptions } = statisticOf([popup], ALWAYS);
	return {
		id: popup.id,
		// Described as "Pop-up ID", as `id` is as "Project ID": the other way round, by the example of a 400.
		widgetId: popup.project.id,
		isEnabled: popup.isEnabled,
		type: popup.type,
		style: popup.style,
		position: popup.position,
		text: popup.text,
		name: popup.name,
		color: '#009fc1',
		image: { url: `${popup.project.url}/roses.jpg`, position: 3 },
		video: { url: '', format: 1, playbackType: 2 },
		containsNPS: popup.containsNps,
		statistic: statisticOf([popup], ALWAYS),
		preview: `${popup.project.url}/preview.png`,
		abtest: popup.isTest
			? {
					status: 1,
					finishCondition: [{ trigger: 2, value: 1_000 }],
					winner: '',
					separatedConditions: false,
					statistic: { peopleReached, subscriptions },
					createdAt: dateIn(popup.createdAt, options),
				}
			: {},
		updatedAt: dateIn(popup.updatedAt, options),
		createdAt: dateIn(popup.createdAt, options),
	};
}

export const leadRecord = (lead: Lead, options: Dates) => ({
	id: lead.id,
	clientId: `c${lead.id}`,
	name: lead.name,
	projectId: lead.popup.project.id,
	popupId: lead.popup.id,
	gender: lead.gender,
	email: lead.email,
	city: lead.city,
	phone: lead.phone,
	createdAt: dateIn(lead.at, options),
	updatedAt: dateIn(lead.at, options),
});

/** Display conditions. Names and types of data are assumptions; groups are documented. */
export const conditions = [
	{ groupId: 1, dataType: 'integer', name: 'visits_count', uniq: true },
	{ groupId: 2, dataType: 'integer', name: 'time_on_page', uniq: true },
	{ groupId: 3, dataType: 'boolean', name: 'exit_intent', uniq: true },
	{ groupId: 4, dataType: 'string', name: 'click_on_element', uniq: false },
	{ groupId: 5, dataType: 'string', name: 'current_url', uniq: false },
	{ groupId: 6, dataType: 'string', name: 'utm_source', uniq: false },
	{ groupId: 7, dataType: 'string', name: 'country', uniq: false },
];
