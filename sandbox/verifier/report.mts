import { crc32 } from 'node:zlib';
import type { CheckedAddress } from './store.mts';
import { FORMATS, type Report } from './store.mts';
import { addressTexts } from './verdicts.mts';

const HEADINGS = { ru: ['Email', 'Статус'], en: ['Email', 'Status'] } as const;

/** The file of a report. Columns and separators of SendPulse's are not documented; these are made up. */
export function reportFile(
	{ format, statuses, language }: Report,
	addresses: readonly CheckedAddress[],
): Buffer {
	const rows = [
		HEADINGS[language],
		...addresses
			.filter(({ status }) => statuses.includes(status))
			.map(({ email, status }) => [email, addressTexts[language][status] ?? '']),
	];
	if (format === FORMATS.xlsx) return workbook(rows);
	const text = format === FORMATS.xls ? spreadsheet(rows) : csv(rows);
	return Buffer.from(text);
}

const csv = (rows: ReadonlyArray<readonly string[]>) =>
	rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** XML that Excel has read under the ending xls since 2003. */
function spreadsheet(rows: ReadonlyArray<readonly string[]>): string {
	const cell = (text: string) => `<Cell><Data ss:Type="String">${escaped(text)}</Data></Cell>`;
	const body = rows.map((row) => `<Row>${row.map(cell).join('')}</Row>`).join('');
	const namespace = 'urn:schemas-microsoft-com:office:spreadsheet';
	return `${XML}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="${namespace}" xmlns:ss="${namespace}"><Worksheet ss:Name="Report"><Table>${body}</Table></Worksheet></Workbook>`;
}

/** The fewest parts that a workbook of Office Open XML may have. */
function workbook(rows: ReadonlyArray<readonly string[]>): Buffer {
	const cell = (text: string) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
	const body = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const packaged = 'http://schemas.openxmlformats.org/package/2006';
	const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return archive({
		'[Content_Types].xml': `${XML}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
		'_rels/.rels': `${XML}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${XML}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Report" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`,
	});
}

/** A ZIP archive whose files are stored as they are. */
function archive(files: Readonly<Record<string, string>>): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const content = Buffer.from(text);
		const path = Buffer.from(name);
		// Version, flags, method, time and date (1 January 1980), then checksum, sizes, and length of the name.
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x21, 8);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(content.length, 14);
		common.writeUInt32LE(content.length, 18);
		common.writeUInt16LE(path.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, content]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, path]));
		locals.push(local);
		offset += local.length;
	}
	const entries = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(entries.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, entries, end]);
}
