import type { IDataObject } from 'n8n-workflow';

/** An event as SendPulse sends it, with whatever fields it has. */
export type DeliveredEvent = IDataObject & { event: string };

export const isEvent = (record: IDataObject): record is DeliveredEvent =>
	typeof record.event === 'string';

/** Which event it is. */
export const nameOf = ({ event }: DeliveredEvent) => event.trim().toLowerCase();
