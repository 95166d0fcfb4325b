import type { Resource } from '../../engine/run/catalogue';
import { deal } from './deal';
import { pipeline } from './pipeline';
import { user } from './user';

/** Everything that the SendPulse CRM node can do: the table of contents. */
export const resources: readonly Resource[] = [deal, pipeline, user];
