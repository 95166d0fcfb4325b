import type { Resource } from '../../engine/run/catalogue';
import { attachment } from './attachment';
import { attribute } from './attribute';
import { board } from './board';
import { company } from './company';
import { contact } from './contact';
import { deal } from './deal';
import { history } from './history';
import { note } from './note';
import { payment } from './payment';
import { pipeline } from './pipeline';
import { product } from './product';
import { stage } from './stage';
import { tag } from './tag';
import { task } from './task';
import { user } from './user';

/** Everything that the SendPulse CRM node can do: the table of contents. */
export const resources: readonly Resource[] = [
	contact,
	company,
	tag,
	note,
	attribute,
	deal,
	pipeline,
	stage,
	board,
	task,
	product,
	payment,
	attachment,
	history,
	user,
];
