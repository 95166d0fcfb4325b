import type { Names } from '../../fields/statusName';

/** Chatbot services' APIs: flows and triggers. */
export const ACTIVITY: Names = { 1: 'Active', 2: 'Inactive', 4: 'Draft' };
