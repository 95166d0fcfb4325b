import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { notFound, refused } from '../errors.mts';
import { attachmentRecord } from '../records.mts';
import { allNamed, argumentsOf, body, choiceOf, integer, nothing, text } from './requests.mts';

const FIELD = 'files[]';

/** A file that came in a form; the log shows this much of it. */
interface Upload {
	name: string;
	type: string;
	size: number;
}

/** Files for the cards of contacts, deals and tasks: into the file manager first, then onto the card. */
export function fileRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;

	api.register(async (part) => {
		part.addContentTypeParser(
			'multipart/form-data',
			{ parseAs: 'buffer' },
			async (request: { headers: { 'content-type'?: string } }, content: Buffer) =>
				filesIn(content, request.headers['content-type'] ?? ''),
		);

		part.post('/files/upload', async (request, reply) => {
			const uploads = (argumentsOf(request)[FIELD] ?? []) as Upload[];
			if (uploads.length === 0) throw refused(FIELD, `The ${FIELD} field is required.`);
			const data = uploads.map(({ name }) => {
				const link = `/personal/crm/${store().partId()}_${name.replace(/[^\w.-]+/g, '_')}`;
				store().files.add(link);
				return { link };
			});
			return reply.code(201).send({ data });
		});
	});

	api.post(
		'/attachments',
		body(
			{ link: text, entityId: integer, entityType: choiceOf('task', 'deal', 'contact') },
			'link',
			'entityId',
			'entityType',
		),
		async (request, reply) => {
			const { link, entityId, entityType } = argumentsOf(request) as {
				link: string;
				entityId: number;
				entityType: 'task' | 'deal' | 'contact';
			};
			if (!store().files.has(link)) throw refused('link', 'The selected link is invalid.');
			const { contacts, deals, tasks } = store();
			const rows = entityType === 'contact' ? contacts : entityType === 'deal' ? deals : tasks;
			const [row] = allNamed([entityId], 'entityId', rows as typeof contacts);
			if (!row) throw refused('entityId', 'The selected entityId is invalid.');
			const attachment = store().addAttachment(row, link);
			store().touchPart(rows as typeof contacts, row);
			return reply.code(201).send({ data: attachmentRecord(entityType, entityId)(attachment) });
		},
	);

	api.delete('/attachments/:attachmentId', async (request, reply) => {
		const { attachmentId } = request.params as { attachmentId: string };
		const { contacts, deals, tasks } = store();
		for (const table of [contacts, deals, tasks] as Array<typeof contacts>)
			for (const row of table.all()) {
				const at = row.attachments.findIndex(({ id }) => String(id) === attachmentId);
				if (at < 0) continue;
				row.attachments.splice(at, 1);
				store().touchPart(table, row);
				return nothing(reply, 204);
			}
		throw notFound();
	});
}

/** The files of a form, as Node.js reads it; null where it is none. */
async function filesIn(content: Buffer, type: string): Promise<Record<string, Upload[]> | null> {
	try {
		const form = await new Response(new Uint8Array(content), {
			headers: { 'content-type': type },
		}).formData();
		const files = form
			.getAll(FIELD)
			.flatMap((value) =>
				typeof value === 'string' ? [] : [{ name: value.name, type: value.type, size: value.size }],
			);
		return { [FIELD]: files };
	} catch {
		return null;
	}
}
