import type { Resource } from '../../engine/run/catalogue';
import { emailAddress } from './emailAddress';
import { mailingList } from './mailingList';

/** Everything that the SendPulse Email Verifier node can do: the table of contents. */
export const resources: readonly Resource[] = [emailAddress, mailingList];
