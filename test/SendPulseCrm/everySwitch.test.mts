/**
 * Every operation of the SendPulse CRM node in a CRM that is otherwise than its document lets one expect: what that
 * leaves open is switched the other way, all of it together. Users must not see a difference.
 *
 * Left out is what would be an error in words: a number of choices that has to be a list, attributes and a responsible
 * person that are asked for.
 */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { runNode, StoredCredential } from '../n8n.mts';
import { borrowedSandbox } from '../servers.mts';
import { peopleRuns } from './runs/people.mts';
import { salesRuns } from './runs/sales.mts';

/** The third values of those that have three: what they concern is made and changed with contacts and deals. */
const THIRD: Partial<SandboxOptions> = {
	crmNothing: 'object',
	crmOldCreate: 'off',
	crmSamePart: 'ignored',
	crmDateFilter: 'refused',
};

const SECOND: Partial<SandboxOptions> = {
	crmErrors: 'data',
	crmNothing: 'list',
	crmOldCreate: 'names',
	crmResponsible: 'optional',
	crmOwnerListed: true,
	crmEmailSearch: 'asStored',
	crmPhoneSearch: 'whole',
	crmSamePart: 'refused',
	crmBatch: 'adds',
	crmUnsetAttributes: 'absent',
	crmUpdatedByParts: false,
	crmLinkedTwice: 'done',
	crmExternalId: 'integer',
	crmNobody: 'null',
	crmMostPerPage: 10,
	crmDealSort: 'id',
	crmDateFilter: 'day',
	crmNewPipelineStages: true,
	crmSamePipelineChange: 'refused',
};

/** Runs the operations of these resources, and gives what failed. */
async function failuresIn(sandbox: Sandbox, resources: RegExp): Promise<string[]> {
	const baseUrl = await sandbox.listen();
	const { key } = sandbox.state.account.apiKeys[0]!;
	const failures: string[] = [];
	const runs = { ...peopleRuns(sandbox), ...salesRuns(sandbox) };
	for (const [operation, runsOf] of Object.entries(runs)) {
		const [resource = '', name] = operation.split('.');
		if (!resources.test(resource)) continue;
		for (const { parameters, items, files } of runsOf(baseUrl)) {
			const { error, items: given } = await runNode({
				node: 'SendPulseCrm',
				parameters: { resource, operation: name, ...parameters },
				items,
				files,
				credential: new StoredCredential({ authentication: 'apiKey', apiKey: key, baseUrl }, key),
			});
			if (error) failures.push(`${operation}: ${error.message} ${error.description ?? ''}`);
			else if (given.length === 0) failures.push(`${operation}: nothing`);
		}
	}
	return failures;
}

test.each([
	['second', SECOND, /./],
	['third', { ...SECOND, ...THIRD }, /^(contact|deal)$/],
])('the %s way', async (_, switches, resources) => {
	const sandbox = borrowedSandbox({ perSecond: 1_000, crmSearchLag: 0, ...switches });
	try {
		expect(await failuresIn(sandbox, resources)).toEqual([]);
		const [greta, hans] = ['Greta', 'Hannes'].map(
			(name) => sandbox.state.crm.contacts.all().find(({ firstName }) => firstName === name)!,
		);
		expect(greta!.emails.map(({ email }) => email)).toEqual([
			'greta@mail.example',
			'g@work.example',
		]);
		expect([greta!.phones.length, greta!.messengers.length, greta!.attributes.size]).toEqual([
			1, 1, 4,
		]);
		expect(hans!.emails.map(({ email }) => email)).toEqual(['hans@new.example']);
	} finally {
		await sandbox.close();
	}
});
