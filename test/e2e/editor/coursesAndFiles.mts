import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL, NODE, sendPulseWorkflow } from '../workflows.mts';
import type { Scene } from './scene.mts';

const FILE = 'Picture';
/** A dot, as a picture. */
const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Courses, automations and files: what is picked from a list, as the documents show it. */
export function courseAndFileTests(scene: Scene): void {
	const state = () => scene.stage.sandbox.state;

	describe('the courses node', () => {
		it('enrolls a buyer in the course that is picked', async () => {
			const { editor } = scene;
			const items = [{ order: 1001, email: 'nora.berg@mail.example', name: 'Nora' }];
			await scene.openNode(
				{ resource: 'student', operation: 'create' },
				items,
				'n8n-nodes-sendpulse.sendPulseCourse',
			);
			await editor.pickFromList('courseId', 'Flower arranging');
			await editor.dragInput('email', 'email');
			// Its plans are those of the course.
			await editor.addOption('Plan Name or ID');
			await editor.choose('courseTariffId', 'With a teacher');
			await editor.addOption('Skip Existing');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('nora.berg@mail.example').first().waitFor();
			await editor.screenshot(pictureFile('course-enroll'));
			const student = state().school.withEmail('nora.berg@mail.example');
			expect(student?.enrollments.get(3_120)).toMatchObject({ tariff: { id: 902 } });
		});
	});

	describe('an automation', () => {
		it('tells how one of its e-mails did', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'automation', operation: 'getElementStatistics' });
			await editor.pickFromList('automationId', 'Welcome series (active)');
			// The elements are those of the flow.
			await editor.pickFromList('elementId', 'email: Welcome to Holm & Sons');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('json');
			await editor.output.getByText('"opened"').first().waitFor();
			await editor.screenshot(pictureFile('automation-element'));
		});
	});

	describe('the file manager', () => {
		it('takes a file into the folder that is picked', async () => {
			const { editor } = scene;
			const input = sendPulseWorkflow(
				scene.credential,
				{ resource: 'file', operation: 'upload' },
				{ items: [{ picture: DOT }] },
			);
			input.nodes.push({
				id: '3d1f0f4e-0000-4000-8000-000000000003',
				name: FILE,
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				position: [110, 0],
				parameters: {
					operation: 'toBinary',
					sourceProperty: 'picture',
					options: { fileName: 'tulips.gif', mimeType: 'image/gif' },
				},
			});
			const { id } = await scene.stage.client.createWorkflow({
				...input,
				connections: {
					[MANUAL]: { main: [[{ node: FILE, type: 'main', index: 0 }]] },
					[FILE]: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
				},
			});
			await editor.openWorkflow(id);
			await editor.openNode(NODE);
			await editor.pickFromList('folderPath', '/images/spring');
			await editor.addOption('When File Exists');
			await editor.choose('whenExists', 'Keep Both');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('tulips.gif').first().waitFor();
			await editor.screenshot(pictureFile('file-upload'));
			expect(state().files.get('/images/spring/tulips.gif')?.mimeType).toBe('image/gif');
		});
	});
}
