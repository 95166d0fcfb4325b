/** `2026-01-05 10:00:00.000000+00:00`: "with fractions of a second and time zone" (OpenAPI, Contact and Deal). */
export const crmTime = (at: number) =>
	`${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}000+00:00`;
