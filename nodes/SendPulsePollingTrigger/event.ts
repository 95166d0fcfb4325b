import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Values } from '../engine/parameters/parameters';
import type { Watch } from '../engine/polling/poll';

/** Something that SendPulse does not report by itself, and how it is found. */
export interface PolledEvent {
	/** How it is chosen. */
	option: INodePropertyOptions & { value: string };
	/** What is asked for beside it. */
	fields: INodeProperties[];
	/** @param settings the node's parameters, those of `fields` among them; throws what is wrong with them */
	watch(settings: Values): Watch;
}
