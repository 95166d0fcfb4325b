import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, isMissing } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { ApiError } from '../../errors.mts';
import { addFormParser, Form, SentFile } from '../form.mts';
import {
	contentsOf,
	filteredRecord,
	foundRecord,
	treeOf,
	uploadRecord,
	usageOf,
} from '../records.mts';
import { folderOf, joined, nameOf, type StoredFile } from '../store.mts';

/** A refusal of the file manager, which has an envelope of its own (OpenAPI description: 404 alone). */
class FileError extends ApiError {
	override get body(): Record<string, unknown> {
		return { data: { code: this.code, message: this.message } };
	}
}

const refused = (status: number, message: string) => new FileError(status, status, message);
const missing = () => refused(404, 'Record not found');
const invalid = (name: string) => refused(422, `The ${name} field is invalid`);

const BASE = '/fm/public/v1';

/** Its paths, in which two slashes are not one. */
export const FOLDER_PATHS = /^\/fm\/public\/v1\/directory\//;

/** The file manager (OpenAPI description, FileManager). */
export function fileRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const files = () => sandbox.state.files;

	server.register(async (api) => {
		addFormParser(api);

		api.post(`${BASE}/file`, async (request) => {
			if (!(request.body instanceof Form)) throw invalid('content');
			const { 'content[]': content = [], pathToStore = [], ...more } = request.body;
			const sent = content.filter((part) => part instanceof SentFile);
			if (sent.length === 0 || sent.length < content.length) throw invalid('content');
			for (const [name, [value]] of Object.entries(more)) {
				const isSize = ['width', 'height'].includes(name) && /^\d+$/.test(String(value));
				if (!isSize) throw invalid(name);
			}
			const folder = folderFrom(pathToStore[0]);
			if (!files().hasFolder(folder)) {
				if (options.fileMissingFolder === 'refuse') throw missing();
				files().makeFolder(folder);
			}
			const total = sent.reduce((sum, { size }) => sum + size, 0);
			if (files().bytes + total > options.fileSpace) throw refused(422, 'Storage limit exceeded');
			const paths = sent.map(({ name }) => freePath(joined(folder, name)));
			const stored = sent.map((file, index): StoredFile => {
				const path = paths[index] as string;
				return { path, content: file.content, mimeType: file.type, changedAt: clock.now() };
			});
			for (const file of stored) files().put(file);
			return options.fileUploadAnswer === 'records'
				? stored.map(uploadRecord)
				: { success: true, message: 'File successfully uploaded' };
		});

		api.delete(`${BASE}/file`, async (request, reply) => {
			if (!files().delete(pathIn(request))) throw missing();
			return reply.code(204).send();
		});

		api.post(`${BASE}/file/exist`, async (request) => ({
			result: files().get(pathIn(request)) !== undefined,
		}));

		api.post(`${BASE}/file/filter`, async (request) => {
			const folder = pathIn(request);
			const { fromDate, toDate, sort } = asArguments(request.body);
			if (!files().hasFolder(folder)) throw missing();
			if (!isMissing(sort) && sort !== 'asc' && sort !== 'desc') throw invalid('sort');
			const from = minute(fromDate, 'fromDate') ?? -Infinity;
			const to = (minute(toDate, 'toDate') ?? Infinity) + 59_999;
			const found = files()
				.filesIn(folder)
				.filter(({ changedAt }) => changedAt >= from && changedAt <= to);
			const sign = sort === 'asc' ? 1 : -1;
			if (!isMissing(sort)) found.sort((one, other) => sign * (one.changedAt - other.changedAt));
			return found.map(filteredRecord);
		});

		api.post(`${BASE}/directory`, async (request) => {
			const isForm = request.body instanceof Form;
			const wanted = options.fileFolderBody;
			if (wanted !== 'both' && (wanted === 'form') !== isForm) throw invalid('pathToStore');
			const args: Record<string, unknown> = isForm
				? Object.fromEntries(Object.entries(request.body as Form).map(([key, [one]]) => [key, one]))
				: { ...asArguments(request.body) };
			const folder = folderFrom(args.pathToStore);
			const { name } = args;
			if (typeof name !== 'string' || !/^[^/\\]+$/.test(name) || /^\.+$/.test(name)) {
				throw invalid('name');
			}
			if (!files().hasFolder(folder)) throw missing();
			const path = joined(folder, name);
			if (files().hasFolder(path)) throw refused(422, 'Directory already exists');
			files().makeFolder(path);
			return { success: true, message: 'Directory successfully created' };
		});

		api.get(`${BASE}/directory`, { config: { query: [] } }, async () =>
			treeOf(files(), options.fileTree),
		);

		api.get(`${BASE}/directory/size`, { config: { query: [] } }, async () =>
			usageOf(files(), options.fileSpace),
		);

		api.get(
			`${BASE}/directory/find`,
			{ config: { query: ['search', 'path'] } },
			async (request) => {
				const { search, path = '/' } = asArguments(request.query);
				if (isMissing(search)) throw invalid('search');
				const part = String(search).toLowerCase();
				return {
					data: files()
						.filesBelow(String(path))
						.filter((file) => nameOf(file.path).toLowerCase().includes(part))
						.map(foundRecord),
				};
			},
		);

		api.get(`${BASE}/directory/*`, { config: { query: [] } }, async (request) => {
			const written = (request.params as { '*': string })['*'];
			const slashes = written.startsWith('/') ? 'two' : 'one';
			if (options.fileListSlashes !== 'both' && options.fileListSlashes !== slashes)
				throw missing();
			const folder = `/${written.replace(/^\/|\/$/g, '')}`;
			if (!files().hasFolder(folder)) throw missing();
			return contentsOf(folder, files());
		});
	});

	/** A path in the body, which has to be there. */
	function pathIn(request: FastifyRequest): string {
		const { path } = asArguments(request.body);
		if (typeof path !== 'string' || path === '') throw invalid('path');
		return path.startsWith('/') ? path : `/${path}`;
	}

	function folderFrom(value: unknown): string {
		if (typeof value !== 'string' || value === '') throw invalid('pathToStore');
		const slash = value.startsWith('/');
		const { fileFirstSlash: wanted } = options;
		if (value !== '/' && wanted !== 'either' && slash !== (wanted === 'with')) throw missing();
		return `/${value.replace(/^\/|\/$/g, '')}`;
	}

	/** Where a file goes whose name may be taken. */
	function freePath(path: string): string {
		if (!files().get(path) || options.fileTaken === 'overwrite') return path;
		if (options.fileTaken === 'refuse') throw refused(422, 'File already exists');
		for (let number = 1; ; number++) {
			const [, stem = '', extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(nameOf(path)) ?? [];
			const other = joined(folderOf(path), `${stem}_${number}${extension}`);
			if (!files().get(other)) return other;
		}
	}
}

/** An instant as the description's examples write it: to the minute, in UTC. */
function minute(value: unknown, name: string): number | undefined {
	if (isMissing(value)) return undefined;
	const time = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(String(value))
		? Date.parse(`${String(value).replace(' ', 'T')}:00Z`)
		: NaN;
	if (Number.isNaN(time)) throw invalid(name);
	return time;
}
