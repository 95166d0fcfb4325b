/** Share of places that may be taken: beyond it looking for a free one takes long. */
const FULLEST = 0.6;

/**
 * Texts of which is only asked whether one has come before, in about ten bytes each, however long they are: of
 * hundreds of thousands the texts themselves would be most of what a run holds. That two that differ are taken for
 * one happens once in about 200,000 runs with 300,000 texts.
 */
export class SeenTexts {
	private places = new Float64Array(1_024);

	private size = 0;

	/** @returns whether it is new */
	add(text: string): boolean {
		if (this.size >= FULLEST * this.places.length) this.grow();
		const isNew = put(this.places, keyOf(text));
		if (isNew) this.size++;
		return isNew;
	}

	private grow(): void {
		const places = new Float64Array(2 * this.places.length);
		for (const key of this.places) if (key !== 0) put(places, key);
		this.places = places;
	}
}

function put(places: Float64Array, key: number): boolean {
	const last = places.length - 1;
	let at = key % places.length;
	while (places[at] !== 0) {
		if (places[at] === key) return false;
		at = at === last ? 0 : at + 1;
	}
	places[at] = key;
	return true;
}

/** A whole number from 1 to 2^53 (cyrb53, a hash in the public domain). */
function keyOf(text: string): number {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		high = Math.imul(high ^ code, 0x9e3779b1);
		low = Math.imul(low ^ code, 0x5f356495);
	}
	high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
	low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
	return 0x1_0000_0000 * (low & 0x1f_ffff) + (high >>> 0) + 1;
}
