import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { fetchToken, signed, type SendPulseCredential } from '../nodes/engine/api/token';

/**
 * One credential, two ways in: client id and secret (a token that n8n keeps and renews), or a
 * static API key. Not named `sendPulseApi`: that name belongs to the vendor's package, and n8n
 * knows credential types by their bare name.
 */
export class SendPulseRestApi implements ICredentialType {
	name = 'sendPulseRestApi';

	displayName = 'SendPulse API';

	icon: Icon = { light: 'file:../icons/sendpulse.svg', dark: 'file:../icons/sendpulse.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-sendpulse/n8n-nodes-sendpulse#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'In SendPulse open <a href="https://login.sendpulse.com/settings/#api" target="_blank">Settings > API</a> and switch the API on. Its ID and Secret are what n8n calls Client ID and Client Secret; instead of both you may generate an API key there.',
			name: 'whereToFind',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'ID and Secret',
					value: 'clientCredentials',
					description: 'Access tokens are fetched and renewed for you',
				},
				{
					name: 'API Key',
					value: 'apiKey',
					description: 'A key that stays valid until you revoke it',
				},
			],
			default: 'clientCredentials',
		},
		// n8n gives fields of these names labels of its own, whatever stands here.
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['clientCredentials'] } },
			description: 'The ID in SendPulse: Settings > API',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['clientCredentials'] } },
			description: 'The Secret in SendPulse: Settings > API',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['apiKey'] } },
			description: 'In SendPulse: Settings > API > API keys > Generate',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.sendpulse.com',
			required: true,
			description:
				'Change it only for a proxy or the sandbox. It must be https, or http on this machine (e.g. http://127.0.0.1:8025).',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Called by n8n when no token is stored, and once after a 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ token?: string }> {
		const credential = credentials as unknown as SendPulseCredential;
		if (credential.authentication === 'apiKey') return {};
		return { token: await fetchToken(this.helpers, credential) };
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signed(credentials, requestOptions);

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/user/info' },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'SendPulse did not accept these credentials. Check in SendPulse (Settings > API) that they are complete and not revoked.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'SendPulse refused access (403). The key may be limited to other IP addresses: see Settings > API > API keys in SendPulse.',
				},
			},
		],
	};
}
