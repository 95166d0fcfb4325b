/** A mail that the sandbox keeps instead of sending it. Mails of campaigns are not among them, but tests are. */
export type Mail =
	| {
			kind: 'confirmation';
			at: number;
			to: string;
			listId: number;
			senderEmail: string;
			templateId: string | null;
			language: string | null;
	  }
	| { kind: 'activation'; at: number; to: string; code: string }
	| { kind: 'test'; at: number; to: string; campaignId: number; subject: string };
