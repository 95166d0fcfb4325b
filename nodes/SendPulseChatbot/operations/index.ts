import type { Resource } from '../../engine/run/catalogue';
import { account } from './account';
import { bot } from './bot';
import { campaign } from './campaign';
import { chat } from './chat';
import { contact } from './contact';
import { flow } from './flow';
import { message } from './message';
import { note } from './note';

/** Everything that the SendPulse Chatbot node can do: the table of contents. */
export const resources: readonly Resource[] = [
	message,
	contact,
	note,
	chat,
	flow,
	campaign,
	bot,
	account,
];
