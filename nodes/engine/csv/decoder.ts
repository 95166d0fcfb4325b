/** What begins with one of these says by it how it is encoded. */
const MARKS: ReadonlyArray<readonly [bytes: number[], encoding: string]> = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
];
const LONGEST_MARK = 3;

/** What programs of Western Europe and America write that don't write UTF-8. */
const OLD = 'windows-1252';

/**
 * What its bytes 80 to 9F stand for (WHATWG, Encoding). Several versions of Node.js take windows-1252 for
 * ISO 8859-1, which has control characters there.
 */
const OLD_80_TO_9F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';
const CONTROL = /[\x80-\x9F]/g;

/** Stands where bytes are none of the encoding. */
export const UNREADABLE = '\uFFFD';

/**
 * Text out of bytes that come in pieces, which may end in the midst of a character. A byte order mark counts
 * whatever encoding was asked for. `auto` is UTF-8 or windows-1252, by the first characters beyond ASCII: up to
 * there both are the same.
 */
export class Decoder {
	private decoder: InstanceType<typeof TextDecoder> | undefined;

	/** Bytes that can't be told yet. */
	private held = new Uint8Array(0);

	private begun = false;

	/** @param encoding a label that TextDecoder knows, or `auto` */
	constructor(private readonly encoding: string) {}

	/** As far as it is certain. */
	decode(chunk: Uint8Array): string {
		if (this.decoder) return this.mended(this.decoder.decode(chunk, { stream: true }));
		return this.tell(joined(this.held, chunk), false);
	}

	/** The rest. */
	end(): string {
		const rest = this.decoder ? '' : this.tell(this.held, true);
		return rest + (this.decoder?.decode() ?? '');
	}

	private mended(text: string): string {
		if (this.decoder?.encoding !== OLD) return text;
		return text.replace(CONTROL, (letter) => OLD_80_TO_9F[letter.charCodeAt(0) - 0x80]);
	}

	private tell(bytes: Uint8Array, isEnd: boolean): string {
		this.held = new Uint8Array(0);
		if (!this.begun) {
			if (bytes.length < LONGEST_MARK && !isEnd) return this.hold(bytes);
			this.begun = true;
			const marked = MARKS.find(([mark]) => mark.every((byte, index) => byte === bytes[index]));
			const known = marked?.[1] ?? (this.encoding === 'auto' ? undefined : this.encoding);
			if (known) return this.decodeAs(known, bytes);
		}
		const first = bytes.findIndex((byte) => byte >= 0x80);
		if (first === -1) return ascii(bytes);
		const rest = bytes.subarray(first);
		switch (isUtf8(rest)) {
			case 'begun':
				if (!isEnd) return ascii(bytes.subarray(0, first)) + this.hold(rest);
				return this.decodeAs(OLD, bytes);
			case true:
				return this.decodeAs('utf-8', bytes);
			case false:
				return this.decodeAs(OLD, bytes);
		}
	}

	private hold(bytes: Uint8Array): string {
		// A copy: whoever gave them may use their memory for the next ones.
		this.held = bytes.slice();
		return '';
	}

	private decodeAs(encoding: string, bytes: Uint8Array): string {
		this.decoder = new TextDecoder(encoding);
		return this.mended(this.decoder.decode(bytes, { stream: true }));
	}
}

const ascii = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Whether bytes are UTF-8; `begun` where all that is beyond ASCII is the beginning of one character. */
function isUtf8(bytes: Uint8Array): boolean | 'begun' {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
			stream: true,
		});
		return text === '' ? 'begun' : true;
	} catch {
		return false;
	}
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
	if (one.length === 0) return other;
	const both = new Uint8Array(one.length + other.length);
	both.set(one);
	both.set(other, one.length);
	return both;
}
