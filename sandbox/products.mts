import { automation360 } from './automation360/index.mts';
import { chatbots } from './chatbots/index.mts';
import { courses } from './courses/index.mts';
import { crm } from './crm/index.mts';
import { email } from './email/index.mts';
import { files } from './files/index.mts';
import { flowWebhooks } from './flowWebhooks/index.mts';
import { popups } from './popups/index.mts';
import type { SandboxProduct } from './product.mts';
import { push } from './push/index.mts';
import { sms } from './sms/index.mts';
import { smtp } from './smtp/index.mts';
import { verifier } from './verifier/index.mts';
import { viber } from './viber/index.mts';

/** SendPulse's products, in the order of their tabs; one may use the stores of those before it. */
export const products: readonly SandboxProduct[] = [
	email,
	automation360,
	flowWebhooks,
	smtp,
	verifier,
	sms,
	viber,
	push,
	popups,
	chatbots,
	crm,
	courses,
	files,
];
