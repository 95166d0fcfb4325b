/** Runs of who buys: contacts, companies, their notes, tags and attributes. */
import type { Sandbox } from '../../../sandbox/index.mts';
import type { Runs } from '../../everyEndpoint.mts';

const byEmail = (email: string) => ({ __rl: true, mode: 'email', value: email });
const byId = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });

const byName = (value: Record<string, unknown>) => ({
	mappingMode: 'defineBelow',
	value: value as never,
	schema: [],
});

export function peopleRuns({ state }: Sandbox): Runs['runs'] {
	const { crm } = state;
	const [anna, , , claire] = crm.contacts.all();
	const [vip, lead] = crm.tags.all();
	const [, , , rooms] = crm.companies.all();
	const [pipeline] = crm.pipelines.all();
	const [board] = crm.boards.all();
	const [deal] = crm.deals.all();
	const [task] = crm.tasks.all();
	const [buyer = 0] = crm.deals.all().flatMap(({ contactIds }) => [...contactIds]);
	return {
		'contact.create': () => [
			{
				parameters: {
					firstName: 'Greta',
					emails: 'greta@mail.example, g@work.example',
					phones: '+4915112345678',
					attributes: byName({ City: 'Köln', Plan: 'free', Seats: '3', Interests: 'Tea,Coffee' }),
					options: {
						companyId: byId(rooms!.id),
						createMissingTags: true,
						messengers: { messenger: [{ type: 'telegram', login: 'greta' }] },
						responsibleId: byEmail(crm.users[1]!.email),
						tagIds: ['new one', vip!.id],
					},
				},
			},
			{
				parameters: {
					firstName: 'Hans',
					emails: 'hans@mail.example',
					phones: '+4915112345679',
					options: {
						externalId: '7001',
						messengers: { messenger: [{ type: 'whatsapp', login: '4915112345679' }] },
					},
				},
			},
		],
		'contact.upsert': () => [
			{
				parameters: {
					matchBy: ['externalId', 'email', 'phone'],
					emails: 'hans@mail.example',
					phones: '+4915112345600',
					options: { externalId: '7001' },
				},
			},
			{
				parameters: {
					matchBy: ['email', 'phone'],
					firstName: 'Ines',
					emails: 'ines@mail.example',
					phones: '+4915112345601',
				},
			},
		],
		'contact.update': () => [
			{
				parameters: {
					contactId: byEmail('hans@mail.example'),
					attributes: byName({ City: 'Bonn' }),
					options: {
						companyId: byId(rooms!.id),
						emails: 'hans@new.example',
						firstName: 'Hannes',
						listMode: 'replace',
						messengers: { messenger: [{ type: 'viber', login: '4915112345679' }] },
						phones: '+4915112345680',
						tagIds: [lead!.id],
					},
				},
			},
			{
				parameters: {
					contactId: byEmail('hans@new.example'),
					attributes: byName({ City: '' }),
					options: { listMode: 'remove', tagIds: ['lead'] },
				},
			},
		],
		'tag.create': () => [{ parameters: { name: 'Wholesale', options: { textColor: '#FFFFFF' } } }],
		'tag.getMany': () => [{}, { parameters: { filters: { search: 'new' } } }],
		'tag.update': () => [
			{ parameters: { tagId: byId(lead!.id), options: { backgroundColor: '#112233' } } },
		],
		'tag.assign': () => [
			{
				parameters: {
					contactId: byEmail('ines@mail.example'),
					tagIds: ['lead', 'made on the way'],
					options: { createMissingTags: true },
				},
			},
		],
		'tag.unassign': () => [
			{ parameters: { contactId: byEmail('ines@mail.example'), tagIds: [lead!.id] } },
		],
		'tag.delete': () => [{ parameters: { tagId: byId(lead!.id) } }],
		'company.create': () => [
			{
				parameters: {
					name: 'Holm & Sons',
					emails: 'office@holm.example',
					phones: '+4930123456',
					options: {
						address: 'Hauptstr. 1',
						annualBusinessVolume: 5,
						contactId: byEmail('ines@mail.example'),
						currency: 'eur',
						messengers: { messenger: [{ type: 'telegram', login: 'holm' }] },
					},
				},
			},
		],
		'company.upsert': () => [
			{
				parameters: {
					matchBy: ['name', 'email'],
					name: 'Holm and Sons',
					emails: 'office@holm.example',
				},
			},
			{
				parameters: {
					name: 'Brandneu',
					emails: 'a@brand.example',
					phones: '+4930123457',
					options: {
						contactId: byEmail('ines@mail.example'),
						messengers: { messenger: [{ type: 'telegram', login: 'brand' }] },
					},
				},
			},
		],
		'company.update': () => [
			{
				parameters: {
					companyId: { __rl: true, mode: 'name', value: 'brandneu' },
					options: {
						contactId: byId(anna!.id),
						emails: 'b@brand.example',
						listMode: 'replace',
						messengers: { messenger: [{ type: 'viber', login: 'brand' }] },
						name: 'Brand New',
						phones: '+4930123458',
					},
				},
			},
		],
		'company.addContact': () => [
			{ parameters: { companyId: byId(rooms!.id), contactId: byId(anna!.id) } },
		],
		'company.removeContact': () => [
			{ parameters: { companyId: byId(rooms!.id), contactId: byId(anna!.id) } },
		],
		'company.get': () => [{ parameters: { companyId: byId(crm.companies.all()[0]!.id) } }],
		'company.getMany': () => [{ parameters: { returnAll: true } }],
		'company.delete': () => [{ parameters: { companyId: byId(rooms!.id) } }],
		'attribute.create': () => [
			{
				parameters: {
					attributeOf: 'contact',
					name: 'Size',
					type: 'select',
					choices: 'S, M, L',
					options: { mandatory: false },
				},
			},
			{ parameters: { attributeOf: 'company', name: 'VAT number' } },
			{ parameters: { attributeOf: 'deal', pipelineId: byId(pipeline!.id), name: 'Referred by' } },
			{ parameters: { attributeOf: 'task', boardId: byId(board!.id), name: 'Meeting room' } },
		],
		'attribute.getMany': () => [
			{ parameters: { attributeOf: 'contact' } },
			{ parameters: { attributeOf: 'company' } },
			{ parameters: { attributeOf: 'deal', pipelineId: byId(pipeline!.id) } },
			{ parameters: { attributeOf: 'task', boardId: byId(board!.id) } },
		],
		'note.create': () =>
			[
				{ noteOf: 'contact', contactId: byId(anna!.id) },
				{ noteOf: 'deal', dealId: byId(deal!.id) },
				{ noteOf: 'task', taskId: byId(task!.id) },
			].map((of) => ({ parameters: { ...of, text: 'Called back' } as never })),
		'note.getMany': () => [
			{ parameters: { noteOf: 'contact', contactId: byId(anna!.id) } },
			{ parameters: { noteOf: 'deal', dealId: byId(deal!.id) } },
			{ parameters: { noteOf: 'task', taskId: byId(task!.id) } },
		],
		'note.update': () =>
			[
				{ noteOf: 'contact', contactId: byId(anna!.id), noteId: anna!.notes[0]!.id },
				{ noteOf: 'deal', dealId: byId(deal!.id), noteId: deal!.notes[0]!.id },
				{ noteOf: 'task', taskId: byId(task!.id), noteId: task!.notes[0]!.id },
			].map((of) => ({ parameters: { ...of, text: 'Called back twice' } as never })),
		'note.delete': () => [
			{
				parameters: {
					noteOf: 'contact',
					contactId: byId(anna!.id),
					noteId: anna!.notes[0]!.id,
				},
			},
			{ parameters: { noteOf: 'deal', dealId: byId(deal!.id), noteId: deal!.notes[0]!.id } },
		],
		'contact.getDeals': () => [{ parameters: { contactId: byId(buyer) } }],
		'contact.get': () => [
			{ parameters: { contactId: byId(anna!.id) } },
			{ parameters: { contactId: { __rl: true, mode: 'phone', value: '+380501112233' } } },
		],
		'contact.getMany': () => [
			{ parameters: { returnAll: true } },
			{ parameters: { limit: 2, filters: { tagIds: [vip!.id] } } },
		],
		'contact.search': () => [
			{ parameters: { searchBy: 'email', email: 'anna.lindstrom@mail.example' } },
			{ parameters: { searchBy: 'phone', phone: '0501112255' } },
			{ parameters: { searchBy: 'externalId', externalId: '900117' } },
			{
				parameters: {
					searchBy: 'chatbotContactId',
					chatbotContactId: anna!.messengers[0]!.contactId,
				},
			},
		],
		'contact.delete': () => [{ parameters: { contactId: byId(claire!.id) } }],
	};
}

/** What these read before they change something, and another operation is there for. */
export const peopleReadFirst: string[] = [
	'GET /crm/v1/companies/{id} → contact.update',
	'GET /crm/v1/contact-tags → contact.create',
	'GET /crm/v1/contacts/attributes → contact.create',
	'GET /crm/v1/contacts/attributes → contact.update',
	'GET /crm/v1/contact-tags → contact.update',
	'GET /crm/v1/contact-tags → tag.assign',
	'GET /crm/v1/users → contact.create',
	'POST /crm/v1/contacts/get-list-by-email → company.create',
	'POST /crm/v1/contacts/get-list-by-email → company.upsert',
	'POST /crm/v1/contacts/get-list-by-email → tag.assign',
	'POST /crm/v1/contacts/get-list-by-email → tag.unassign',
];
