import type { Resource } from '../../engine/run/catalogue';
import { campaign } from './campaign';
import { subscriber } from './subscriber';
import { website } from './website';

/** Everything that the SendPulse Web Push node can do: the table of contents. */
export const resources: readonly Resource[] = [campaign, website, subscriber];
