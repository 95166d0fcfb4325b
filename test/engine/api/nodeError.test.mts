import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { inspect } from 'node:util';
import { ApiFailure } from '../../../nodes/engine/api/failures';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { asHookError, asNodeError } from '../../../nodes/engine/api/nodeError';

const node = { name: 'SendPulse', type: 'sendPulse', parameters: {} } as unknown as INode;

test('a failure of the API: message, words and status', () => {
	const failure = new ApiFailure('refused', 'No such list.', {
		status: 404,
		code: 213,
		words: 'Book not found',
	});
	const error = asNodeError(node, failure);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'No such list.',
		description: 'Book not found',
		httpCode: '404',
	});
	expect(asNodeError(node, failure, 'Item 5: no.').message).toBe('Item 5: no.');
	// What is in the message already is not repeated below it.
	expect(asNodeError(node, failure, 'No: Book not found.')).toMatchObject({
		message: 'No: Book not found.',
		description: undefined,
	});
});

test('while a trigger is switched on, nothing stands in the way of the message', () => {
	const failure = new ApiFailure('refused', 'Copy the secret again.', {
		status: 401,
		words: 'Unauthorized!',
	});
	expect(asHookError(node, failure)).toMatchObject({
		message: 'Copy the secret again.',
		description: null,
		httpCode: '401',
	});
	expect(asHookError(node, new InputProblem('Too short.')).message).toBe('Too short.');
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'])(
	'n8n has no words of its own for ours, though the reason was %s',
	(words) => {
		const error = asNodeError(node, new ApiFailure('unreachable', 'It is away. Look.', { words }));
		expect(error.message).toBe('It is away. Look.');
	},
);

test('whatever else hangs on a failure stays behind', () => {
	const failure = Object.assign(new ApiFailure('unclear', 'Lost.'), {
		cause: { config: { headers: { Authorization: 'Bearer secret-1' } } },
		response: { data: 'secret-1' },
	});
	expect(inspect(asNodeError(node, failure), { depth: 20, showHidden: true })).not.toContain(
		'secret-1',
	);
});

test('what is wrong with the input is an error of the node', () => {
	const error = asNodeError(node, new InputProblem("'Email' is empty."));
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({ message: "'Email' is empty." });
	expect(asNodeError(node, 'text').message).toBe('text');
});

test("n8n's own errors stay as they are", () => {
	const own = new NodeOperationError(node, 'own');
	expect(asNodeError(node, own)).toBe(own);
});
