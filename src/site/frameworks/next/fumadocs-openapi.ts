import { posix } from 'node:path';
import { UnknownCall } from '../../config/calls.ts';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  originOf,
  type Place,
  type StaticData,
  type StaticObject,
  stringMember,
  textsOf,
  Unknown,
} from '../../config/values.ts';
import type { DerivedPage } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { Descriptions, type Operation, operationPage } from '../readers/operations.ts';
import { descriptionFiles } from './shared-modules.ts';

interface Where {
  /** What the loader of the documents takes. */
  source: StaticData;
  /** Folder of the documents, relative to that of the site. */
  docs: string;
}

/**
 * The pages of operations that Fumadocs makes without files for them, where a loader takes
 * `openapiSource(openapi, options)` or `openapi.staticSource(options)` beside the documents.
 *
 * https://fumadocs.dev/docs/integrations/openapi
 */
export function pagesOfApis(folder: Folder, { source, docs }: Where): DerivedPage[] {
  return sourcesIn(source, folder).flatMap((options): DerivedPage[] => {
    const { place } = originOf(options)!;
    const naming = namingOf(options);
    const files = descriptionFiles(folder);
    if (naming === undefined || files.length === 0) {
      const which = naming
        ? 'whose description is not in the project'
        : 'named by a rule of their own';
      folder.note('openapi', new Unknown(place, `pages of an API ${which}; they are missing`));
      return [];
    }
    const base = stringMember(options, 'baseDir') ?? '';
    const descriptions = new Descriptions(folder, place);
    return files.flatMap((file) =>
      descriptions.operations(file).flatMap((operation) =>
        naming(operation).map((name) =>
          operationPage(operation, {
            path: folder.inProject(posix.join(docs, base, `${name}.md`)),
            from: folder.inProject(file),
            matter: { title: titleOf(operation) },
          }),
        ),
      ),
    );
  });
}

/** The options of the calls that make such pages, in what a loader takes. */
function sourcesIn(source: StaticData, folder: Folder): StaticObject[] {
  if (source instanceof UnknownCall) return source.args.flatMap((one) => sourcesIn(one, folder));
  const { call = '', given = [], place } = originOf(source) ?? {};
  const isOwn =
    call === 'openapiSource' ||
    (/^(?:static|dynamic)Source$/.test(call) && isOfApi(place!, folder));
  if (isOwn && isObject(source)) return [source];
  const parts = [...given, ...listOf(source), ...entriesOf(source).map(([, value]) => value)];
  return [...new Set(parts.flatMap((one) => sourcesIn(one, folder)))];
}

/** Whether a call in a line is one of `openapi.staticSource`, and not of what reads other files. */
function isOfApi({ file, line }: Place, folder: Folder): boolean {
  const text = folder.text(posix.relative(folder.inProject(''), file)) ?? '';
  return /openapi\w*\s*\.\w+Source\(/i.test(text.split('\n')[line - 1] ?? '');
}

/** Names of an operation's pages, relative to their folder and without ending; one may stand below several tags. */
type Naming = (operation: Operation) => string[];

/** As the options group them; undefined for groups and names that functions make, and for pages of several operations. */
function namingOf(options: StaticObject): Naming | undefined {
  const { per = 'operation', groupBy = 'none' } = Object.fromEntries(entriesOf(options));
  const isOwn = ['name', 'slugify'].some((key) => member(options, key) !== undefined);
  if (per !== 'operation' || isOwn) return undefined;
  if (groupBy === 'none') return (operation) => [fileOf(operation)];
  if (groupBy === 'route')
    return ({ method, path }) => [`${folderOf(path)}/${method === 'webhook' ? 'post' : method}`];
  if (groupBy !== 'tag') return undefined;
  return (operation) => {
    const tags = textsOf(listOf(operation.data.get('tags')));
    return (tags.length > 0 ? tags : ['unknown']).map((tag) => `${slug(tag)}/${fileOf(operation)}`);
  };
}

function fileOf({ method, path, data }: Operation): string {
  const id = stringMember(data, 'operationId');
  if (id) return id;
  return method === 'webhook' ? slug(path) : `${folderOf(path)}/${method}`;
}

const slug = (words: string) => words.replace(/\s+/g, '-').toLowerCase();

/** `/kilns/{id}` as folders: `kilns/id`. */
const folderOf = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll('.', '-')
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^\{(.*)\}$/, '$1'))
    .join('/');

function titleOf({ path, data }: Operation): string {
  const id = stringMember(data, 'operationId');
  return stringMember(data, 'summary') || (id ? titleFrom(id) : path);
}

/** `kilns.listAll` -> `List All` */
const titleFrom = (id: string): string => {
  const words = id
    .slice(id.lastIndexOf('.') + 1)
    .replace(/(?<!^|-)(?=[A-Z])/g, ' ')
    .replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
