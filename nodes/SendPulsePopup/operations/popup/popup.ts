import type { IDataObject } from 'n8n-workflow';
import { isNo, isYes } from '../../../engine/api/envelope';
import { ApiFailure } from '../../../engine/api/failures';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { asRecords, succeeded } from '../../../engine/run/outcome';
import { change, type Thing } from '../../../engine/run/thing';
import { period, readPeriod } from '../../fields/period';
import { popupId } from '../../fields/popupId';
import { readUuid } from '../../fields/uuid';
import { popupRecord } from '../../fields/words';
import { popups, post } from '../../product';

/** What is done with one pop-up. */
export const onePopup: Thing<{ popupId: string }> = {
	product: popups,
	noun: 'pop-ups',
	fields: [popupId],
	read: (item) => ({ popupId: readUuid(item, 'popupId') }),
};

/** What is read of one pop-up, in a period. */
export const ofPeriod = {
	fields: [popupId, period],
	prepare: async (item: ItemParameters) => ({
		...(await onePopup.read(item)),
		query: await readPeriod(item),
	}),
};

/**
 * The pop-up as it is then.
 *
 * @throws ApiFailure where SendPulse says that it is not as it was to be
 */
function switched(answer: unknown, id: string, isEnabled: boolean): IDataObject {
	const [record = {}] = asRecords(answer);
	if (!('id' in record)) return succeeded({ id, isEnabled });
	if (isEnabled ? isNo(record.isEnabled) : isYes(record.isEnabled)) {
		throw new ApiFailure(
			'refused',
			`SendPulse answered that the pop-up is still switched ${isEnabled ? 'off' : 'on'}. Look at it in SendPulse.`,
		);
	}
	return popupRecord(record);
}

/** Pop-Ups API, "Set a pop-up state". */
export const stateChange = (isEnabled: boolean, option: Parameters<typeof change>[1]['option']) =>
	change(onePopup, {
		option,
		repeatable: true,
		done: isEnabled ? 'enabled' : 'disabled',
		request: ({ popupId: id }) => ({
			...post`/popups/${id}/set-state`,
			body: { is_enabled: isEnabled },
		}),
		output: (answer, { popupId: id }) => switched(answer, id, isEnabled),
	});
