import { dataIn, fileIn } from './answeredFile';
import { ApiFailure, lost, type Answer } from './failures';
import { networkCode } from './token';
import { Cancelled, TookTooLong, within } from './waiting';

/**
 * Most bytes of a file that SendPulse gives. All of it is in n8n's memory for a while, twice at the end, and
 * n8n ends when that is full.
 */
export const LARGEST_FILE = 100 * 1024 * 1024;

/** What n8n's request helper gives for `encoding: 'stream'`, as far as it is used here. */
interface Content extends AsyncIterable<Buffer> {
	destroy(): void;
}

const isContent = (body: unknown): body is Content =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/**
 * An answer where a file was asked for, read to its end: of a good one the file, of any other what it says.
 *
 * @param ask makes the request, which ends with the signal; the answer has a stream for its body
 * @param idleMs how long to wait for a sign of life
 * @param signal ends the reading
 * @param largest most bytes
 * @throws ApiFailure where it is too large, or broke off; TookTooLong
 */
export async function withContent(
	ask: (signal: AbortSignal) => Promise<Answer>,
	idleMs: number,
	signal: AbortSignal,
	largest = LARGEST_FILE,
): Promise<Answer> {
	const over = new AbortController();
	const answer = await ask(AbortSignal.any([signal, over.signal]));
	const { status, headers, body } = answer;
	if (!isContent(body)) return answer;
	try {
		if (Number(headers['content-length']) > largest) throw tooLarge(largest);
		const content = await bytesOf(body, idleMs, signal, largest);
		return { status, headers, body: status < 300 ? fileIn(headers, content) : dataIn(content) };
	} finally {
		// Lets go of the connection, however far it was read: n8n may have put a stream of its own before it,
		// which does not pass on that it was given up.
		body.destroy();
		over.abort();
	}
}

async function bytesOf(
	body: Content,
	idleMs: number,
	signal: AbortSignal,
	largest: number,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	const reading = body[Symbol.asyncIterator]();
	for (;;) {
		const { done, value } = await within(idleMs, async () => await reading.next(), signal).catch(
			(error: unknown) => {
				if (error instanceof Cancelled || error instanceof TookTooLong) throw error;
				throw lost(networkCode(error));
			},
		);
		if (done) return Buffer.concat(chunks, bytes);
		bytes += value.length;
		if (bytes > largest) throw tooLarge(largest);
		chunks.push(value);
	}
}

const tooLarge = (largest: number) =>
	new ApiFailure(
		'refused',
		`The file is larger than ${Math.floor(largest / 1024 / 1024)} MB, and n8n would have to hold all of it in its memory. Ask for less at once, or download it in SendPulse.`,
	);
