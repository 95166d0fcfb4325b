import { AnsweredFile, fileIn } from '../../../nodes/engine/api/answeredFile';
import { bareFileName } from '../../../nodes/engine/api/fileName';

const named = (disposition: unknown) => {
	const file = fileIn({ 'content-disposition': disposition }, Buffer.from('x'));
	return (file as AnsweredFile).name;
};

/** As Node.js gives a header whose bytes are UTF-8. */
const asHeader = (text: string) => Buffer.from(text).toString('latin1');

test.each<[unknown, string | undefined]>([
	['attachment; filename="report.csv"', 'report.csv'],
	['attachment; filename=report.csv', 'report.csv'],
	['ATTACHMENT;FILENAME = report.csv ; size=3', 'report.csv'],
	['inline; filename="a.pdf"', 'a.pdf'],
	['attachment; filename="a \\"b\\" ; c.csv"', 'a "b" ; c.csv'],
	["attachment; filename*=UTF-8''%e2%82%ac%20rates.csv", '€ rates.csv'],
	["attachment; filename*=utf-8'en'a%2Fb.csv", 'b.csv'],
	["attachment; filename*=iso-8859-1''%A3%20rates.csv", '£ rates.csv'],
	[`attachment; filename="EURO.csv"; filename*=UTF-8''%E2%82%AC.csv`, '€.csv'],
	["attachment; filename*=koi8-r''%C1.csv; filename=a.csv", 'a.csv'],
	["attachment; filename*=UTF-8''%zz%E2.csv", '%zz\uFFFD.csv'],
	[asHeader('attachment; filename="Звіт.csv"'), 'Звіт.csv'],
	['attachment; filename="\xDCbersicht.csv"', 'Übersicht.csv'],
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="C:\\\\temp\\\\a.csv"', 'a.csv'],
	["attachment; filename*=UTF-8''..%2F..%00%0A%2Fx%E2%80%AEvsc.exe", 'xvsc.exe'],
	['attachment; filename=".."', undefined],
	['attachment; filename=""', undefined],
	['attachment; filename="', undefined],
	['attachment', undefined],
	['', undefined],
	[undefined, undefined],
	[['attachment'], undefined],
])('Content-Disposition: %j names %j', (disposition, name) => {
	expect(named(disposition)).toBe(name);
});

test.each<[string | undefined, string | undefined]>([
	['text/csv; charset=utf-8', 'text/csv'],
	['Application/ZIP', 'application/zip'],
	['application/octet-stream', undefined],
	['application/force-download', undefined],
	[undefined, undefined],
])('Content-Type: %j is %j', (type, mimeType) => {
	const file = fileIn({ 'content-type': type }, Buffer.from('x'));
	expect((file as AnsweredFile).mimeType).toBe(mimeType);
});

test('a name is shortened in its middle', () => {
	const name = bareFileName(`${'ї'.repeat(400)}.csv`);
	expect([...name]).toHaveLength(255);
	expect(name).toMatch(/ї\.csv$/);
});
