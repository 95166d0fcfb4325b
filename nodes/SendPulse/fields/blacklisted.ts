import { elementsOf } from '../../engine/run/outcome';

/** The addresses in the answer of GET /blacklist (Bulk Email Service API): bare texts, in one list. */
export const blacklistedIn = (body: unknown) => elementsOf(body) as string[];
