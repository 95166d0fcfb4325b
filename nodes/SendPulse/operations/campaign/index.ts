import type { Resource } from '../../../engine/run/catalogue';
import { cancel } from './cancel';
import { check } from './check';
import { create } from './create';
import { get } from './get';
import { getCountries } from './getCountries';
import { getMany } from './getMany';
import { getReferrals } from './getReferrals';
import { getReport } from './getReport';
import { update } from './update';

export const campaign: Resource = {
	option: { name: 'Campaign', value: 'campaign', description: 'E-mails to mailing lists' },
	leads: true,
	defaultOperation: 'create',
	operations: [create, check, update, get, getMany, getCountries, getReferrals, getReport, cancel],
};
