import type { Resource } from '../../engine/run/catalogue';
import { bounce } from './bounce';
import { email } from './email';
import { ipAddress } from './ipAddress';
import { sender } from './sender';
import { senderDomain } from './senderDomain';
import { unsubscribeList } from './unsubscribeList';

/** Everything that the SendPulse SMTP node can do: the table of contents. */
export const resources: readonly Resource[] = [
	email,
	bounce,
	unsubscribeList,
	sender,
	senderDomain,
	ipAddress,
];
