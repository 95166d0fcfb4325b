import type { FastifyReply } from 'fastify';

const POLICY =
	"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A mail as a program for mails shows it: in a page of its own, where nothing runs and nothing is fetched. */
export const showMail = (reply: FastifyReply, html: string) =>
	reply
		.type('text/html; charset=utf-8')
		.header('content-security-policy', POLICY)
		.header('referrer-policy', 'no-referrer')
		.send(html);
