/** Courses and files in a real n8n: both examples, as a user has them after their notes. */
import type { Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { filledIn, picked } from './exampleFiles.mts';

const MANUAL = 'When clicking ‘Execute workflow’';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

/** Stores an example in n8n with its blanks filled in. */
async function stored(
	name: string,
	picks: Record<string, unknown>,
	lists: Record<string, unknown> = {},
): Promise<Workflow> {
	const sendPulse = await stage.credential(`For ${name}`);
	const workflow = filledIn(name, { sendPulse, picks });
	Object.assign(workflow.nodes.at(-1)!.parameters, lists);
	return await stage.client.createWorkflow(workflow);
}

it('buyers are enrolled once, and marked as paid', async () => {
	const { school } = stage.sandbox.state;
	const before = school.all().length;
	const workflow = await stored('course-enroll-buyer', { courseId: picked('3120') });
	for (const _ of [1, 2]) {
		const execution = await stage.client.execute(workflow, MANUAL);
		expect(execution.error).toBeUndefined();
		expect(execution.items('Mark as Paid')).toHaveLength(3);
		expect(execution.items('Not Enrolled')).toHaveLength(1);
	}
	expect(school.all()).toHaveLength(before + 1);
	const nora = school.withEmail('nora.berg@mail.example');
	expect(nora?.enrollments.get(3_120)).toMatchObject({ isPaid: true });
});

it('a picture of the campaign is in the file manager, and the campaign has its address', async () => {
	const { files, campaigns, lists } = stage.sandbox.state;
	const base = `https://s71.sendpul.se/files/emailservice/userfiles/${'0a'.repeat(16)}71/`;
	const workflow = await stored(
		'file-campaign-picture',
		{ senderEmail: picked('hello@shop.example'), emailUrlBase: base },
		{ mailingListIds: [lists.getByName('Newsletter')!.id] },
	);
	const execution = await stage.client.execute(workflow, MANUAL);
	expect(execution.error).toBeUndefined();
	expect(files.get('/images/campaigns/spring.gif')?.mimeType).toBe('image/gif');
	const made = [...campaigns.all()].find(({ subject }) => subject === 'Spring is here');
	expect(made?.body).toContain(`src="${base}images/campaigns/spring.gif"`);
});
