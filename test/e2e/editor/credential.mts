import { glimpseFile, pictureFile } from '../../../host/pictures.mts';
import type { Scene } from './scene.mts';

export function credentialTests(scene: Scene): void {
	describe('the dialog of the credential', () => {
		const account = () => scene.stage.sandbox.state.account;

		it.each([
			[
				'client ID and secret',
				async () => await scene.editor.setParameter('clientId', account().clientId),
				'clientSecret',
				() => account().clientSecret,
				/did not accept the ID and Secret/,
				'credential-tested',
				pictureFile,
			],
			[
				'an API key',
				async () => await scene.editor.choose('authentication', 'API Key'),
				'apiKey',
				() => account().apiKeys[0]?.key ?? '',
				/did not accept these credentials/,
				'credential-api-key',
				glimpseFile,
			],
		])(
			'refuses a wrong secret and tests a right one: %s',
			async (_, prepare, secret, right, refusal, name, file) => {
				const { editor } = scene;
				await scene.openNode();
				await editor.newCredential();
				await prepare();
				await editor.setParameter('baseUrl', scene.stage.sandboxUrl);

				await editor.setParameter(secret, 'not the right one');
				await editor.saveCredential();
				const dialog = editor.credentialDialog;
				await dialog.getByText('Couldn’t connect with these settings').waitFor();
				await dialog.getByText('More details').click();
				await dialog.getByText(refusal).waitFor();
				await editor.screenshot(glimpseFile(`${name}-refused`));

				await editor.setParameter(secret, right());
				await editor.saveCredential();
				await dialog.waitFor({ state: 'detached' });
				await editor.openCredential();
				await dialog.getByText('Connection tested successfully').waitFor();
				// n8n shows a marker in place of what it keeps.
				expect(await editor.parameter(secret).locator('input').inputValue()).not.toBe(right());
				await editor.screenshot(file(name));
			},
		);
	});
}
