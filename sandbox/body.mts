import type { FastifyInstance, FastifyRequest } from 'fastify';

const MOST_BYTES = 64 * 1024 * 1024;

/** No limit on the size of a body is documented; this one only keeps a mistake from filling the memory. */
export const bodyLimit = MOST_BYTES;

/**
 * How bodies are read: JSON where the content type says so, forms likewise. Anything else, and JSON that is
 * broken, brings no arguments: the API then misses the first one it needs, and says so.
 */
export function addBodyParsers(server: FastifyInstance): void {
	server.removeAllContentTypeParsers();
	server.addContentTypeParser(
		'*',
		{ parseAs: 'string', bodyLimit },
		async (request: FastifyRequest, text: string) => {
			const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
			if (type === 'application/json') return parseJson(text);
			if (type === 'application/x-www-form-urlencoded') return parseForm(text);
			return null;
		},
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

// A name that ends in [] is an array, as the PHP world writes it.
function parseForm(text: string): Record<string, unknown> {
	const fields = new Map<string, string | string[]>();
	for (const [name, value] of new URLSearchParams(text)) {
		if (!name.endsWith('[]')) {
			fields.set(name, value);
			continue;
		}
		const key = name.slice(0, -2);
		const earlier = fields.get(key);
		fields.set(key, Array.isArray(earlier) ? [...earlier, value] : [value]);
	}
	return Object.fromEntries(fields);
}
