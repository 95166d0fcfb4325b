import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

/** A record to choose. */
export const asOption = ({ id, name }: IDataObject): INodePropertyOptions => ({
	name: String(name ?? '').trim() || String(id),
	value: Number(id),
});

/** A record to pick in a locator. */
export const asEntry = (record: IDataObject): { name: string; value: string } => {
	const { name, value } = asOption(record);
	return { name, value: String(value) };
};
