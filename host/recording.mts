import { writeFileSync } from 'node:fs';

import { encode } from 'modern-gif';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';

import { documentPicture, renewsPictures } from './pictures.mts';

/** Browsers take no picture of the mouse. */
const POINTER =
	'<svg xmlns="http://www.w3.org/2000/svg" width="26" height="34" viewBox="0 0 13 17"><path d="M1 1v13l3.2-3 2 4.6 2.4-1-2-4.5H11z" fill="#111" stroke="#fff" stroke-width="1.2"/></svg>';

const POINTER_ID = 'pointer-of-the-recording';

/** Icons of lists come after their words. */
const VISIBLE_IMAGES_LOADED = `[...document.images].every(
	(image) => image.complete || image.getBoundingClientRect().top > innerHeight,
)`;

interface Frame {
	data: Buffer;
	width: number;
	height: number;
	delay: number;
}

/**
 * A way through the pages of a browser as an animated picture: what is to be seen at its turns, each for as long as
 * it takes to read. Frames are taken with `UPDATE_SCREENSHOTS=1` only; all are of one size.
 */
export class Recording {
	private readonly frames: Frame[] = [];

	/**
	 * @param where the mouse is shown, if it is about to click
	 * @throws if the page is not as large as those before
	 */
	async take(page: Page, seconds: number, where?: Locator): Promise<void> {
		if (!renewsPictures) return;
		await page.waitForFunction(VISIBLE_IMAGES_LOADED);
		if (where) await drawPointer(page, where);
		const png = PNG.sync.read(await page.screenshot({ animations: 'disabled', caret: 'initial' }));
		await page.evaluate(`document.getElementById('${POINTER_ID}')?.remove()`);
		const first = this.frames[0] ?? png;
		if (png.width !== first.width || png.height !== first.height)
			throw new Error(
				`A frame of ${png.width} × ${png.height} behind one of ${first.width} × ${first.height}`,
			);
		this.frames.push({
			data: png.data,
			width: png.width,
			height: png.height,
			delay: seconds * 1_000,
		});
	}

	/** Writes the picture into the documents; it begins again after its last frame. */
	async save(name: string): Promise<void> {
		const [first] = this.frames;
		if (!first) return;
		const { width, height } = first;
		const picture = await encode({ width, height, frames: this.frames, looped: true });
		writeFileSync(documentPicture(`${name}.gif`), Buffer.from(picture));
	}
}

async function drawPointer(page: Page, where: Locator): Promise<void> {
	const box = await where.boundingBox();
	if (!box) throw new Error('There is nothing to be pointed at');
	const at = { x: box.x + Math.min(box.width * 0.7, 160), y: box.y + box.height * 0.6 };
	await page.evaluate(
		`(() => {
			const element = document.createElement('div');
			element.id = '${POINTER_ID}';
			element.innerHTML = ${JSON.stringify(POINTER)};
			element.style.cssText = 'position: fixed; z-index: 2147483647; pointer-events: none; left: ${at.x}px; top: ${at.y}px';
			document.body.append(element);
		})()`,
	);
}
