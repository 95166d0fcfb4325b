import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';

/**
 * What stands in a locator of the node in the editor, '' where nothing does. n8n's own `extractValue` would throw
 * for a parameter that the operation has not.
 */
export function typed(context: ILoadOptionsFunctions, name: string): string {
	const stored: unknown = context.getCurrentNodeParameter(name);
	const value = isRecord(stored) ? stored.value : stored;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
