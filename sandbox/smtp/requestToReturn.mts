import type { Letter } from './mails.mts';

/** What asks somebody to come back, by the language that was asked for. */
const words: Readonly<Record<string, { subject: string; link: string }>> = {
	en: { subject: 'Would you like to get our emails again?', link: 'Yes, subscribe me' },
	ru: { subject: 'Хотите снова получать наши письма?', link: 'Да, подписаться' },
	ua: { subject: 'Бажаєте знову отримувати наші листи?', link: 'Так, підписатися' },
	tr: { subject: 'E-postalarımızı yeniden almak ister misiniz?', link: 'Evet, abone ol' },
	es: { subject: '¿Desea volver a recibir nuestros correos?', link: 'Sí, suscribirme' },
	pt: { subject: 'Deseja voltar a receber os nossos e-mails?', link: 'Sim, subscrever' },
};

/** The e-mail of POST /smtp/resubscribe. Its text is made up. */
export function requestToReturn(email: string, sender: string, language: string): Letter {
	const { subject, link } = words[language] ?? (words.en as (typeof words)['en']);
	return {
		from: { email: sender, name: null },
		replyTo: null,
		to: [{ email, name: null }],
		cc: [],
		bcc: [],
		subject,
		html: `<p>${subject}</p><p><a href="https://sendpulse.example/resubscribe">${link}</a></p>`,
		text: null,
		attachments: [],
	};
}
