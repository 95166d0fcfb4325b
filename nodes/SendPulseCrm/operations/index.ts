import type { Resource } from '../../engine/run/catalogue';
import { pipeline } from './pipeline';

/** Everything that the SendPulse CRM node can do: the table of contents. */
export const resources: readonly Resource[] = [pipeline];
