import { codeText, type CodeText, type Phrases } from '../engine/api/codes';

/**
 * The rules by which the verifier refuses (its OpenAPI description), which gives no words for them: these are
 * looked for in whatever it says.
 */
export const PHRASES: Phrases = [
	{
		says: /\bemail\b.*\binvalid|invalid.*\bemail\b/i,
		...codeText(
			'SendPulse does not verify this address',
			'Correct it; letters like ä or é may be the reason',
		),
	},
	{
		says: /already (being |under |in )|being (verified|checked)|in progress|is running/i,
		...codeText(
			'The mailing list is being verified already',
			"Wait until that is done; 'Get Progress' tells how far it is",
		),
	},
	{
		says: /no new|nothing (new|to verify)|not changed|unchanged|already verified/i,
		...codeText(
			'All addresses of the mailing list have been verified, and none was added since',
			"Use what is known ('Get Results')",
		),
	},
	{
		says: /campaign/i,
		...codeText(
			'SendPulse verifies only mailing lists that no campaign has used',
			'Verify a new mailing list with the same addresses',
		),
	},
	{
		says: /quota|limit|exceed|tariff|not enough/i,
		...codeText(
			"The plan's number of verifications is used up",
			'Wait for the next period, or change the plan in SendPulse',
		),
	},
	{
		says: /not (been |yet )?verified/i,
		...codeText('The mailing list has not been verified', "Verify it first ('Verify')"),
	},
];

/** A refusal by `{ "result": false }` alone may mean any of the rules. */
export const UNSAID: CodeText = codeText(
	'SendPulse did not do it, and does not say why',
	'Check that the mailing list has new addresses, is not being verified already and was used in no campaign, and that the plan has verifications left',
);
