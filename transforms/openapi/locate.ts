import { inflateSync } from 'node:zlib';
import { attempt } from '../../src/attempt.ts';
import type { Document } from '../../src/document/document.ts';
import { dataIn } from '../../src/document/yaml-data.ts';
import { firstOf } from '../../src/first-of.ts';
import { getOrMake } from '../../src/maps.ts';
import { isPart, type Part, textIn } from './spec.ts';

/** The operation that a page is about, as its front matter names it. */
export interface OperationName {
  method: string;
  path: string;
  /** Its `operationId`, which alone may name it. */
  id?: string;
  /** The file that describes it, where the front matter names one. */
  file?: string;
}

const methods = 'get|put|post|delete|options|head|patch|trace|webhook';
const named = new RegExp(`^(?:(\\S+)\\s+)?(${methods})\\s+(\\S.*)$`, 'i');
const ending = /\.(?:json|ya?ml)$/;

/**
 * `openapi: [file] GET /jobs/{id}` and `api: GET https://…`, as Mintlify has them, or `api: { file, operationId }`, as
 * ReadMe has; undefined without.
 */
export function operationName(
  frontmatter: Readonly<Record<string, unknown>>,
): OperationName | undefined {
  const { api } = frontmatter;
  const [file, id] = isPart(api) ? [textIn(api, 'file'), textIn(api, 'operationId')] : [];
  if (file !== undefined && id !== undefined) return { method: '', path: '', id, file };
  return firstOf(['openapi', 'api'], (key) => {
    const value = frontmatter[key];
    const found = typeof value === 'string' ? named.exec(value.trim()) : null;
    const [, file, method = '', path = ''] = found ?? [];
    return found
      ? {
          method: method.toUpperCase(),
          path: path.trim(),
          ...(file && { file: file.replaceAll('%20', ' ') }),
        }
      : undefined;
  });
}

const namedModel = /^(?:(\S+\.(?:json|ya?ml))\s+)?(\S+)$/;

/** `openapi-schema: [file] Order`, as Mintlify has it; undefined without. */
export function modelName(
  frontmatter: Readonly<Record<string, unknown>>,
): { name: string; file?: string } | undefined {
  const value = frontmatter['openapi-schema'];
  const [, file, name] = (typeof value === 'string' && namedModel.exec(value.trim())) || [];
  return name === undefined ? undefined : { name, ...(file !== undefined && { file }) };
}

/** The files that may describe it: {@link statedFiles}, then what else is in their folders, as Mintlify takes any of the project. */
export function* candidateFiles(
  name: Pick<OperationName, 'file'>,
  document: Document,
): Generator<string> {
  const stated = statedFiles(name, document);
  yield* stated;
  if (name.file !== undefined) {
    // Mintlify finds it by a part of its path.
    const wanted = name.file.replace(/^\.?\//, '');
    const files = /^\w+:/.test(wanted) ? [] : document.filesBelow('/');
    yield* files
      .filter((file) => file.includes(wanted) && ending.test(file))
      .map((file) => `/${file}`);
    return;
  }
  const folders = new Set(stated.map((file) => file.slice(0, file.lastIndexOf('/'))));
  for (const folder of folders) {
    if (!folder.startsWith('/')) continue;
    const files = document.filesBelow(folder).map((path) => `${folder}/${path}`);
    yield* files.filter((file) => ending.test(file) && !stated.includes(file));
  }
}

/** The file that it names, else those of the site's navigation. */
export function statedFiles(name: Pick<OperationName, 'file'>, document: Document): string[] {
  if (name.file) {
    const { file } = name;
    // The ending may be left out.
    const files = ending.test(file) ? [file] : ['.json', '.yaml', '.yml'].map((one) => file + one);
    return files.flatMap((one) => [one, `/${one.replace(/^\.?\//, '')}`]);
  }
  for (const settings of ['/docs.json', '/mint.json']) {
    const included = document.include(settings);
    const data = included.ok ? dataIn(included.text) : undefined;
    const files = [...new Set(openapiIn(data))];
    if (files.length > 0) return files.map((file) => `/${file.replace(/^\.?\//, '')}`);
  }
  const guessed = [...foldersAbove(document.path), '', '/api-reference'].flatMap((folder) =>
    specNames.map((one) => `${folder}/${one}`),
  );
  return [...statedNames, ...guessed];
}

/** The first files that a site on Fumadocs names; more than it has APIs. */
const statedNames = [0, 1, 2, 3, 4].map((at) => `fumadocs-openapi/${at}`);

/** What descriptions of an API are mostly called; Mintlify takes any of the project. */
const specNames = ['openapi', 'schema', 'spec', 'swagger'].flatMap((name) =>
  ['.json', '.yaml', '.yml'].map((ending) => name + ending),
);

/** `/api/jobs`, `/api` for `api/jobs/get.mdx`. */
function foldersAbove(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, at) => `/${folders.slice(0, folders.length - at).join('/')}`);
}

/** Every file under a key `openapi`, in the order in which they stand. */
function* openapiIn(data: unknown, isOpenapi = false): Generator<string> {
  if (typeof data === 'string') {
    if (isOpenapi && ending.test(data) && !/^[a-z]+:/i.test(data)) yield data;
  } else if (Array.isArray(data)) {
    for (const item of data) yield* openapiIn(item, isOpenapi);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, item] of Object.entries(data)) {
      yield* openapiIn(item, key === 'openapi' || (isOpenapi && key === 'source'));
    }
  }
}

/** A description of an API that is larger is not one of a single operation. */
const largest = 16 * 2 ** 20;

const read = new WeakMap<object, Part | undefined>();

/**
 * The operation that docusaurus-openapi-docs puts into `api` of a page's front matter with all references
 * filled in, as data or as deflated JSON in Base64; undefined where there is none.
 */
export const packedOperation = (frontmatter: Readonly<Record<string, unknown>>): Part | undefined =>
  getOrMake(read, frontmatter, () => unpacked(frontmatter.api));

function unpacked(api: unknown): Part | undefined {
  if (isPart(api) && isPart(api.responses)) return api;
  if (typeof api !== 'string' || !/^[\w+/]{20,}={0,2}$/.test(api)) return undefined;
  const packed = Buffer.from(api, 'base64');
  const operation: unknown = attempt(() =>
    JSON.parse(inflateSync(packed, { maxOutputLength: largest }).toString('utf8')),
  );
  return isPart(operation) ? operation : undefined;
}
