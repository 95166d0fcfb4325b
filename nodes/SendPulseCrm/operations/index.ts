import type { Resource } from '../../engine/run/catalogue';
import { attachment } from './attachment';
import { board } from './board';
import { deal } from './deal';
import { history } from './history';
import { payment } from './payment';
import { pipeline } from './pipeline';
import { product } from './product';
import { stage } from './stage';
import { task } from './task';
import { user } from './user';

/** Everything that the SendPulse CRM node can do: the table of contents. */
export const resources: readonly Resource[] = [
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
