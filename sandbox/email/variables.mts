import { refusals, type ApiError } from '../errors.mts';
import type { SandboxOptions } from '../options.mts';
import { phoneDigits } from '../syntax.mts';

export type VariableType = 'string' | 'number' | 'date';
export type VariableValue = string | number;

/** A variable as the SMS service takes it. */
export interface TypedVariable {
	name: string;
	type: VariableType;
	value: string | number;
}

/** What a request does to the variables and the phone number of one contact. */
export interface VariableChange {
	/** An empty text takes the value away. */
	values: Map<string, VariableValue>;
	phone: string | null;
}

/**
 * Whether a variable may be called so. The documents name the letters of every script; digits, `_` and `-` are
 * taken besides, spaces and other signs are not.
 */
export function isVariableName(name: unknown): name is string {
	return typeof name === 'string' && /^[\p{L}\p{M}\p{N}_-]{1,255}$/u.test(name);
}

/** Whether a text is a day of the calendar as YYYY-MM-DD, two digits for month and day. */
export function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The value as a variable of that type keeps it, or undefined when it does not fit (Bulk Email Service API,
 * Change a variable for an email contact: text takes texts and numbers, number only numbers, date only YYYY-MM-DD).
 */
export function fitValue(
	value: unknown,
	type: VariableType,
	{ numericText }: Pick<SandboxOptions, 'numericText'>,
): VariableValue | undefined {
	switch (type) {
		case 'string':
			return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
		case 'number':
			if (typeof value === 'number') return value;
			return numericText === 'accept' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
				? Number(value)
				: undefined;
		case 'date':
			return typeof value === 'string' && isDate(value) ? value : undefined;
	}
}

function inferType(value: unknown): VariableType {
	if (typeof value === 'number') return 'number';
	return typeof value === 'string' && isDate(value) ? 'date' : 'string';
}

/**
 * Reads the variables that requests bring for contacts of one list. Nothing reaches the list before `commit`, so
 * that a refusal half-way leaves no trace.
 */
export class VariablePlan {
	private readonly added = new Map<string, VariableType>();

	constructor(
		private readonly known: Map<string, VariableType>,
		private readonly options: SandboxOptions,
		/** What to answer when a variable can't be taken. */
		private readonly refusal: () => ApiError,
	) {}

	read(pairs: Iterable<readonly [string, unknown]>): VariableChange {
		const change: VariableChange = { values: new Map(), phone: null };
		for (const [name, value] of pairs) {
			if (!this.take(change, name, value) && this.options.wrongVariable === 'refuse')
				throw this.refusal();
		}
		return change;
	}

	/** Likewise where each value comes with its type, and may be text for all of them. */
	readTyped(variables: Iterable<TypedVariable>): VariableChange {
		const change: VariableChange = { values: new Map(), phone: null };
		for (const { name, type, value } of variables) {
			const own = this.known.get(name) ?? this.added.get(name) ?? type;
			const isNumeric = own === 'number' && typeof value === 'string' && value.trim() !== '';
			const fitted =
				isVariableName(name) && !['phone', 'email'].includes(name.toLowerCase())
					? fitValue(isNumeric ? Number(value) : value, own, this.options)
					: undefined;
			if (fitted === undefined || Number.isNaN(fitted)) {
				if (this.options.wrongVariable === 'refuse') throw this.refusal();
				continue;
			}
			if (!this.known.has(name) && !this.added.has(name)) this.add(name, own);
			change.values.set(name, fitted);
		}
		return change;
	}

	/** Gives the list the variables it did not have. */
	commit(): void {
		for (const [name, type] of this.added) this.known.set(name, type);
	}

	private take(change: VariableChange, name: string, value: unknown): boolean {
		if (
			name === 'Phone' ||
			(this.options.phoneVariable === 'anyCase' && name.toLowerCase() === 'phone')
		) {
			const digits = phoneDigits(value);
			if (digits !== null) change.phone = digits;
			return digits !== null;
		}
		// The address belongs under its own key, not among the variables.
		if (name === 'email' || !isVariableName(name)) return false;

		const type = this.known.get(name) ?? this.added.get(name);
		const newType =
			type ?? (this.options.newVariableType === 'string' ? 'string' : inferType(value));
		const fitted = fitValue(value, newType, this.options);
		if (fitted === undefined) return false;
		if (type === undefined) this.add(name, newType);
		change.values.set(name, fitted);
		return true;
	}

	private add(name: string, type: VariableType): void {
		const { maxVariables } = this.options;
		if (maxVariables !== null && this.known.size + this.added.size >= maxVariables)
			throw refusals.tooManyVariables();
		this.added.set(name, type);
	}
}
