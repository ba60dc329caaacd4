import { posix } from 'node:path';
import {
  listOf,
  member,
  originOf,
  type Place,
  type StaticData,
  stringMember,
} from '../../config/values.ts';
import type { DerivedPage } from '../../record.ts';
import { slug } from '../../slug.ts';
import type { Folder } from '../readers/folder.ts';
import { Descriptions, type Operation, operationPage, writtenPage } from '../readers/operations.ts';
import { trimmed } from '../readers/urls.ts';

interface Where {
  /** Folder of the documents, relative to that of the site. */
  docs: string;
  /** Of the plugins. */
  place: Place;
}

/**
 * The pages that starlight-openapi makes: an overview of each description, its tags and its operations.
 *
 * https://starlight-openapi.vercel.app/configuration/
 */
export function pagesOfOpenApi(
  folder: Folder,
  options: StaticData,
  { docs, place }: Where,
): DerivedPage[] {
  const descriptions = new Descriptions(folder, place);
  const plugins = listOf(member(options, 'plugins'));
  const apis = plugins.filter((plugin) => originOf(plugin)?.call === 'starlightOpenAPI').flat();
  return apis.flatMap((api): DerivedPage[] => {
    const [base, schema] = [stringMember(api, 'base'), stringMember(api, 'schema')];
    if (base === undefined || schema === undefined) return [];
    const file = posix.join(schema);
    const data = descriptions.read(file);
    if (data === undefined) return [];
    const root = trimmed(base).split('/').map(slug).join('/');
    const at = (name: string) => ({
      path: folder.inProject(posix.join(docs, root, name)),
      from: folder.inProject(file),
    });
    const operations = descriptions.operations(file);
    return [
      writtenPage({ ...at('index.md'), matter: { title: 'Overview' }, content: overviewOf(data) }),
      ...listOf(member(data, 'tags')).flatMap((tag): DerivedPage[] => {
        const [title, content] = [stringMember(tag, 'name'), stringMember(tag, 'description')];
        if (!title || !content) return [];
        return [
          writtenPage({ ...at(`operations/tags/${slug(title)}.md`), matter: { title }, content }),
        ];
      }),
      ...operations.map((operation) => {
        const { name, title } = namesOf(operation, operations);
        return operationPage(operation, { ...at(`${name}.md`), matter: { title } });
      }),
    ];
  });
}

function overviewOf(data: StaticData): string {
  const info = (key: string) => stringMember(data, 'info', key) ?? '';
  return `## ${info('title')} (${info('version')})\n\n${info('description')}`.trimEnd();
}

/** The route of an operation below that of its description, and its title; those of one path may share an id. */
function namesOf(operation: Operation, all: readonly Operation[]): { name: string; title: string } {
  const { method, path, data } = operation;
  const idOf = (one: Operation) => stringMember(one.data, 'operationId') ?? one.path;
  const id = idOf(operation);
  const summary = stringMember(data, 'summary');
  if (method === 'webhook') return { name: `webhooks/${slug(id)}`, title: summary ?? id };
  const shared = all.filter((one) => one.path === path && idOf(one) === id).length > 1;
  return {
    name: `operations/${slug(id)}${shared ? `/${slug(method)}` : ''}`,
    title: summary ?? (shared ? `${id} (${method.toUpperCase()})` : id),
  };
}
