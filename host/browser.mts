import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, selectors, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

// For machines without a display.
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// What a test sees must not hang on somebody else's server. (Playwright's own way would switch the cache off, and
	// the editor would take three times as long to load.)
	'--no-proxy-server',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
	// The same letters and edges everywhere.
	'--font-render-hinting=none',
	'--hide-scrollbars',
];

const HINT = [
	'There is no Chromium to open the editor in. Install one, or name one in CHROMIUM_PATH:',
	'  Debian, Ubuntu: apt install chromium',
	'  Fedora:         dnf install chromium',
	'  macOS:          brew install --cask google-chrome',
	'  Windows:        winget install Google.Chrome',
].join('\n');

/**
 * Starts a Chromium without a window: the one named in `CHROMIUM_PATH`, else one in `PATH`, else Google Chrome where
 * its installer puts it. It reaches this machine only, and ends with this process at the latest.
 *
 * @throws with a hint how to get one
 */
export async function openBrowser(): Promise<Browser> {
	// n8n marks its parts so.
	selectors.setTestIdAttribute('data-test-id');
	const executablePath = process.env.CHROMIUM_PATH || inPath();
	if (executablePath) return await chromium.launch({ executablePath, args: QUIET });
	try {
		return await chromium.launch({ channel: 'chrome', args: QUIET });
	} catch (error) {
		throw new Error(HINT, { cause: error });
	}
}

function inPath(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
