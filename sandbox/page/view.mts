import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';

/** A part of the page, chosen by `view` in its address. */
export interface View {
	/** Among all products the only one of that name. */
	readonly name: string;
	readonly title: string;
	/**
	 * Whether something can be dragged in it: what is `data-drag` to what is `data-drop`. The form that is
	 * `data-dropped` then tells both to the sandbox, in the fields that are `data-dragged` and `data-place`.
	 */
	readonly dragging?: true;
	/** HTML. The rest of the query says what is chosen in it. */
	sections(sandbox: SandboxContext, query: Arguments): string[];
	/** Likewise, what stands below the latest requests. */
	below?(sandbox: SandboxContext, query: Arguments): string[];
}
