import { HOST, refuses, says, StandIn, type Answer, type Arrived } from '../api.mts';
import { StoredCredential } from '../n8n.mts';

export const SECRET = 'very-secret-1';

let stored = 0;

/** A credential with client id and secret, of an account of its own. */
export const clientCredentials = (more = {}) =>
	new StoredCredential(
		{ clientId: `client-id-${++stored}`, clientSecret: SECRET, ...more },
		`oauth-credential-${stored}`,
	);

export const isTokenRequest = ({ path }: Arrived) => path === '/oauth/access_token';

/** The refusal of the token endpoint for a wrong id or secret. */
export const INVALID_CLIENT: Answer = {
	status: 401,
	body: {
		error: 'invalid_client',
		error_description: 'Client authentication failed.',
		message: 'Client authentication failed.',
		error_code: 1,
	},
};

interface TokenRequest {
	grant_type: string;
	client_id: string;
	client_secret: string;
}

/** SendPulse with its token endpoint: hands out token-1, token-2 …, and takes what it handed out. */
export class TokenIssuer {
	/** The secret that it knows. */
	secret = SECRET;

	expiresIn: number | undefined = 3600;

	readonly standIn: StandIn;

	private readonly valid = new Set<string>();

	private issued = 0;

	/** @param answer to what comes with a valid token */
	constructor(
		private readonly answer: (request: Arrived) => Answer = () => says({ total: 7 }),
		host = HOST,
	) {
		this.standIn = new StandIn((request) => this.reply(request), { host });
	}

	/** The tokens handed out so far end at once. */
	revoke(): void {
		this.valid.clear();
	}

	get tokenRequests(): Arrived[] {
		return this.standIn.requests.filter(isTokenRequest);
	}

	/** The Authorization headers of everything but token requests. */
	get used(): Array<string | undefined> {
		return this.standIn.authorizations.filter(
			(_, index) => !isTokenRequest(this.standIn.requests[index]),
		);
	}

	private reply(request: Arrived): Answer {
		if (isTokenRequest(request)) {
			if ((request.body as TokenRequest).client_secret !== this.secret) return INVALID_CLIENT;
			const token = `token-${++this.issued}`;
			this.valid.add(`Bearer ${token}`);
			return says({ access_token: token, token_type: 'Bearer', expires_in: this.expiresIn });
		}
		const authorization = this.standIn.authorizations[this.standIn.authorizations.length - 1];
		return this.valid.has(String(authorization))
			? this.answer(request)
			: refuses(401, 401, 'Unauthorized!');
	}
}
