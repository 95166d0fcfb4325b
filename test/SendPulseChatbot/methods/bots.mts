/** SendPulse with bots in several channels, as pick lists ask for them. */
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, says, type Answer, type Arrived, type StandIn } from '../../api.mts';

export const SHOP = '5f1a2b3c4d5e6f7a8b9c0d10';
export const SUPPORT = '5f1a2b3c4d5e6f7a8b9c0d11';

export const telegramBot = (id: string, name: string): IDataObject => ({
	id,
	// What /chatbots/bots gives away (chatbots service API, GET /bots).
	channel_data: { access_token: `1:secret-of-${name}`, id: 1, name, username: `${name}_bot` },
	inbox: { total: 1, unread: 0 },
	status: 3,
	created_at: '2020-12-11T21:00:00+00:00',
});

export const upTo = <T,>(count: number, make: (number: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index + 1));

interface Lists {
	/** Telegram's. */
	bots?: IDataObject[];
	/** What is at a path, by bot. */
	records?: Record<string, IDataObject[]>;
	/** Pages are no longer than this, whatever was asked for. */
	longest?: number;
}

const queryOf = ({ path }: Arrived) => new URL(path, 'https://x').searchParams;

/** Lists of Telegram bots, in pages of the API's own size. */
export function listing({ bots = [], records = {}, longest = Infinity }: Lists): StandIn {
	const page = (all: IDataObject[], request: Arrived): Answer => {
		const [size, skip] = ['size', 'skip'].map((name) => Number(queryOf(request).get(name)));
		return says({ success: true, data: all.slice(skip, skip + Math.min(size, longest)) });
	};
	return answeringBy((request) => {
		if (request.path === '/chatbots/bots') return says({ success: true, data: bots });
		if (/^\/telegram\/bots\?/.test(request.path)) return page(bots, request);
		return page(records[queryOf(request).get('bot_id') ?? ''] ?? [], request);
	});
}

/** Each request without its page. */
export const pathsOf = ({ requests }: StandIn) =>
	requests.map(({ path }) => path.replace(/[?&]size=100&skip=\d+/, ''));
