/** The nodes that hold operations, under the name of their class and folder. */
import { SendPulse } from '../nodes/SendPulse/SendPulse.node';
import { resources as ofSendPulse } from '../nodes/SendPulse/operations';
import { SendPulseChatbot } from '../nodes/SendPulseChatbot/SendPulseChatbot.node';
import { resources as ofSendPulseChatbot } from '../nodes/SendPulseChatbot/operations';

export const ACTION_NODES = {
	SendPulse: { nodeType: new SendPulse(), resources: ofSendPulse },
	SendPulseChatbot: { nodeType: new SendPulseChatbot(), resources: ofSendPulseChatbot },
};

export type ActionNode = keyof typeof ACTION_NODES;

export const ACTION_NODE_NAMES = Object.keys(ACTION_NODES) as ActionNode[];
