/** Links of a page, each once, in their order, as they are written there. */
export function linksIn(html: string): string[] {
	const found = html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
	const links = [...found].map(([, double, single]) => double ?? single ?? '');
	return [...new Set(links.filter((link) => /^https?:\/\//i.test(link)))];
}

/** A link as it is followed: what HTML writes as `&amp;` is `&`. */
export function plainLink(link: string): string {
	return link.replaceAll('&amp;', '&');
}

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	'#39': "'",
	nbsp: ' ',
};

/** What a page says, line by line, as a reader without HTML is sent it. */
export function wordsOf(html: string): string {
	return html
		.replace(/<(style|script|title)\b[^>]*>[^]*?<\/\1\s*>/gi, '')
		.replace(/\s+/g, ' ')
		.replace(/<br\b[^>]*>|<\/(?:p|div|h[1-6]|li|tr|table|ul|ol)\s*>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&([a-z]+|#39);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
		.split('\n')
		.map((line) => line.trim())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** With its `{{placeholders}}` filled in; one without a value leaves nothing. */
export function filledIn(body: string, variables: Readonly<Record<string, unknown>>): string {
	return body.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
		const key = name.trim();
		const value = Object.hasOwn(variables, key) ? variables[key] : null;
		if (value === undefined || value === null) return '';
		return typeof value === 'object' ? JSON.stringify(value) : String(value);
	});
}
