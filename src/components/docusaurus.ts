import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { known } from '../static/globals.ts';
import { memberOf } from '../static/members.ts';
import { Callable, fn, isScalar, unknown, type Value, type ValueMap } from '../static/value.ts';
import { fromBase } from './component.ts';
import { Content } from './content.ts';
import { nodesOf } from './emit.ts';
import type { Host } from './host.ts';
import type { Reader } from './reader.ts';

/** What a module of Docusaurus gives: https://docusaurus.io/docs/docusaurus-core */
export function docusaurusExport(specifier: string, name: string, reader: Reader): Value {
  // `import useBaseUrl from '@docusaurus/useBaseUrl'`
  const own = name === 'default' ? /^@docusaurus\/(\w+)$/.exec(specifier)?.[1] : name;
  return own !== undefined && Object.hasOwn(exports, own) ? exports[own]!(reader) : undefined;
}

const exports: Readonly<Record<string, (reader: Reader) => Value>> = {
  Interpolate: filledIn,
  interpolate: () => fn(filled),
  Translate: filledIn,
  translate: () =>
    fn((message, values) =>
      message instanceof Map ? filled(message.get('message') ?? unknown, values) : unknown,
    ),
  useBaseUrl: () => fn((path) => (typeof path === 'string' ? fromBase(path) : path)),
  useColorMode: colorModeOf,
  useDoc: docOf,
  // Cards whose item names no document ask so, too.
  useDocById: () => fn((id) => (id === undefined ? undefined : unknown)),
  useDocusaurusContext: contextOf,
  useThemeConfig: themeConfigOf,
};

const placeholder = /\{(\w+)\}/;

/** A text with values in it: `Hello {name}`. */
function filled(text: Value, values: Value): Value {
  if (typeof text !== 'string' || !(values instanceof Map)) return text;
  const parts = text.split(placeholder).map((part, at) => {
    const isName = at % 2 === 1;
    return isName && values.has(part) ? values.get(part) : isName ? `{${part}}` : part;
  });
  return parts.every(isScalar) ? parts.join('') : parts;
}

/** A component that shows the text in it with values in it, which may be elements. */
function filledIn({ emitter }: Reader): Callable {
  return fn((props) => {
    const [children, values] =
      props instanceof Map ? ['children', 'values'].map((key) => props.get(key)) : [];
    if (!(values instanceof Map) || !(children instanceof Content)) return filled(children, values);
    const nodes = children
      .take()
      .flatMap((node): RootContent[] =>
        node.type === 'text'
          ? nodesOf(filled(node.value, values), () => node.value, emitter)
          : [node],
      );
    return new Content(nodes);
  });
}

const configFiles = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].flatMap((end) =>
  ['@site/', '/'].map((root) => `${root}docusaurus.config.${end}`),
);

function contextOf(reader: Reader): Value {
  return fn(() => {
    const siteConfig = siteConfigOf(reader);
    return siteConfig === undefined ? unknown : known({ siteConfig });
  });
}

function themeConfigOf(reader: Reader): Value {
  return fn(() => siteConfigOf(reader)?.get('themeConfig') ?? unknown);
}

/** The colours in which a page is built; a reader chooses others once it runs. */
function colorModeOf(reader: Reader): Value {
  return fn(() => {
    const colors = memberOf(siteConfigOf(reader)?.get('themeConfig'), 'colorMode');
    const stated = memberOf(colors, 'defaultMode');
    const colorMode = stated === 'dark' ? stated : 'light';
    return known({ colorMode, isDarkTheme: colorMode === 'dark' });
  });
}

/** What the configuration of the site exports, or what the function that it exports returns. */
function siteConfigOf({ host, modules }: Reader): ValueMap | undefined {
  for (const file of configFiles) {
    const stated = modules.imported(file, 'default', host.path);
    const siteConfig = stated instanceof Callable ? stated.call([], undefined) : stated;
    if (siteConfig instanceof Map) return siteConfig;
  }
  return undefined;
}

/** The page as components of a Docusaurus theme see it; of its data, the front matter is known, and its file. */
function docOf({ host }: Reader): Value {
  const { frontMatter } = host;
  return fn(() => known({ frontMatter, metadata: known({ frontMatter, source: fileOf(host) }) }));
}

/** The file of the page from the folder of the site: `@site/docs/intro.md`. */
function fileOf({ path, root, include }: Host): Value {
  const config = configFiles.map((file) => include(file, path)).find(({ ok }) => ok);
  if (config === undefined) return unknown;
  const [site, page] = [posix.join(root, config.path, '..'), posix.join(root, path)];
  const inSite = posix.relative(site, page);
  return `${site}${page}${inSite}`.includes('..') ? unknown : `@site/${inSite}`;
}
