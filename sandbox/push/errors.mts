import { ApiError, invalid } from '../errors.mts';

/** Refusals of web push. Code 711 is documented; words, and statuses, are assumptions. */
export const pushRefusals = {
	slotTaken: (status: number) =>
		new ApiError(status, 711, 'Push campaigns limit exceeded (1 per 15 minutes for a website)'),
	date: () =>
		new ApiError(
			422,
			799,
			'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
		),
	website: () => invalid('Website not found'),
	pictureSize: (name: string) => invalid(`Argument ${name} exceeds 200 kB`),
	unknown: (name: string) => invalid(`Argument ${name} is unknown`),
	unsubscribed: () => invalid('The subscriber has unsubscribed'),
};
