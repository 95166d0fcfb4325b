/** What the vendor's clients send, and what nobody should: the sandbox has an answer to it, and no breakdown. */
import { randomFrom } from '../../../sandbox/faults.mts';
import { startBench, type Bench } from '../client.mts';
import { HOSTILE } from '../hostileValues.mts';

let bench: Bench;

beforeAll(async () => void (bench = await startBench({ campaignsPerHour: 1_000 })));
beforeEach(() => bench.sandbox.reset());
afterAll(async () => await bench.sandbox.close());

test.each([
	['/addressbooks/', '/addressbooks'],
	['//addressbooks//', '/addressbooks'],
	['//user/balance/detail/', '/user/balance/detail'],
	['/addressbooks/?limit=1', '/addressbooks?limit=1'],
])('%s is %s', async (written, meant) => {
	const answer = await bench.get(written);
	expect([answer.status, answer.text]).toEqual([200, (await bench.get(meant)).text]);
});

test('a list in the query may have numbered members', async () => {
	const of = async (query: string) => (await bench.get(`/campaigns?${query}`)).json;
	const [first] = await of('');
	const wanted = await of(`status[]=${first.status}`);
	expect(await of(`status[0]=${first.status}&status[1]=99`)).toEqual(wanted);
	expect(await of('status[0]=99')).toEqual([]);
	expect(await of('status[0]=x')).toMatchObject({ error_code: 422 });
});

const campaign = (more: object) => ({
	sender_name: 'Shop',
	sender_email: 'hello@shop.example',
	subject: 'Hi',
	body: 'PGgxPng8L2gxPg',
	list_id: bench.sandbox.state.lists.all()[0]!.id,
	...more,
});

test.each([
	{ type: '', attachments: '', send_date: null, name: '' },
	{ body: 'PGgx\r\nPng8 L2gxPg==\n', attachments: null, stats: null, is_test: null },
])('a campaign is taken with %j', async (more) => {
	expect((await bench.post('/campaigns', campaign(more))).status).toBe(200);
});

test('lists as numbers joined by commas, where the sandbox is told so', async () => {
	const [one, other] = bench.sandbox.state.lists.all().map(({ id }) => id);
	const body = campaign({ list_id: `${one}, ${other}` });
	expect((await bench.post('/campaigns', body)).status).toBe(422);
	bench.sandbox.options.listIdsAsText = true;
	expect((await bench.post('/campaigns', body)).status).toBe(200);
});

test.each([
	'0001-01-01 00:00:00',
	'1969-12-31 23:00:00',
	'2101-01-01 00:00:00',
	'9999-12-31 23:59:59',
])('a campaign of %s is refused', async (send_date) => {
	const { status, json } = await bench.post('/campaigns', campaign({ send_date }));
	expect([status, json.error_code]).toEqual([422, 799]);
});

test.each(['put', 'del'] as const)('%s of a tag whose ID is a word is refused', async (method) => {
	const { json } = await bench[method]('/tags/spring', { name: 'Spring', color: '#00ff00' });
	expect(json).toMatchObject({ success: false, http_code: 422 });
});

test('the bots of all channels come at once', async () => {
	const { json } = await bench.get('/chatbots/bots?size=1&skip=1');
	expect(json.data).toHaveLength(bench.sandbox.state.chatbots.bots.length);
});

test.each(['messenger', 'instagram', 'telegram'] as const)(
	'a comment on a post (%s)',
	async (channel) => {
		const { contacts } = bench.sandbox.state.chatbots;
		const contact = contacts.find(({ bot }) => bot.channel === channel)!;
		const url = 'http://127.0.0.1:9/hook';
		contact.bot.webhooks.push({ url, events: ['incoming_message'] });
		const body = { contact: contact.id, text: 'How much?' };
		const { status } = await bench.post('/sandbox/chatbots/comment', body);
		expect(status).toBe(channel === 'telegram' ? 422 : 200);
		const told = JSON.stringify(bench.sandbox.chatbotCourier.deliveries.map(({ body }) => body));
		const marks = {
			messenger: '"item":"comment"',
			instagram: '"media_product_type":"FEED"',
			telegram: '[]',
		};
		expect(told).toContain(marks[channel]);
	},
);

/** The routes of the e-mail service and some of the chatbots', with what their bodies may hold. */
const ROUTES = `
POST oauth/access_token grant_type,client_id,client_secret
GET user/info|GET user/balance|GET user/balance/USD|GET user/balance/detail
GET addressbooks|POST addressbooks bookName|GET addressbooks/:list|PUT addressbooks/:list name|DELETE addressbooks/:x
GET addressbooks/:list/emails|GET addressbooks/:list/emails/total|GET addressbooks/:list/variables|GET addressbooks/:list/cost
POST addressbooks/:list/emails emails,confirmation,sender_email,template_id,message_lang,tags
POST addressbooks/:list/emails emails|DELETE addressbooks/:list/emails emails|POST addressbooks/:list/emails/unsubscribe emails
POST addressbooks/:list/emails/variable email,variables|PUT addressbooks/:list/phone email,phone
GET addressbooks/:list/emails/:x|GET addressbooks/:list/variables/:x/:x
GET emails/:x|GET emails/:x/details|GET emails/:x/campaigns|DELETE emails/:x|POST emails emails|POST emails/campaigns emails
GET campaigns|POST campaigns *campaign|PATCH campaigns/:x name,subject,send_date|GET campaigns/:x|DELETE campaigns/:x|GET campaigns/:x/email/:x
GET templates|GET templates/:x|GET template/:x|GET template/slug/:x|POST template body,name,lang|POST template/edit/:x body,lang
GET senders|POST senders email,name|DELETE senders email|GET senders/:x/code|POST senders/:x/code code
GET blacklist|POST blacklist emails,comment|DELETE blacklist emails
GET tags|POST tags name,color|PUT tags/:x name,color|DELETE tags/:x|POST tags/pin/email email,tags|POST tags/unpin/phone phone,tags
GET v2/email-service/webhook|POST v2/email-service/webhook url,actions|PUT v2/email-service/webhook/:x url|DELETE v2/email-service/webhook/:x
POST events/name/:x email,phone,automation_id|POST events/id/:x/:x email,phone
GET chatbots/account|GET chatbots/bots|GET chatbots/dialogs
GET telegram/bots|GET telegram/chats|GET telegram/contacts/get|GET telegram/contacts/getByTag|GET telegram/contacts/getByVariable
POST telegram/contacts/send contact_id,message|POST messenger/contacts/send contact_id,message|POST viber/chatbots/contacts/send contact_id,messages
POST telegram/contacts/setVariable contact_id,variables|POST telegram/contacts/setTag contact_id,tags|POST telegram/contacts/setPauseAutomation contact_id,minutes
POST telegram/campaigns/send *chat|POST whatsapp/campaigns/sendTemplate *chat|POST whatsapp/contacts/sendTemplate contact_id,template
POST whatsapp/contacts phone,bot_id,name,tags,variables|POST telegram/flows/run contact_id,flow_id,external_data
`
	.split(/[\n|]/)
	.map((route) => route.trim())
	.filter(Boolean);

test('no input breaks it down', async () => {
	const random = randomFrom(7);
	const pick = <T,>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
	const some = () => pick(HOSTILE);
	const { lists, chatbots } = bench.sandbox.state;
	const listId = lists.all()[0]!.id;
	const contact = (path: string) =>
		chatbots.contacts.find(({ bot }) => path.startsWith(bot.channel))!;
	const broken: string[] = [];
	const errors = jest.spyOn(console, 'error').mockImplementation(() => {});
	for (const route of ROUTES) {
		const [method = '', template = '', names = ''] = route.split(' ');
		for (let round = 0; round < 12; round++) {
			const path = template
				.replace(/:list/g, String(listId))
				.replace(/:x/g, () =>
					encodeURIComponent(
						String(
							pick(HOSTILE.filter((v) => typeof v === 'string' && v !== '\ud800' && v !== '../..')),
						),
					),
				);
			const query = new URLSearchParams();
			for (const name of [
				'limit',
				'offset',
				'order',
				'size',
				'skip',
				'bot_id',
				'id',
				'tag',
				'variable_value',
				'status[]',
			]) {
				if (method === 'GET' && random() < 0.3) query.set(name, String(JSON.stringify(some())));
			}
			const own =
				names === '*campaign' || names === '*chat'
					? [
							'send_date',
							'send_at',
							'attachments',
							'stats',
							'list_id',
							'messages',
							'filter',
							'template',
						]
					: names.split(',').filter(Boolean);
			const base =
				names === '*campaign'
					? campaign({})
					: names === '*chat' || names.includes('contact_id')
						? { contact_id: contact(template).id, bot_id: contact(template).bot.id, title: 'x' }
						: {};
			const hostile = own
				.filter(() => round === 0 || random() < 0.7)
				.map((name) => [name, some()] as const);
			const body = {
				...base,
				...Object.fromEntries(
					hostile.filter(
						([name, value]) => name !== 'contact_id' || random() < 0.3 || value === null,
					),
				),
			};
			const answer = await (async () => {
				bench.clock.advance(200);
				return await bench.call(
					method,
					`/${path}?${query}`,
					method === 'GET' ? {} : { body: round === 11 ? some() : body },
				);
			})();
			if (answer.status >= 500)
				broken.push(`${method} ${path} ${JSON.stringify(body)} → ${answer.text}`);
		}
	}
	errors.mockRestore();
	expect(broken).toEqual([]);
});
