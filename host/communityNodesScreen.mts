import type { Locator, Page } from 'playwright-core';

/** n8n's *Settings > Community nodes*, used as people use it. */
export class CommunityNodesScreen {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async open(): Promise<void> {
		await this.page.goto(`${this.url}/settings/community-nodes`);
		await this.page
			.getByRole('button', { name: /^install/i })
			.first()
			.waitFor();
	}

	/** Installs a package from the npm registry, whose risks are accepted. */
	async install(name: string): Promise<void> {
		await this.page
			.getByRole('button', { name: /^install/i })
			.first()
			.click();
		await this.page.getByTestId('package-name-input').fill(name);
		await this.page.getByTestId('user-agreement-checkbox').click();
		await this.page.getByTestId('install-community-package-button').click();
		await this.package(name).waitFor();
	}

	/** What the screen shows of an installed package. */
	package(name: string): Locator {
		return this.page.getByTestId('community-package-card').filter({ hasText: name });
	}

	/** Updates a package that has an update. */
	async update(name: string): Promise<void> {
		await this.package(name).getByRole('button', { name: 'Update' }).click();
		await this.confirm();
	}

	/** Uninstalls a package. */
	async uninstall(name: string): Promise<void> {
		await this.package(name).getByTestId('action-toggle').click();
		await this.page.getByRole('menuitem', { name: /uninstall/i }).click();
		await this.confirm();
		await this.package(name).waitFor({ state: 'detached' });
	}

	private async confirm(): Promise<void> {
		const dialog = this.page.getByTestId('communityPackageManageConfirm-modal');
		await dialog.getByRole('button').last().click();
		await dialog.waitFor({ state: 'detached' });
	}
}
