import type { IDataObject } from 'n8n-workflow';
import { withName, type Names } from '../../fields/statusName';

/** Numbers of the OpenAPI description of pop-ups; it has no word for type 1. */
const TYPES: Names = {
	2: 'Modal Window',
	3: 'Overlay',
	4: 'Floating',
	5: 'Cookie Request',
	6: 'Horizontal',
	7: 'Video',
	8: 'Launcher',
};
const STYLES: Names = { 1: 'White', 2: 'Dark', 3: 'Colored' };
const POSITIONS: Names = {
	1: 'Bottom Left',
	2: 'Bottom Right',
	3: 'Automatic',
	4: 'Bottom',
	5: 'Bottom Center',
	6: 'Left',
	7: 'Right',
	8: 'Center',
	9: 'Top Left',
	10: 'Top Right',
	11: 'Top Center',
};
const GENDERS: Names = { 0: 'Unknown', 1: 'Male', 2: 'Female' };
const GROUPS: Names = {
	1: 'Frequency',
	2: 'Time',
	3: 'User Behavior',
	4: 'Clicks',
	5: 'Pages and URLs',
	6: 'UTM Parameters',
	7: 'Visitor Data',
};

/** A pop-up with words behind its numbers. */
export const popupRecord = (record: IDataObject): IDataObject =>
	(
		[
			['type', 'typeName', TYPES],
			['style', 'styleName', STYLES],
			['position', 'positionName', POSITIONS],
		] as const
	).reduce((named, [key, nameKey, names]) => withName(named, key, nameKey, names), record);

/** What people look for in a table. */
const IN_FRONT = ['id', 'email', 'phone', 'name'];

export function subscriberRecord(record: IDataObject): IDataObject {
	const entries = Object.entries(withName(record, 'gender', 'genderName', GENDERS));
	const place = ([key]: [string, unknown]) =>
		IN_FRONT.includes(key) ? IN_FRONT.indexOf(key) : IN_FRONT.length;
	return Object.fromEntries(entries.sort((one, other) => place(one) - place(other))) as IDataObject;
}

export const conditionRecord = (record: IDataObject): IDataObject =>
	withName(record, 'groupId', 'groupName', GROUPS);
