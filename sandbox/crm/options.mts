import { oneOf, type OptionPart } from '../optionPart.mts';
import { crmErrorForms, type CrmErrorForm } from './errors.mts';

/** Switches of the CRM. Its document has hardly a rule in words: all of them are assumptions. */
export interface CrmOptions {
	/** How refused values are worded: by field, as the chatbots do it, or like "Record not found". */
	crmErrors: CrmErrorForm;
}

export const crmOptions: OptionPart<CrmOptions> = {
	defaults: {
		crmErrors: 'errors',
	},
	schema: {
		crmErrors: oneOf(...crmErrorForms),
	},
};
