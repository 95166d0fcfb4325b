import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';

/** A part of the page, chosen by `view` in its address. */
export interface View {
	/** Among all products the only one of that name. */
	readonly name: string;
	readonly title: string;
	/** HTML. The rest of the query says what is chosen in it. */
	sections(sandbox: SandboxContext, query: Arguments): string[];
	/** Likewise, what stands below the latest requests. */
	below?(sandbox: SandboxContext, query: Arguments): string[];
}
