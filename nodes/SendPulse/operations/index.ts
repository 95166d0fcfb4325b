import type { Resource } from '../../engine/run/catalogue';
import { account } from './account';
import { automation } from './automation';
import { blacklist } from './blacklist';
import { campaign } from './campaign';
import { contact } from './contact';
import { emailAddress } from './emailAddress';
import { event } from './event';
import { file } from './file';
import { folder } from './folder';
import { mailingList } from './mailingList';
import { sender } from './sender';
import { tag } from './tag';
import { template } from './template';
import { webhook } from './webhook';

/** Everything that the SendPulse node can do: the table of contents. */
export const resources: readonly Resource[] = [
	contact,
	mailingList,
	emailAddress,
	campaign,
	template,
	sender,
	blacklist,
	tag,
	webhook,
	event,
	automation,
	file,
	folder,
	account,
];
