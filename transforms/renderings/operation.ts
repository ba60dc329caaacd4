import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { firstOf } from '../../src/first-of.ts';
import { inlineCode, link, paragraph, text } from '../nodes.ts';
import { type OperationName, packedOperation } from '../openapi/locate.ts';
import {
  allOperations,
  describedOperation,
  namedOperations,
  partOfOperation,
} from '../openapi/operation.ts';
import { type Part, textIn } from '../openapi/spec.ts';
import type { StaticValue } from '../static-value.ts';
import { boundApi } from './bound-api.ts';
import { boldLine } from './content.ts';
import { defineRendering, isSet, type RenderEnv } from './rendering.ts';

/**
 * A part of the operation that the page's front matter holds; `line` is its method and its path, `all`
 * are those that attributes name, each with its description, and `one` is the one of `method`, `path`
 * and the file `src`; `whole` is the API that a file describes, `bound` one that a script imports.
 */
export const operation = defineRendering({ part: 'text' }, (element, { part = '' }, env) => {
  const { document } = env;
  const packed = packedOperation(document.frontmatter);
  const partOf = (part: string, operation: Part) =>
    env.render(partOfOperation(part, { operation, document }));
  if (part === 'line') {
    const named = (key: string) => env.text(element, key) ?? (packed && textIn(packed, key));
    const words = [named('method')?.toUpperCase(), named('path')].filter(Boolean).join(' ');
    const line = words === '' ? [] : [paragraph([inlineCode(words)])];
    return packed === undefined ? line : [...line, ...partOf('security', packed)];
  }
  if (part === 'one') return oneOperation(element, env);
  if (part === 'whole') return wholeApi(element, env);
  if (part === 'bound') return boundApi(element, env);
  if (part === 'all') {
    const names = namesIn(element, env);
    if (names.length === 0) return env.unknown(element);
    const depth = isSet(element, ['showTitle', 'hasHead'], env) ? 2 : undefined;
    return env.render(namedOperations(names, { document, depth }));
  }
  if (packed === undefined) return env.unknown(element);
  return partOf(part, packed);
});

/** What its description says, or its name in bold; below it what the element holds: a link to the description, or its parts. */
function oneOperation(element: ElementNode, env: RenderEnv): RootContent[] {
  const read = (key: string) => env.text(element, key) ?? '';
  const [method, path, file] = [read('method').toUpperCase(), read('path'), read('src')];
  const isFile = file !== '' && !/^[a-z]+:/i.test(file);
  const found = isFile ? describedOperation({ method, path, file }, env.document) : undefined;
  if (found) return [...env.render(found), ...env.children(element)];
  const line = [method, path].filter((word) => word !== '').join(' ');
  const title = env.text(element, 'summary');
  return [
    ...(title ? boldLine([text(title)]) : []),
    ...(line === '' ? [] : boldLine([inlineCode(line)])),
    ...env.children(element),
  ];
}

const described = ['src', 'spec-url', 'specUrl', 'url', 'apiDescriptionUrl', 'spec', '0'];

/** Scalar: `configuration={{ url: '/openapi.json' }}`, and `{ spec: { url } }` before. */
function configured(element: ElementNode, env: RenderEnv): string | undefined {
  const given = env.attribute(element, 'configuration');
  const settings = given instanceof Map ? given : new Map<string, StaticValue>();
  const spec = settings.get('spec');
  const url = settings.get('url') ?? (spec instanceof Map ? spec.get('url') : undefined);
  return typeof url === 'string' ? url : undefined;
}

/** All operations of a description in the project, or the way to one elsewhere. */
function wholeApi(element: ElementNode, env: RenderEnv): RootContent[] {
  const file = firstOf(described, (name) => env.text(element, name)) ?? configured(element, env);
  if (file === undefined) return env.unknown(element);
  if (/^[a-z]+:/i.test(file)) return [paragraph([link(file, [text('Description of the API')])])];
  const operations = allOperations(file, env.document);
  return operations.length > 0 ? env.render(operations) : [paragraph([inlineCode(file)])];
}

/** `document="api.yaml" operations={[{ path: '/jobs', method: 'get' }]} webhooks={[{ name, method }]}`. */
function namesIn(element: ElementNode, env: RenderEnv): OperationName[] {
  const file = env.text(element, 'document');
  const about = /\.(?:json|ya?ml)$/.test(file ?? '') && { file: file! };
  const listed = (name: string) => {
    const value = env.attribute(element, name);
    return (Array.isArray(value) ? value : []).filter((one) => one instanceof Map);
  };
  const operations = listed('operations').map((one) => [one.get('method'), one.get('path')]);
  const hooks = listed('webhooks').map((one) => ['webhook', one.get('name')]);
  return [...operations, ...hooks].flatMap(([method, path]) =>
    typeof method === 'string' && typeof path === 'string'
      ? [{ method: method.toUpperCase(), path, ...about }]
      : [],
  );
}
