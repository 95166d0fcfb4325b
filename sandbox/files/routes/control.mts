import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';

/** Files as they are, and what people do to them in SendPulse itself. */
export function fileControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/files', async () => ({
		folders: sandbox.state.files.folders(),
		files: sandbox.state.files
			.all()
			.map(({ path, content, mimeType }) => ({ path, mimeType, size: content.length })),
	}));

	// Whatever it is, nothing of it runs.
	server.get('/sandbox/files/content', async (request, reply) => {
		const file = sandbox.state.files.get(String(asArguments(request.query).path));
		if (!file) return refuse(reply, 404, 'no such file');
		return reply
			.type(file.mimeType || 'application/octet-stream')
			.header('content-security-policy', "sandbox; default-src 'none'")
			.header('x-content-type-options', 'nosniff')
			.send(file.content);
	});

	server.post('/sandbox/files/delete', async (request, reply) => {
		const path = String(asArguments(request.body).path);
		if (!sandbox.state.files.delete(path)) return refuse(reply, 404, 'no such file');
		return finish(request, reply, '/?view=files');
	});
}
