import type { IDataObject } from 'n8n-workflow';

/** What a button does: opens a page, starts a flow, or only says its text. */
export type Button = { text: string } & ({ url: string } | { flowId: string } | { reply: true });

/** A message in words that every channel knows; each channel makes its own body of it. */
export type Message =
	| { type: 'text'; text: string }
	| { type: 'image'; url: string; caption: string }
	| { type: 'file'; url: string; caption: string }
	| { type: 'buttons'; text: string; buttons: Button[] }
	| { type: 'json'; messages: IDataObject[] };
