import type { Names } from '../../fields/statusName';

/** Bulk Email Service API, "Possible mailing list status". */
export const MAILING_LIST_STATUS: Names = {
	0: 'Active',
	1: 'Marked as deleted',
	3: "Awaiting the user's answer to the moderator",
	4: 'Blocked by the service',
	5: 'Blocked while addresses are copied into a campaign',
};

/** Bulk Email Service API, "Possible email address status". */
export const CONTACT_STATUS: Names = {
	0: 'New',
	1: 'Active',
	2: 'Confirmation requested',
	3: 'Activation requested',
	4: 'Unsubscribed',
	5: 'Rejected by the admin',
	6: 'Unsubscribed from all newsletters',
	7: 'Activation is requested',
	8: 'Blocked by the user',
	9: 'Sending error',
	10: 'Blocked by the list of hosts',
	11: "Blocked by the sender's name",
	12: 'Blocked by the part of the address',
	13: 'Deleted by the user',
	14: 'Temporarily unavailable',
};

/** Bulk Email Service API, "Possible campaign statuses". */
export const CAMPAIGN_STATUS: Names = {
	0: 'New',
	1: 'In moderation',
	2: 'Sending in progress',
	3: 'Sent',
	4: 'Test campaign',
	5: 'Blocked by the service',
	6: 'Marked to be deleted',
	7: 'Status updating',
	8: 'Test campaign sent',
	9: 'Delivery in progress',
	10: 'Being processed to be sent out',
	11: "Awaiting the user's answer to the moderator",
	12: 'No active addresses',
	13: 'Being created',
	14: 'Queued',
	15: 'Awaiting A/B testing results',
	16: 'Canceled by the user',
	22: 'Sending partially',
	23: 'Sent partially',
	25: 'Partially sent and blocked by the service',
	26: 'Draft',
	27: 'Requires editing',
	28: 'Scheduled to be resent to unread',
	33: 'Automation: balance exceeded',
	36: 'Automation draft',
};
