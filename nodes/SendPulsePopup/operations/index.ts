import type { Resource } from '../../engine/run/catalogue';
import { account } from './account';
import { popup } from './popup';
import { project } from './project';
import { subscriber } from './subscriber';

/** Everything that the SendPulse Pop-Ups node can do: the table of contents. */
export const resources: readonly Resource[] = [subscriber, popup, project, account];
