import type { FastifyInstance } from 'fastify';
import { asArguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { products } from '../products.mts';
import { requestsSection } from './requests.mts';
import { contentSecurityPolicy, shell, type PageLink } from './shell.mts';
import type { View } from './view.mts';

const pages = products.flatMap((product) => product.views.map((view) => ({ product, view })));

/**
 * The page that shows what is in the sandbox and what it was asked: a tab for each product, its views below it.
 * `view` chooses one of them, whose own the rest of the query is.
 */
export function pageRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/', async (request, reply) => {
		sandbox.agenda.catchUp();
		const query = asArguments(request.query);
		const { profile } = sandbox.state.account;
		const page = pages.find(({ view }) => view.name === query.view) ?? pages[0];
		if (!page) throw new Error('There is no product to show');
		const { product, view } = page;
		reply
			.type('text/html; charset=utf-8')
			.header('content-security-policy', contentSecurityPolicy(view.dragging));
		return shell({
			account: `${profile.name}, ${profile.email}`,
			zone: profile.locale,
			title: view.title,
			products: products.map(({ title, views }) => ({
				title,
				path: pathOf(views[0]),
				// A product of one view is that view.
				current: product.title !== title ? null : views.length === 1 ? 'page' : 'true',
			})),
			product: product.title,
			dragging: view.dragging === true,
			views: product.views.length === 1 ? [] : product.views.map((one) => linkTo(one, view)),
			sections: [
				...view.sections(sandbox, query),
				requestsSection(sandbox),
				...(view.below?.(sandbox, query) ?? []),
			],
		});
	});
}

const linkTo = (view: View, current: View): PageLink => ({
	title: view.title,
	path: pathOf(view),
	current: view === current ? 'page' : null,
});

const pathOf = (view: View) => (view === pages[0]?.view ? '/' : `/?view=${view.name}`);
