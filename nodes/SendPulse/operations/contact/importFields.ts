import type { INodeProperties } from 'n8n-workflow';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode } from '../../../fields/phone';
import { valueOptions } from '../../../fields/typedValues';
import { automationsNotice } from '../../fields/automationsNotice';
import { tagIds } from '../../fields/tagIds';

export const DELIMITERS = ['auto', ',', ';', '\t', '|'];

/** Labels that TextDecoder knows (WHATWG, Encoding). */
export const ENCODINGS = [
	'auto',
	'iso-8859-2',
	'utf-16le',
	'utf-8',
	'windows-1250',
	'windows-1251',
	'windows-1252',
	'windows-1253',
	'windows-1254',
];

export const REJECTED_FIELD = 'rejected';

/** The parameters of Import From File. */
export const importFields: INodeProperties[] = [
	mailingListId,
	{
		displayName: 'Input Binary Field',
		name: 'fileBinaryProperty',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field',
		description:
			'The binary field of the input item that holds the CSV file. It may be of any size.',
	},
	{
		displayName: 'Email Column',
		name: 'emailColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. email',
		hint: 'Empty: found by its name or by what it holds',
		description:
			'Name or number of the column with the addresses; the first column is 1. Leave it empty to find it by its name (Email, Mail …) or by what it holds.',
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description:
					'Each column becomes the variable of its name; those that the mailing list lacks are created as text',
			},
			{ name: 'Chosen', value: 'chosen', description: 'Only the columns that are mapped here' },
		],
		default: 'all',
		description: 'Which columns become variables of the contacts',
	},
	{
		displayName: 'Column Map',
		name: 'columnMap',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add column',
		default: {},
		displayOptions: { show: { columns: ['chosen'] } },
		options: [
			{
				displayName: 'Column',
				name: 'map',
				values: [
					{
						displayName: 'Column',
						name: 'column',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. First name',
						description: 'Name or number of a column of the file; the first column is 1',
					},
					{
						displayName: 'Variable',
						name: 'variable',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. name',
						description:
							'Name of the variable of the mailing list that takes it. One that the list lacks is created as text.',
					},
				],
			},
		],
		description: 'Which column becomes which variable',
	},
	automationsNotice,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Check First',
				name: 'checkFirst',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask first who unsubscribed, is blocked or is on the blacklist, and to leave those out. One request more for each hundred.',
				hint: 'Without it, somebody who said no in another mailing list is new in this one and gets its e-mails',
			},
			...valueOptions,
			defaultCountryCode,
			{
				displayName: 'Delimiter',
				name: 'delimiter',
				type: 'options',
				options: [
					{ name: 'Automatic', value: 'auto', description: 'What divides the first rows alike' },
					{ name: 'Comma', value: ',' },
					{ name: 'Semicolon', value: ';' },
					{ name: 'Tab', value: '\t' },
					{ name: 'Vertical Bar', value: '|' },
				],
				default: 'auto',
				description: 'What stands between two cells',
			},
			{
				displayName: 'Encoding',
				name: 'encoding',
				type: 'options',
				options: [
					{
						name: 'Automatic',
						value: 'auto',
						description: 'What the byte order mark says; else UTF-8, else Windows-1252',
					},
					{ name: 'ISO 8859-2 (Central European)', value: 'iso-8859-2' },
					{ name: 'UTF-16', value: 'utf-16le' },
					{ name: 'UTF-8', value: 'utf-8' },
					{ name: 'Windows-1250 (Central European)', value: 'windows-1250' },
					{ name: 'Windows-1251 (Cyrillic)', value: 'windows-1251' },
					{ name: 'Windows-1252 (Western European)', value: 'windows-1252' },
					{ name: 'Windows-1253 (Greek)', value: 'windows-1253' },
					{ name: 'Windows-1254 (Turkish)', value: 'windows-1254' },
				],
				default: 'auto',
				description: 'How the letters of the file are written',
			},
			{
				displayName: 'Has Header',
				name: 'hasHeader',
				type: 'boolean',
				default: true,
				description:
					'Whether the first row has the names of the columns. Without it they have numbers: choose them under Columns.',
			},
			{
				displayName: 'Keep Existing',
				name: 'keepExisting',
				type: 'boolean',
				default: false,
				description: 'Whether to leave contacts as they are that the mailing list has already',
			},
			{
				displayName: 'Most Rejected in Percent',
				name: 'maxRejectedPercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 20,
				description:
					'With a larger share of rows that can not be used, nothing is imported, or the import stops: then another column or format is meant, as a rule',
			},
			{
				displayName: 'Phone Column',
				name: 'phoneColumn',
				type: 'string',
				default: '',
				placeholder: 'e.g. mobile',
				description:
					'Name or number of the column with the phone numbers. Without it the one named Phone, where all columns are taken.',
			},
			{
				displayName: 'Put Rejected Rows in Field',
				name: 'outputField',
				type: 'string',
				default: REJECTED_FIELD,
				description:
					'Name of the binary field of the output item that gets a CSV file of the rows that were rejected, if there are any, each with its number and the reason',
			},
			{
				displayName: 'Silent',
				name: 'silent',
				type: 'boolean',
				default: false,
				description:
					"Whether to keep this import from raising SendPulse's webhook for new contacts. It does not keep automations from starting.",
			},
			{
				displayName: 'Start Row',
				name: 'startRow',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1,
				description:
					'The first row to import, to go on after a run that broke off. The row with the names of the columns does not count.',
			},
			{ ...tagIds, description: `Tags for the new contacts. ${tagIds.description}.` },
		],
	},
];
