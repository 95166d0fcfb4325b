/** What people type into n8n's panel of nodes, asked of n8n's own search. */
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { projectRoot } from '../host/projectRoot.mts';

const ROOT = projectRoot();

const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const nodes = n8n.nodes.map((built) => {
	const path = join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, ''));
	const className = built.split('/').at(-2)!;
	const nodeClass = (require(path) as Record<string, new () => INodeType>)[className];
	const codex = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as { alias: string[] };
	return { ...new nodeClass().description, codex };
});

/** The panel has one entry for a node and its trigger, with the name and the words of the node. */
const entries = nodes
	.filter(({ name }) => !nodes.some((other) => name === `${other.name}Trigger`))
	.map((properties) => ({ properties }));

/** Our entries that are found, best first. */
const found = (text: string) =>
	sublimeSearch(text, entries).map(({ item }) => item.properties.displayName);

/** By words that mean one of them, or as much one as the other. */
const WORDS: Array<[string[], string]> = [
	[
		['SendPulse'],
		'newsletter, newsletters, subscriber, subscribers, mailing list, mailing lists, email marketing, e-mail marketing, campaign, email campaign, email campaigns, bulk email, audience, segment, template, email template, sender, blacklist, suppression list, gdpr, erasure, forget, right to be forgotten, delete contact, delete personal data, unsubscribed, double opt-in, opt out, import contacts, import csv, clean up, e-mail, file manager',
	],
	[
		['SendPulse SMTP'],
		'smtp, transactional, transactional email, receipt, order confirmation, notification, email delivered',
	],
	// The name of the verifier holds both words.
	[['SendPulse SMTP', 'SendPulse Email Verifier'], 'send email'],
	[['SendPulse', 'SendPulse SMTP'], 'unsubscribe, email opened, email clicked'],
	[['SendPulse', 'SendPulse SMTP', 'SendPulse Email Verifier'], 'bounce, bounces'],
	[['SendPulse', 'SendPulse CRM'], 'contact, contacts'],
	[
		['SendPulse Chatbot'],
		'chatbot, chat bot, telegram, whatsapp, whatsapp template, whatsapp message, send whatsapp message, template message, messenger, facebook, instagram, live chat, tiktok, incoming message',
	],
	[['SendPulse Chatbot', 'SendPulse Viber Campaigns'], 'viber'],
	[['SendPulse Viber Campaigns'], 'bulk message'],
	[['SendPulse SMS'], 'sms, text message, otp, bulk sms'],
	[
		['SendPulse Email Verifier'],
		'verify email, verify address, email verification, check email address, email validation, validate email, email checker, list cleaning, disposable',
	],
	[['SendPulse Web Push'], 'web push, push notification, browser notification'],
	[['SendPulse Pop-Ups'], 'popup, pop-up, widget, nps, subscription form, quiz'],
	[['SendPulse Pop-Ups', 'SendPulse CRM'], 'lead'],
	[
		['SendPulse Courses'],
		'lms, course, online course, student, enroll, enroll student, e-learning',
	],
	[['SendPulse CRM'], 'crm, deal, deals, pipeline, company, companies, sales'],
	[['SendPulse', 'SendPulse Automation Trigger'], 'automation 360, a360'],
	[['SendPulse Automation Trigger'], 'goal reached, send webhook'],
	[['SendPulse Polling Trigger'], 'campaign report, campaign finished'],
];

test.each(WORDS)('%j come first for: %s', (expected, texts) => {
	for (const text of texts.split(', ')) {
		const first = found(text).slice(0, expected.length);
		expect([text, first.sort()]).toEqual([text, [...expected].sort()]);
	}
});

test.each(['sendpulse', 'send pulse', 'Send Pulse'])('all are there for: %s', (text) => {
	expect(found(text).sort()).toEqual(
		entries.map(({ properties }) => properties.displayName).sort(),
	);
});

test('webhook finds the mailing lists, the chats and the single e-mails', () => {
	const expected = ['SendPulse', 'SendPulse Chatbot', 'SendPulse SMTP'];
	expect(found('webhook')).toEqual(expect.arrayContaining(expected));
});

test('what a trigger is to be found by is asked of its node', () => {
	for (const { name, displayName, codex } of nodes) {
		const node = entries.find(({ properties }) => name === `${properties.name}Trigger`);
		if (!node) continue;
		const missing = codex.alias.filter(
			(word) => !found(word).includes(node.properties.displayName),
		);
		expect([displayName, missing]).toEqual([displayName, []]);
	}
});
