import { count, flag, oneOf, wait, type OptionPart } from '../optionPart.mts';
import { crmErrorForms, type CrmErrorForm } from './errors.mts';

/** Switches of the CRM. Its document has hardly a rule in words: all of them are assumptions. */
export interface CrmOptions {
	/** How refused values are worded: by field, as the chatbots do it, or like "Record not found". */
	crmErrors: CrmErrorForm;
	/** What stands in answers with status 200 and 201 for which the document has no body. */
	crmNothing: 'nothing' | 'list' | 'object';
	/** POST /contacts, which is deprecated: as ever, without a trace of all but names, or gone (405). */
	crmOldCreate: 'whole' | 'names' | 'off';
	/** Whether `responsibleId`, which the document requires, has to be there, and be somebody. */
	crmResponsible: 'optional' | 'zero' | 'required';
	/** Whether the account's owner is among the members of the team; a contact may be the owner's either way. */
	crmOwnerListed: boolean;
	/** Milliseconds until lists show what was made or changed. */
	crmSearchLag: number;
	/** Whether an address is found however it is spelled, or as it is stored. */
	crmEmailSearch: 'anyCase' | 'asStored';
	/** How lists are searched by `phone`: for part of a number as it is stored, or for the whole of it. */
	crmPhoneSearch: 'part' | 'whole';
	/** An e-mail address or number that the contact has already. */
	crmSamePart: 'second' | 'refused' | 'ignored';
	/** What becomes of values that are there when several are written at once. */
	crmBatch: 'overwrites' | 'adds';
	/** How several choices of one attribute are written: a text with commas, or a list. */
	crmMultiSelect: 'text' | 'list';
	/** Whether records have the attributes that have no value. */
	crmUnsetAttributes: 'listed' | 'absent';
	/** Whether an attribute that the account calls mandatory is. */
	crmMandatory: boolean;
	/** Whether a record is new when something was added to it, or taken away. */
	crmUpdatedByParts: boolean;
	/** Linking what is linked. */
	crmLinkedTwice: 'done' | 'refused';
	/** GET /contacts/external/{id}: the document wants a number there, though it is a text when it is made. */
	crmExternalId: 'integer' | 'text';
	/** What GET /contacts/external/{id} says of an ID that nobody has: 404, or null in its two envelopes. */
	crmNobody: 'missing' | 'null';
	/** Most records on a page of deals, companies and products, however many were asked for. */
	crmMostPerPage: number;
	/** What deals can be sorted by. */
	crmDealSort: 'any' | 'id';
	/** Times in filters of deals: to the second, the day alone, or no more than a day. */
	crmDateFilter: 'instant' | 'day' | 'refused';
	/** Whether a new pipeline has stages from the start. */
	crmNewPipelineStages: boolean;
	/** Moving a deal into the pipeline that it is in. */
	crmSamePipelineChange: 'works' | 'refused';
}

export const crmOptions: OptionPart<CrmOptions> = {
	defaults: {
		crmErrors: 'errors',
		crmNothing: 'nothing',
		crmOldCreate: 'whole',
		crmResponsible: 'zero',
		crmOwnerListed: false,
		crmSearchLag: 2_000,
		crmEmailSearch: 'anyCase',
		crmPhoneSearch: 'part',
		crmSamePart: 'second',
		crmBatch: 'overwrites',
		crmMultiSelect: 'text',
		crmUnsetAttributes: 'listed',
		crmMandatory: false,
		crmUpdatedByParts: true,
		crmLinkedTwice: 'refused',
		crmExternalId: 'text',
		crmNobody: 'missing',
		crmMostPerPage: 50,
		crmDealSort: 'any',
		crmDateFilter: 'instant',
		crmNewPipelineStages: false,
		crmSamePipelineChange: 'works',
	},
	schema: {
		crmErrors: oneOf(...crmErrorForms),
		crmNothing: oneOf('nothing', 'list', 'object'),
		crmOldCreate: oneOf('whole', 'names', 'off'),
		crmResponsible: oneOf('optional', 'zero', 'required'),
		crmOwnerListed: flag,
		crmSearchLag: wait,
		crmEmailSearch: oneOf('anyCase', 'asStored'),
		crmPhoneSearch: oneOf('part', 'whole'),
		crmSamePart: oneOf('second', 'refused', 'ignored'),
		crmBatch: oneOf('overwrites', 'adds'),
		crmMultiSelect: oneOf('text', 'list'),
		crmUnsetAttributes: oneOf('listed', 'absent'),
		crmMandatory: flag,
		crmUpdatedByParts: flag,
		crmLinkedTwice: oneOf('done', 'refused'),
		crmExternalId: oneOf('integer', 'text'),
		crmNobody: oneOf('missing', 'null'),
		crmMostPerPage: count,
		crmDealSort: oneOf('any', 'id'),
		crmDateFilter: oneOf('instant', 'day', 'refused'),
		crmNewPipelineStages: flag,
		crmSamePipelineChange: oneOf('works', 'refused'),
	},
};
