/** How flows write dates: without a zone. Assumption: UTC; in one answer of the service there were two clocks. */
export const utcDate = (time: number) =>
	new Date(time).toISOString().slice(0, 19).replace('T', ' ');
