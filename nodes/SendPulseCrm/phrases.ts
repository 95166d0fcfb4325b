import { codeText, type Phrases } from '../engine/api/codes';

/**
 * The rules by which the CRM refuses (its OpenAPI description), which gives no words for them: the fields that it
 * names are looked for in whatever it says.
 */
export const PHRASES: Phrases = [
	{
		says: /\bstepId\b|\bpipelineId\b/,
		...codeText(
			'The stage does not belong to this pipeline, or was deleted',
			'Pick pipeline and stage again',
		),
	},
	{
		says: /\bresponsibleId\b/,
		...codeText(
			'SendPulse wants a member of your team here',
			'Pick one in Responsible, or check the ID',
		),
	},
	{
		says: /\battributeId\b|\battributes(?:Values)?\.\d|[( ]value: /,
		...codeText(
			'SendPulse did not take an attribute, or its value',
			'Compare the value with the type and the choices that the attribute has in SendPulse, and refresh the attributes (⋮ beside Attributes)',
		),
	},
	{
		says: /\bname: (?!.*\b(?:no|not)\b).*\b(?:already|taken)\b/i,
		...codeText('There is one of this name already', 'Use that one, or choose another name'),
	},
];
