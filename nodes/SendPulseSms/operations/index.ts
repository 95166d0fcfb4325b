import type { Resource } from '../../engine/run/catalogue';
import { campaign } from './campaign';
import { sender } from './sender';

/** Everything that the SendPulse SMS node can do: the table of contents. */
export const resources: readonly Resource[] = [campaign, sender];
