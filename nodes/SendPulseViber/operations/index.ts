import type { Resource } from '../../engine/run/catalogue';
import { blacklist } from './blacklist';
import { campaign } from './campaign';
import { message } from './message';
import { sender } from './sender';

/** Everything that the SendPulse Viber Campaigns node can do: the table of contents. */
export const resources: readonly Resource[] = [message, campaign, sender, blacklist];
