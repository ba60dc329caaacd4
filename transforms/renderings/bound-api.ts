import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { attributeNamed, textNamed } from '../../src/contract/element.ts';
import type { Document } from '../../src/document/document.ts';
import { firstOf } from '../../src/first-of.ts';
import { allOperations, namedOperations } from '../openapi/operation.ts';
import type { RenderEnv } from './rendering.ts';

const themes = ['ts', 'mts', 'js', 'mjs'].map((ending) => `/.vitepress/theme/index.${ending}`);
const given = /\buseOpenapi\(\s*\{\s*spec(?:\s*:\s*([\w$]+))?\s*[,}]/;

/** The file that a script imports under a name. */
function importedAs(name: string, script: string): string | undefined {
  const imports = /\bimport\s+([\w$]+)\s+from\s+(["'])([^"'\n]+\.(?:json|ya?ml)(?:\?raw)?)\2/g;
  const found = [...script.matchAll(imports)].find(([, local]) => local === name);
  return found?.[3]?.replace(/\?raw$/, '');
}

/** The description that the theme gives to all components: `useOpenapi({ spec })`. */
function ofTheme({ include }: Pick<Document, 'include'>): string | undefined {
  return firstOf(themes, (theme) => {
    const file = include(theme);
    const use = file.ok ? given.exec(file.text) : null;
    const path = file.ok && use ? importedAs(use[1] ?? 'spec', file.text) : undefined;
    return path === undefined ? undefined : posix.join('/.vitepress/theme', path);
  });
}

/**
 * `<OASpec :spec="spec" />` and `<OAOperation operation-id="fire" />` of vitepress-openapi: what the
 * description says that the page imports under that name, or the theme. An operation that only the
 * running site knows, as on a page for each, stands for all.
 */
export function boundApi(element: ElementNode, env: RenderEnv): RootContent[] {
  const { document } = env;
  const include = document.include.bind(document);
  const name = textNamed(element, /^(?::|v-bind:)spec$/);
  const isNamed = attributeNamed(element, /^(?::|v-bind:)?spec(?:-?url)?$/i) !== undefined;
  const address = textNamed(element, /^spec-?url$/i);
  const file =
    address ?? (isNamed ? importedAs(name?.trim() ?? '', document.text) : ofTheme({ include }));
  if (file === undefined || /^[a-z]+:/i.test(file)) return env.unknown(element);
  const id = textNamed(element, /^operation-?id$/i);
  const nodes =
    id === undefined
      ? allOperations(file, document)
      : namedOperations([{ id, file, method: '', path: '' }], { document, depth: 2 });
  return nodes.length > 0 ? env.render(nodes) : env.unknown(element);
}
