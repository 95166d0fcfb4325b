import type { VariableValue } from './variables.mts';

/** Something that happened to a contact and that webhooks tell about. */
export type Happening =
	| {
			event: 'new_emails';
			at: number;
			email: string;
			listId: number;
			variables: ReadonlyMap<string, VariableValue>;
	  }
	| { event: 'delete'; at: number; email: string; listId: number }
	| { event: 'unsubscribe'; at: number; email: string; listId: number };

type Listener = (happening: Happening) => void;

/** Tells whoever listens what happens to contacts. */
export class Happenings {
	private readonly listeners: Listener[] = [];

	listen(listener: Listener): void {
		this.listeners.push(listener);
	}

	tell(happening: Happening): void {
		for (const listener of this.listeners) listener(happening);
	}
}
