import type { ElementNode } from '../../src/contract/element.ts';
import { type ImportBinding, isContent, rawImport } from '../../src/document/imports.ts';
import { esmIn } from '../../src/document/parse/node-kinds.ts';
import { Markup, Rendered, type StaticValue, WholeProps } from '../static-value.ts';
import type { Elements } from './elements.ts';
import { valueNodes } from './expressions.ts';
import { isMarkdownPath } from './include.ts';
import type { Place } from './place.ts';
import { type ReadImport, Scope } from './scope.ts';
import { attributeValues } from './values.ts';

/** The value of an import: the text of a raw import, the path of an asset, a name of another document. */
export const readImport = (place: Place): ReadImport => {
  const files = new Map<string, Scope | undefined>();
  return ({ specifier, name }) => {
    const raw = rawImport(specifier);
    if (raw !== undefined) return textOf(place, raw);
    if (isAsset(specifier)) return name === 'default' ? specifier.replace(/\?.*/, '') : undefined;
    const isNamed = name !== 'default' && name !== '*';
    if (!isNamed || !isReadable(specifier)) return place.own.data({ specifier, name }, place);
    if (!files.has(specifier)) files.set(specifier, scopeOf(place, specifier));
    return files.get(specifier)?.value(name);
  };
};

const isAsset = (specifier: string) =>
  /\.(?:png|jpe?g|gif|svg|webp|avif|mp[34]|webm|ogv|wav|pdf|docx?|xlsx?|pptx?|zip|rar)(?:\?[\w&=]+)?$/i.test(
    specifier,
  );
const isReadable = (specifier: string) => /\.(?:mdx?|m?jsx?)$/i.test(specifier);

function textOf(place: Place, path: string): StaticValue | undefined {
  const included = place.document.include(path, place.path);
  if (included.ok) {
    place.document.included.set(included.path, included.text);
    return included.text.replace(/(?<!\n)\n+$/, '');
  }
  if (included.reason === 'private') return undefined;
  const reason = `${included.path} is imported for its text, but cannot be read`;
  place.report({ severity: 'warning', rule: 'include-missing', reason, about: included.path });
  return undefined;
}

/** The names that another file exports; what it imports itself is not followed. */
function scopeOf(place: Place, specifier: string): Scope | undefined {
  const included = place.document.include(specifier, place.path);
  if (!included.ok) return undefined;
  const esm = isMarkdownPath(specifier)
    ? esmIn(place.document.parse(included.text, included.path).children)
    : [included.text];
  return new Scope(esm, { given: new Map(), readImport: () => undefined });
}

const partialEndings = ['.mdx', '.md', '/index.mdx', '/index.md'];
const barrelEndings = ['.js', '.ts', '/index.js', '/index.ts'];

/**
 * The partial that an import without file ending means: the Markdown file of that name, or the one
 * that a barrel file hands on.
 */
function partialBehind(
  place: Place,
  { specifier, name }: ImportBinding,
): { path: string; from: string } | undefined {
  if (!/^(?:\.{0,2}\/|[@~#][\w-]*\/)/.test(specifier) || /\.\w+$/.test(specifier)) return undefined;
  if (isAsset(specifier)) return undefined;
  // A page and the module that it shows may share a name.
  const meant = place.document.include(specifier, place.path);
  const isScript = meant.ok && !isMarkdownPath(meant.path);
  for (const ending of isScript ? [] : partialEndings) {
    const path = specifier + ending;
    if (place.document.include(path, place.path).ok) return { path, from: place.path };
  }
  for (const ending of barrelEndings) {
    const barrel = place.document.include(specifier + ending, place.path);
    if (!barrel.ok) continue;
    const handed = new Scope([barrel.text], {
      given: new Map(),
      readImport: () => undefined,
    }).imported(name);
    if (handed && isMarkdownPath(handed.specifier)) {
      return { path: handed.specifier, from: barrel.path };
    }
  }
  return undefined;
}

/** To MDX a name in lower case is that of an HTML element, whatever is imported; Mintlify puts snippets in before. */
const mayBeImported = (name: string, { document }: Place): boolean =>
  /^[\p{Lu}\p{Lo}]/u.test(name) || document.dialect.conventions?.includes('snippets') === true;

/** The partial that a component stands for; other imports only where no table knows the name. */
export function importedPartial(
  element: ElementNode,
  place: Place,
  isUnknown: boolean,
): { path: string; from: string } | undefined {
  const name = element.name as string;
  if (element.data?.origin !== undefined || !mayBeImported(name, place)) return undefined;
  const from = isUnknown ? place.naming(name) : place;
  const binding = from.scope.imported(name);
  if (!binding) return undefined;
  if (isMarkdownPath(binding.specifier)) {
    if (!isContent(binding.name)) return undefined;
    const included = place.document.include(binding.specifier, from.path);
    if (included.ok && !isMarkdownPath(included.path)) return undefined;
    return { path: binding.specifier, from: from.path };
  }
  return isUnknown ? partialBehind(from, binding) : undefined;
}

/** What a partial may use: the attributes by name, all of them as `props`, and the children. */
export function partialProps(element: ElementNode, elements: Elements): Map<string, StaticValue> {
  const props = attributeValues(element, elements.place);
  for (const [name, value] of props) {
    if (value instanceof Markup) props.set(name, new Rendered(elements.render(valueNodes(value))));
  }
  if (element.children.length > 0) props.set('children', new Rendered(elements.children(element)));
  const isWhole = element.attributes.every(
    (one) => one.type === 'mdxJsxAttribute' && props.has(one.name),
  );
  return new Map([...props, ['props', isWhole ? new WholeProps(props) : props]]);
}
