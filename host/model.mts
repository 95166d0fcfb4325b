import { fastify, type FastifyReply } from 'fastify';

/** A message of the conversation, as OpenAI's chat completions have it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	/** Of a tool's result: the call that it answers. */
	tool_call_id?: string;
}

/** A tool as it was offered to the model. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON schema of its arguments. */
	parameters: { properties?: Record<string, { description?: string }>; required?: string[] };
}

/** What the model was asked. */
export interface Asked {
	messages: ChatMessage[];
	tools: OfferedTool[];
}

/** What the model does next: uses a tool, or has the last word. */
export type Step = { use: string; with: Record<string, unknown> } | { say: string };

/** Decides by all that was said so far, the results of tools included. */
export type Script = (asked: Asked) => Step;

export interface ScriptedModel {
	/** Base URL for n8n's OpenAI credential. */
	url: string;
	/** What it was asked since the script was set, in this order. */
	readonly asked: readonly Asked[];
	/** Plays another part from now on. */
	play(script: Script): void;
	close(): Promise<void>;
}

/** One step after the other, whatever comes back. */
export const steps =
	(...planned: Step[]): Script =>
	({ messages }) =>
		planned[resultsIn(messages).length] ?? { say: 'Done.' };

/** What the tools gave since the last words of the user. */
export function resultsIn(messages: readonly ChatMessage[]): string[] {
	const last = messages.findLastIndex(({ role }) => role === 'user');
	return messages
		.slice(last + 1)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => content ?? '');
}

interface Request {
	messages: ChatMessage[];
	tools?: Array<{ function: OfferedTool }>;
	stream?: boolean;
}

/**
 * A language model that follows a script, on loopback, in the form of OpenAI's chat completions: for workflows with
 * n8n's AI Agent that have to do the same each time.
 */
export async function startModel(): Promise<ScriptedModel> {
	let script: Script = steps();
	let asked: Asked[] = [];
	let calls = 0;
	const server = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });

	server.get('/v1/models', async () => ({
		object: 'list',
		data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'script' }],
	}));

	server.post('/v1/chat/completions', async (request, reply) => {
		const { messages, tools = [], stream } = request.body as Request;
		const now = { messages, tools: tools.map(({ function: tool }) => tool) };
		asked.push(now);
		const message = messageOf(script(now), `call_${++calls}`);
		return stream ? inPieces(reply, message) : whole(message);
	});

	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url: `${url}/v1`,
		get asked() {
			return asked;
		},
		play(next) {
			script = next;
			asked = [];
		},
		close: async () => await server.close(),
	};
}

export const MODEL = 'scripted';

interface Spoken {
	role: 'assistant';
	content: string | null;
	tool_calls?: Array<{
		id: string;
		type: 'function';
		function: { name: string; arguments: string };
	}>;
}

const messageOf = (step: Step, id: string): Spoken =>
	'say' in step
		? { role: 'assistant', content: step.say }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id,
						type: 'function',
						function: { name: step.use, arguments: JSON.stringify(step.with) },
					},
				],
			};

const reasonOf = ({ tool_calls }: Spoken) => (tool_calls ? 'tool_calls' : 'stop');

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

const whole = (message: Spoken) => ({
	id: 'chatcmpl-script',
	object: 'chat.completion',
	created: 0,
	model: MODEL,
	choices: [{ index: 0, message, finish_reason: reasonOf(message) }],
	usage,
});

/** The same as server-sent events. */
function inPieces(reply: FastifyReply, message: Spoken) {
	const { tool_calls, ...said } = message;
	const numbered = tool_calls?.map((call, index) => ({ index, ...call }));
	const pieces = [
		{ delta: { ...said, ...(numbered ? { tool_calls: numbered } : {}) }, finish_reason: null },
		{ delta: {}, finish_reason: reasonOf(message) },
	].map((choice) => ({
		id: 'chatcmpl-script',
		object: 'chat.completion.chunk',
		created: 0,
		model: MODEL,
		choices: [{ index: 0, ...choice }],
	}));
	const events = [...pieces.map((piece) => JSON.stringify(piece)), '[DONE]'];
	return reply.type('text/event-stream').send(events.map((event) => `data: ${event}\n\n`).join(''));
}
