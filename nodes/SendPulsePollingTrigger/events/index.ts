import type { PolledEvent } from '../event';
import { campaignFinished } from './campaignFinished';
import { campaignReport } from './campaignReport';
import { contactChanged } from './contactChanged';
import { popupSubscriber } from './popupSubscriber';
import { pushSubscriber } from './pushSubscriber';
import { studentEnrolled } from './studentEnrolled';
import { studentStatus } from './studentStatus';

/** In the order of the menu, which n8n wants sorted. */
export const EVENTS: PolledEvent[] = [
	campaignFinished,
	campaignReport,
	contactChanged,
	popupSubscriber,
	pushSubscriber,
	studentEnrolled,
	studentStatus,
];
