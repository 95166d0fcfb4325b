import type { IDataObject } from 'n8n-workflow';

/** Under the API's names; without the description, the tags and the details of the category. */
export const simplifyTemplate = ({
	id,
	real_id,
	name,
	name_slug,
	lang,
	owner,
	category,
	created,
	preview,
}: IDataObject): IDataObject => ({
	id,
	real_id,
	name,
	name_slug,
	lang,
	owner,
	category,
	created,
	preview,
});
