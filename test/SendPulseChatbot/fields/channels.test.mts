/** Every operation in each of its channels: where that channel's part of the API begins. */
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODES, fieldsOf } from '../../actionNodes.mts';
import { answeringBy, chatbotOperation, says } from '../../api.mts';
import { filledIn } from '../../recordingReader.mts';

/** The servers of the vendor's OpenAPI files. */
const BASES: Record<string, string> = {
	telegram: '/telegram',
	whatsapp: '/whatsapp',
	messenger: '/messenger',
	instagram: '/instagram',
	viber: '/viber/chatbots',
	liveChat: '/live-chat',
	tiktok: '/tiktok',
	all: '/chatbots',
};

const cases = ACTION_NODES.SendPulseChatbot.resources.flatMap(({ option, operations }) =>
	operations.flatMap((operation) => {
		const fields = fieldsOf(operation);
		const channel = fields.find(({ name }) => name === 'channel')!;
		return (channel.options as Array<{ value: string }>).map(({ value }) => ({
			resource: option.value as string,
			name: operation.option.value as string,
			channel: value,
			parameters: {
				...filledIn(fields),
				options: {},
				filters: {},
				returnAll: false,
				limit: 1,
			} as IDataObject,
		}));
	}),
);

test('there are seven channels, and lists of all of them', () => {
	expect(new Set(cases.map(({ channel }) => channel))).toEqual(new Set(Object.keys(BASES)));
	expect(cases.length).toBeGreaterThan(200);
});

test.each(cases)('$resource $name in $channel', async ({ resource, name, channel, parameters }) => {
	const api = answeringBy(() => says({ success: true, data: [{ id: 'x' }] }));
	const { error } = await chatbotOperation(resource, name).run({
		...parameters,
		channel,
		simplify: false,
	});
	expect(error).toBeUndefined();
	const base = BASES[channel];
	expect(api.requests).toHaveLength(1);
	const rest = api.requests[0].path.slice(base.length);
	expect(api.requests[0].path.startsWith(base)).toBe(true);
	expect(rest).toMatch(
		/^\/(account|bots|campaigns|chats|contacts|dialogs|flows|tags|triggers|variables)\b/,
	);
	expect(api.authorizations).toEqual([expect.stringMatching(/^Bearer key-\d+$/)]);
});
