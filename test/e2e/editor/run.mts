import { glimpseFile } from '../../../host/pictures.mts';
import { byId } from '../workflows.mts';
import type { Scene } from './scene.mts';

const ANN = { email: 'ann@example.com', name: 'Ann', company: 'Flowers' };
const BO = { email: 'bo@example.com', name: 'Bo', company: 'Bikes' };

export function runTests(scene: Scene): void {
	describe('a run of the node', () => {
		const newsletter = () => {
			const list = scene.stage.sandbox.state.lists.getByName('Newsletter');
			if (!list) throw new Error('The sandbox has no list "Newsletter"');
			return list;
		};
		const addTo = (mailingListId: unknown) => ({
			resource: 'contact',
			operation: 'add',
			mailingListId,
			email: '={{ $json.email }}',
			variables: { mappingMode: 'autoMapInputData', value: null },
		});

		it('gives items as table, JSON and schema, with a hint what was done', async () => {
			const { editor } = scene;
			await scene.openNode(addTo(byId(newsletter().id)), [ANN, BO]);

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('2 contacts added in 1 request').waitFor();
			expect(await editor.outputTable()).toEqual({
				columns: ['success', 'mailingListId', 'email'],
				rows: [ANN, BO].map(({ email }) => ['true', String(newsletter().id), email]),
			});
			await editor.showOutputAs('json');
			await editor.output.getByText('"ann@example.com"').waitFor();
			await editor.showOutputAs('schema');
			await editor.output.getByText('ann@example.com').waitFor();
		});

		it('does not start as long as something required is empty', async () => {
			const { editor, stage } = scene;
			await scene.openNode(addTo({ __rl: true, mode: 'list', value: '' }), [ANN]);
			const before = stage.sandbox.log.length;

			expect(await editor.runNode()).toContain('Parameter "Mailing List" is required');

			await editor.issue('mailingListId').waitFor();
			expect(stage.sandbox.log).toHaveLength(before);
		});

		it('names the item and the field that are wrong where the output would be', async () => {
			const { editor } = scene;
			await scene.openNode(addTo(byId(newsletter().id)), [ANN, { ...BO, email: 'bo@example' }]);

			expect(await editor.runNode()).toContain("'Email' is not an e-mail address: 'bo@example'");

			await editor.error
				.getByText("Item 2: 'Email' is not an e-mail address: 'bo@example'.")
				.waitFor();
			await editor.output.getByText("under 'On Error' in this node's settings").waitFor();
			await editor.screenshot(glimpseFile('error-item'));
			expect(newsletter().contacts.get(ANN.email)).toBeUndefined();
		});

		it('says what SendPulse says, with a remedy', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'count', mailingListId: byId(123) });

			await editor.runNode();

			await editor.error
				.getByText(/^There is no such mailing list\. .* SendPulse says: Book not found/)
				.waitFor();
			await editor.screenshot(glimpseFile('error-answer'));
		});

		it.each([
			['contact', ['email', 'status', 'statusName']],
			['mailingList', ['id', 'name', 'all_email_qty', 'active_email_qty']],
			['campaign', ['id', 'name', 'status', 'statusName', 'send_date']],
			['template', ['id', 'real_id', 'name']],
			['sender', ['email', 'name', 'status']],
			['tag', ['id', 'name', 'color']],
		])('lists each %s in a row of its own, what matters in front', async (resource, first) => {
			const { editor, stage } = scene;
			const customers = stage.sandbox.state.lists.getByName('Customers');
			await scene.openNode({
				resource,
				operation: 'getMany',
				limit: 2,
				// For contacts; the others have no such parameter.
				mailingListId: byId(customers?.id ?? 0),
			});

			expect(await editor.runNode()).toContain('executed successfully');

			const { columns, rows } = await editor.outputTable();
			expect(columns.slice(0, first.length)).toEqual(first);
			expect(rows).toHaveLength(2);
			await editor.screenshot(glimpseFile(`output-${resource}`));
		});
	});
}
