import type { IWebhookDescription } from 'n8n-workflow';

/** n8n's name for what is asked at an address before it is used. */
export const PROBE = 'setup';

/**
 * The one address of a trigger. Whoever is given an address may first ask by GET or HEAD whether it is
 * there: the answer is yes.
 */
export const deliveryWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Without it n8n would answer with the text "firstEntryJson".
		responseData: 'noData',
		path: 'webhook',
	},
	{
		name: PROBE,
		httpMethod: 'GET',
		responseMode: 'onReceived',
		responseData: 'noData',
		path: 'webhook',
		// The editor shows one address.
		ndvHideUrl: true,
	},
	{
		name: PROBE,
		httpMethod: 'HEAD',
		responseMode: 'onReceived',
		responseData: 'noData',
		path: 'webhook',
		ndvHideUrl: true,
	},
];

/** Likewise, of a trigger that registers its address itself: nobody has to see it. */
export const registeredWebhooks = deliveryWebhooks.map((webhook) => ({
	...webhook,
	ndvHideUrl: true,
}));

/** Likewise, of a trigger that says itself what is answered: with nothing here n8n takes what the node gives it. */
export const answeringWebhooks = deliveryWebhooks.map((webhook) => ({
	...webhook,
	responseData: '',
}));
