/** What the tests of templates share. */
import type { Refusal } from '../../suites.mts';

export const TEMPLATE = 1153018;
export const HASH = 'f3266876955c9d21e214deed49b97446';

/** What the user reads behind the parameter's name. */
export const notATemplate = (text: string) =>
	`has to be an ID, a whole number like 1153018 (real_id) or the 32 characters of the text ID, not '${text}'.`;

const meaning = 'There is no such template. Pick the template again, or check its ID.';
export const NOT_FOUND: Refusal = [404, 290, 'Template not found', meaning];
export const NOT_FOUND_TO_EDIT: Refusal = [404, 31, 'Template not found', meaning];
export const NOT_ACCEPTED: Refusal = [
	422,
	422,
	'Argument body is invalid string',
	'A value was not accepted. Correct the value that SendPulse names.',
];

/** Template of SendPulse, as documented. */
export const documentedTemplate = {
	id: HASH,
	real_id: TEMPLATE,
	lang: 'en',
	name: 'Webinar Speakers',
	name_slug: '',
	created: '2020-09-04 13:54:30',
	full_description: 'Use this template as a webinar invitation for your subscribers.',
	is_structure: true,
	category: 'education',
	category_info: {
		id: 109,
		name: 'Education',
		meta_description: 'These “Education” free email templates were developed by SendPulse.',
		full_description: '',
		code: 'education',
		sort: 6,
	},
	tags: { webinar: 'webinar', study: 'study' },
	owner: 'sendpulse',
	preview: 'https://login.sendpulse.com/files/preview/f3266876955c9d21e214deed49b97446.png',
};
export const simplifiedTemplate = {
	id: HASH,
	real_id: TEMPLATE,
	name: 'Webinar Speakers',
	name_slug: '',
	lang: 'en',
	owner: 'sendpulse',
	category: 'education',
	created: '2020-09-04 13:54:30',
	preview: documentedTemplate.preview,
};
