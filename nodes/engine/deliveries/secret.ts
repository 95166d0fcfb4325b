import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Where the key stands in an address that is to be called: `…?key=4f0c…`. */
const NAME = 'key';
/** 128 bits. */
const BYTES = 16;

export const newKey = () => randomBytes(BYTES).toString('hex');

/** The address with the key; as it is without one. */
export function withKey(url: string, key: string): string {
	return key === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${NAME}=${key}`;
}

/** The key in an address; '' where there is none that {@link newKey} could have made. */
export function keyIn(url: string): string {
	if (!URL.canParse(url)) return '';
	const key = new URL(url).searchParams.get(NAME) ?? '';
	return /^[0-9a-f]{32}$/.test(key) ? key : '';
}

/** Whether the query of a request names the key (an empty one nobody does), without telling by the time it takes how much of it is right. */
export function namesKey(query: unknown, key: string): boolean {
	const given = (query as Record<string, unknown> | undefined)?.[NAME];
	// Digests are of one length, which texts are not.
	return (
		key !== '' &&
		typeof given === 'string' &&
		timingSafeEqual(digest(given.trim()), digest(key.trim()))
	);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
