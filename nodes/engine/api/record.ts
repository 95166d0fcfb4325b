import type { IDataObject } from 'n8n-workflow';

/** An object with named fields, which a list is not. */
export const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
