import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { has } from '../../../engine/api/confirmed';
import { inputFile, type InputFile } from '../../../engine/parameters/binary';
import { steps } from '../../../engine/run/operation';
import { contactId, readContactId } from '../../fields/contactId';
import { recordIn } from '../../fields/contactRecord';
import { dealId, readDealId } from '../../fields/dealId';
import { givesRecord, recordsIn } from '../../fields/records';
import { taskId } from '../../fields/taskId';
import { post } from '../../product';

interface Added {
	entityType: string;
	entityId: number;
	/** A file of the input item, or the path of one in SendPulse. */
	file: InputFile | string;
}

interface Found {
	link: string;
	attachment: IDataObject;
}

const MB = 1024 * 1024;

/** What a file is attached to, and how that is named. */
const ENTITIES = {
	contact: readContactId,
	deal: readDealId,
	task: async (item: Parameters<typeof readDealId>[0]) => await Promise.resolve(item.id('taskId')),
} as const;

/** CRM API, "Upload files" and "Attach file". */
export const add = steps<Added, Found>({
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add an attachment',
		description: 'Attach a file to a contact, a deal or a task',
	},
	fields: [
		{
			displayName: 'Attach To',
			name: 'attachTo',
			type: 'options',
			options: [
				{ name: 'Contact', value: 'contact' },
				{ name: 'Deal', value: 'deal' },
				{ name: 'Task', value: 'task' },
			],
			default: 'deal',
			description: 'What the file belongs to',
		},
		{ ...contactId, displayOptions: { show: { attachTo: ['contact'] } } },
		{ ...dealId, displayOptions: { show: { attachTo: ['deal'] } } },
		{ ...taskId, displayOptions: { show: { attachTo: ['task'] } } },
		{
			displayName: 'File Source',
			name: 'fileSource',
			type: 'options',
			options: [
				{
					name: 'Binary Field',
					value: 'binary',
					description: 'A file of the input item, which is uploaded',
				},
				{
					name: 'Path in SendPulse',
					value: 'path',
					description: "A file that is in SendPulse's file manager already",
				},
			],
			default: 'binary',
			description: 'Where the file is',
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field',
			description: 'The binary field of the input item that holds the file. Up to 18 MB.',
			displayOptions: { show: { fileSource: ['binary'] } },
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /contacts/report.pdf',
			description: "The path of the file in SendPulse's file manager",
			displayOptions: { show: { fileSource: ['path'] } },
		},
	],
	prepare: async (item) => {
		const entityType = item.choice('attachTo', Object.keys(ENTITIES));
		const isThere = item.choice('fileSource', ['binary', 'path']) === 'path';
		const file = isThere
			? item.text('path')
			: await inputFile(item, item, 'binaryPropertyName', { largest: 18 * MB });
		const entityId = await ENTITIES[entityType as keyof typeof ENTITIES](item);
		return { entityType, entityId, file };
	},
	concerns: ({ entityType, entityId }) => `${entityType} ${entityId}`,
	placeholders: { link: '{the path of the file}' },
	repeatable: false,
	steps: ({ entityType, entityId, file }) => [
		{
			effect: 'write',
			about: 'the file',
			repeatable: false,
			confirmed: has('data'),
			request: async () =>
				typeof file === 'string'
					? undefined
					: {
							...post`/files/upload`,
							parts: {
								'files[]': [
									{ name: file.name, content: await file.content(), mimeType: file.mimeType },
								],
							},
						},
			learn: (body) => {
				const [{ link } = {} as IDataObject] = recordsIn(body);
				if (typeof link === 'string' && link !== '') return { link };
				throw new ApiFailure(
					'unclear',
					'SendPulse answered without the path of the file. Look in its file manager before you run this again.',
				);
			},
			done: () => 'The file was uploaded',
		},
		{
			effect: 'write',
			about: 'the attachment',
			repeatable: false,
			confirmed: givesRecord,
			request: ({ link }) => ({
				...post`/attachments`,
				body: { link: typeof file === 'string' ? file : link, entityId, entityType },
			}),
			learn: (body) => ({ attachment: recordIn(body) }),
			done: () => 'the file is attached',
		},
	],
	output: ({ attachment }) => attachment,
	counts: { noun: 'files', done: 'attached' },
});
