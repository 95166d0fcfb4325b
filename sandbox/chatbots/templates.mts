import type { Template } from './store.mts';

interface Parameter {
	type: string;
	text?: string;
	parameter_name?: string;
}

interface Component {
	type: string;
	index?: number;
	parameters: Parameter[];
}

/** A template as requests name and fill it. */
export interface SentTemplate {
	name: string;
	language: { code: string };
	components?: Component | Component[];
}

/** In WhatsApp's own form, as `components` of a template hold it. */
interface TemplateButton {
	type: string;
	url?: string;
}

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;
const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT'];

/** Names or numbers of the places that a text leaves open, each once. */
const placesIn = (text: unknown) => [
	...new Set([...String(text ?? '').matchAll(PLACE)].map(([, place]) => place ?? '')),
];

const partsOf = ({ components = [] }: SentTemplate): Component[] => [components].flat();

/** What a part of a template needs. */
interface Need {
	types: string[];
	/** May be left out. */
	isOptional?: boolean;
}

/** What WhatsApp says of values that don't suit the template, in its own words; undefined if they do. */
export function misfit(template: Template, sent: SentTemplate): string | undefined {
	const came = partsOf(sent);
	const needs = needsOf(template);
	for (const place of new Set([...needs.keys(), ...came.map(placeOf)])) {
		const { types, isOptional = false } = needs.get(place) ?? { types: [] };
		const given = came.filter((part) => placeOf(part) === place).flatMap((part) => part.parameters);
		if (given.length !== types.length && !(isOptional && given.length === 0)) {
			return '(#132000) Number of parameters does not match the expected number of params';
		}
		if (given.some(({ type }, index) => type !== types[index])) {
			return '(#132012) Parameter format does not match format in the created template';
		}
	}
	return undefined;
}

const placeOf = ({ type, index }: Component) => (type === 'button' ? `button ${index}` : type);

function needsOf({ components }: Template): Map<string, Need> {
	const needs = new Map<string, Need>();
	const texts = (words: unknown) => ({ types: placesIn(words).map(() => 'text') });
	for (const { type, format, text, buttons } of components) {
		if (type === 'BODY') needs.set('body', texts(text));
		if (type === 'HEADER') {
			const isMedium = MEDIA.includes(String(format));
			needs.set('header', isMedium ? { types: [String(format).toLowerCase()] } : texts(text));
		}
		if (type === 'BUTTONS') {
			for (const [index, button] of (buttons as TemplateButton[]).entries()) {
				const isReply = button.type === 'QUICK_REPLY';
				needs.set(
					`button ${index}`,
					isReply ? { types: ['payload'], isOptional: true } : texts(button.url),
				);
			}
		}
	}
	return needs;
}

/** The text as the contact reads it. */
export function textOf({ components }: Template, sent: SentTemplate): string {
	const words = String(components.find(({ type }) => type === 'BODY')?.text ?? '');
	const given = partsOf(sent).find(({ type }) => type === 'body')?.parameters ?? [];
	const places = placesIn(words);
	const valueOf = (place: string) =>
		given.find(({ parameter_name }) => parameter_name === place) ?? given[places.indexOf(place)];
	return words.replace(PLACE, (_, place: string) => valueOf(place)?.text ?? '');
}
