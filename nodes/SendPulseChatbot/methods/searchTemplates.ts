import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching } from '../../engine/pickLists';
import { templateKey } from '../../fields/chatbot/whatsAppTemplate';
import { templatesOf } from './templates';

/** WhatsApp sends no others. */
const APPROVED = 'APPROVED';

/** Templates to pick from, those that can be sent first. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const templates = await templatesOf(this);
	const usable = (status: unknown) => (status === APPROVED ? 0 : 1);
	const entries = templates
		.sort((one, other) => usable(one.status) - usable(other.status))
		.map(({ name, language, status }) => ({
			name: `${String(name)} (${String(language)})${status === APPROVED ? '' : ` [${String(status).toLowerCase()}]`}`,
			value: templateKey(String(name), String(language)),
		}));
	return matching(entries, filter);
}
