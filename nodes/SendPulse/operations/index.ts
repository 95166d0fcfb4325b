import type { Resource } from '../../engine/catalogue';
import { contact } from './contact';
import { mailingList } from './mailingList';

/** Everything that the SendPulse node can do: the table of contents. */
export const resources: readonly Resource[] = [contact, mailingList];
