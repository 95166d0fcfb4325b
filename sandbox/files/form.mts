import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyLimit } from '../body.mts';

/** A file that came in a form. What is written of it (in the log) is all but its content. */
export class SentFile {
	readonly #content: Buffer;

	constructor(
		readonly name: string,
		readonly type: string,
		readonly size: number,
		content: Buffer,
	) {
		this.#content = content;
	}

	get content(): Buffer {
		return this.#content;
	}
}

/** A form (multipart/form-data), by its names: texts and files. One that is broken has nothing in it. */
export class Form {
	[name: string]: Array<string | SentFile>;
}

/** Lets routes of this part take forms. */
export function addFormParser(part: FastifyInstance): void {
	part.addContentTypeParser(
		'multipart/form-data',
		{ parseAs: 'buffer', bodyLimit },
		async (request: FastifyRequest, body: Buffer) => {
			const form = new Form();
			const type = request.headers['content-type'] ?? '';
			const headers = { 'content-type': type };
			const data = await new Response(new Uint8Array(body), { headers })
				.formData()
				.catch(() => null);
			for (const [name, value] of data ?? []) {
				const sent =
					typeof value === 'string'
						? value
						: new SentFile(
								value.name,
								value.type,
								value.size,
								Buffer.from(await value.arrayBuffer()),
							);
				form[name] = [...(form[name] ?? []), sent];
			}
			return form;
		},
	);
}
