import { either, nothing, saysResult } from '../../../engine/api/confirmed';
import { removal } from '../../../engine/run/thing';
import { del as DELETE } from '../../product';
import { onePopup } from './popup';

/** Pop-Ups API, "Delete popup". Its description has the body of another call: none is sent. */
export const del = removal(onePopup, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a pop-up',
		description:
			'Delete a pop-up for good, and with it its statistics. To keep them, disable it instead.',
	},
	confirmed: either(saysResult, nothing),
	request: ({ popupId: id }) => DELETE`/popups/${id}`,
});
