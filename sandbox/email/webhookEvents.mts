import type { CampaignNews, Happening, Reading } from './happenings.mts';
import type { SandboxOptions } from '../options.mts';

const explanations: Record<CampaignNews, string> = {
	on_moderation: 'Campaign is on moderation',
	approve: 'Campaign is approved',
	sending: 'Campaign is being sent',
};

/**
 * A happening as webhooks tell it. Ids and times are text in most events and numbers in the three that came later
 * (knowledge base, "How to connect webhooks in an email service").
 */
export function eventBody(
	happening: Happening,
	{ foreignTaskId }: SandboxOptions,
): Record<string, unknown> {
	const { event } = happening;
	const seconds = Math.floor(happening.at / 1_000);
	switch (happening.event) {
		case 'new_emails':
			return {
				timestamp: String(seconds),
				event,
				email: happening.email,
				variables: happening.variables.size === 0 ? [] : Object.fromEntries(happening.variables),
				source: happening.source,
				book_id: String(happening.listId),
			};
		case 'delete':
			return {
				timestamp: String(seconds),
				event,
				email: happening.email,
				book_id: String(happening.listId),
			};
		case 'unsubscribe':
			return {
				timestamp: String(seconds),
				event,
				email: happening.email,
				...taskId(happening.campaignId, foreignTaskId),
				book_id: String(happening.listId),
				from_all: happening.fromAll ? '1' : '0',
				reason: happening.reason,
				categories: '',
			};
		case 'task_status_update':
			return {
				timestamp: String(seconds),
				event,
				task_id: String(happening.campaignId),
				book_id: String(happening.listId),
				status: happening.status,
				status_explain: explanations[happening.status],
			};
		case 'delivered':
			return {
				timestamp: seconds,
				event,
				email: happening.email,
				task_id: happening.campaignId,
			};
		case 'hard_bounces':
		case 'soft_bounces':
			return {
				timestamp: seconds,
				event,
				email: happening.email,
				task_id: happening.campaignId,
				smtp_server_response_code: happening.bounce.code,
				smtp_server_response_subcode: happening.bounce.subcode,
				smtp_server_response: happening.bounce.text,
			};
		case 'spam':
			return {
				timestamp: String(seconds),
				event,
				email: happening.email,
				task_id: String(happening.campaignId),
			};
		case 'open':
		case 'redirect':
			return {
				timestamp: String(seconds),
				event,
				email: happening.email,
				task_id: String(happening.campaignId),
				...readingBody(happening.reading),
				...(happening.event === 'redirect' && {
					link_url: happening.url,
					link_id: String(happening.linkId),
				}),
			};
	}
}

function readingBody({ device, platform, browser, browserVersion }: Reading) {
	return {
		open_device: device,
		open_platform: platform,
		browser_name: browser,
		browser_ver: browserVersion,
	};
}

function taskId(campaignId: number | null, foreign: SandboxOptions['foreignTaskId']) {
	if (campaignId !== null) return { task_id: String(campaignId) };
	if (foreign === 'absent') return {};
	return { task_id: foreign === 'null' ? null : '0' };
}
