import type { FastifyInstance } from 'fastify';
import {
	asArguments,
	check,
	isBase64Text,
	isMissing,
	isOneOf,
	isQueryBoolean,
	isTrue,
	isType,
	LANGUAGES,
	pageOf,
	pageRules,
	passes,
	required,
	withoutEmpty,
	type Arguments,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { decodeBase64 } from '../../encoding.mts';
import { refusals } from '../../errors.mts';
import type { Template } from '../templates.mts';

const OWNERS = ['me', 'sendpulse'];

/** Templates (Bulk Email Service API, Templates; complaints from the OpenAPI bulk-email description). */
export function templateRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;

	api.post('/template', async (request) => {
		const { templates, account } = sandbox.state;
		const args = withoutEmpty(asArguments(request.body));
		check(args, [
			required('body'),
			isBase64Text('body'),
			isType('name', 'string'),
			passes(
				'name',
				(name) => !own(sandbox).some((template) => template.name === name),
				refusals.templateNameInUse(),
			),
			...(options.templateLangRequired ? [required('lang')] : []),
			isType('lang', 'string'),
			isOneOf('lang', LANGUAGES),
		]);
		const createdAt = clock.now();
		const date = accountDate(createdAt, account.profile.locale);
		const template = templates.add({
			name: isMissing(args.name)
				? `Template ${date.slice(0, 10).replaceAll('-', '.')}${date.slice(10)}`
				: String(args.name),
			lang: isMissing(args.lang) ? 'en' : String(args.lang),
			body: decodeBase64(String(args.body)),
			createdAt,
		});
		return { result: true, real_id: template.realId };
	});

	api.post('/template/edit/:id', async (request) => {
		const { templates } = sandbox.state;
		const template = templates.find((request.params as { id: string }).id);
		if (template?.owner !== 'me') throw refusals.noTemplateToEdit();
		if (template.isLayout) throw refusals.layoutTemplate();
		const args = withoutEmpty(asArguments(request.body));
		check(args, [
			required('body'),
			isBase64Text('body'),
			isType('lang', 'string'),
			// It must be the one that was given when the template was made.
			isOneOf('lang', [template.lang]),
		]);
		templates.edit(template, decodeBase64(String(args.body)));
		return { result: true };
	});

	api.get('/template/:id', async (request) => {
		const query = asArguments(request.query);
		const { id } = request.params as { id: string };
		return one(query, [sandbox.state.templates.find(id)]);
	});

	api.get('/template/slug/:slug', async (request) => {
		const query = asArguments(request.query);
		const { slug } = request.params as { slug: string };
		return one(
			query,
			sandbox.state.templates.all().filter((template) => template.slug === slug),
		);
	});

	for (const path of ['/templates', '/templates/:lang']) {
		api.get(path, async (request) => {
			const query = asArguments(request.query);
			const { lang } = request.params as { lang?: string };
			check({ ...query, lang }, [
				isOneOf('owner', OWNERS),
				isQueryBoolean('only_active', options.queryBooleans),
				...pageRules,
				isOneOf('lang', LANGUAGES),
			]);
			const { limit, offset } = pageOf(query, options.templatesMostPerPage);
			const owner = query.owner ?? (options.templatesOwner === 'all' ? undefined : 'sendpulse');
			return [...own(sandbox), ...ofSendPulse(sandbox)]
				.filter((template) => owner === undefined || template.owner === owner)
				.filter((template) => lang === undefined || template.lang === lang)
				.filter(({ isProcessing }) => !isTrue(query.only_active) || !isProcessing)
				.slice(offset, offset + limit)
				.map((template) => ({ ...head(template), ...tail(template) }));
		});
	}

	function one(query: Arguments, found: ReadonlyArray<Template | undefined>) {
		check(query, [isOneOf('owner', OWNERS), isType('lang', 'string')]);
		const owner = query.owner ?? (options.templateOwner === 'me' ? 'me' : undefined);
		const template = found.find(
			(candidate) =>
				candidate !== undefined &&
				(owner === undefined || candidate.owner === owner) &&
				(isMissing(query.lang) || candidate.lang === query.lang),
		);
		if (!template) throw refusals.templateNotFound();
		if (template.isProcessing) throw refusals.templateInProcessing();
		return {
			...head(template),
			is_structure: template.isLayout,
			...tail(template),
			...(options.templateBody === 'base64' && {
				body: Buffer.from(template.body).toString('base64'),
			}),
		};
	}

	const head = (template: Template) => ({
		id: template.hash,
		real_id: template.realId,
		lang: template.lang,
		name: template.name,
		name_slug: template.slug,
		created: accountDate(template.createdAt, sandbox.state.account.profile.locale),
		full_description: template.description,
	});

	const tail = ({ category, tags, owner, hash }: Template) => ({
		category: category?.code ?? '',
		category_info: category ?? [],
		tags: tags.length === 0 ? [] : Object.fromEntries(tags.map((tag) => [tag, tag])),
		owner: owner === 'me' ? options.ownTemplates : owner,
		preview: `https://login.sendpulse.com/files/emailservice/templates/preview/${hash}.png`,
	});
}

const own = ({ state }: SandboxContext) =>
	state.templates.all().filter(({ owner }) => owner === 'me');

const ofSendPulse = ({ state }: SandboxContext) =>
	state.templates.all().filter(({ owner }) => owner === 'sendpulse');
