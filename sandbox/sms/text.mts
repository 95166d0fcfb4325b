/** Signs of GSM 03.38, and those of them that take the room of two. */
const BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '^{}\\[~]|€';

/**
 * Number of messages that a text takes: 160 characters fit in one (OpenAPI description of the SMS service), 70 with
 * anything that GSM 03.38 lacks; where there are several, 153 and 67.
 */
export function partsOf(text: string): number {
	const signs = [...text];
	const isPlain = signs.every((sign) => BASIC.includes(sign) || EXTENDED.includes(sign));
	const length = isPlain
		? signs.reduce((total, sign) => total + (EXTENDED.includes(sign) ? 2 : 1), 0)
		: text.length;
	const [alone, together] = isPlain ? [160, 153] : [70, 67];
	return length <= alone ? 1 : Math.ceil(length / together);
}

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
	'а:a б:b в:v г:g ґ:g д:d е:e є:ie ё:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia'
		.split(' ')
		.map((pair) => pair.split(':')),
);

/** In Latin letters. */
export function transliterated(text: string): string {
	return text.replace(/\p{Script=Cyrillic}/gu, (letter) => {
		const latin = CYRILLIC[letter.toLowerCase()] ?? '';
		return letter === letter.toLowerCase()
			? latin
			: `${latin.charAt(0).toUpperCase()}${latin.slice(1)}`;
	});
}

/** With each `{{name}}` replaced; what has no value leaves nothing. */
export function filledIn(text: string, variables: ReadonlyMap<string, string | number>): string {
	return text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) =>
		String(variables.get(name) ?? ''),
	);
}
