import type { Link, List, ListItem, Parents, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { labelLine } from '../code/meta.ts';
import {
  inlineCode,
  isElement,
  isPhrasing,
  link,
  list,
  listItem,
  paragraph,
  text,
} from '../nodes.ts';
import { boldLine } from './content.ts';
import { defineRendering, type OptionsOf, type RenderEnv, type Spec } from './rendering.ts';

/**
 * A file tree as a nested list of names in code, folders with a slash at the end, comments after a
 * colon. It is written as a list, or as nested `file` and `folder` elements; other content stays.
 */
export const files = defineRendering({ title: 'names' }, (element, spec, env) => {
  const nodes = boldLine(env.prose(element, spec.title));
  let items: ListItem[] = [];
  const flush = () => {
    if (items.length > 0) nodes.push(list(items));
    items = [];
  };
  for (const child of element.children as RootContent[]) {
    const found = treeItems(child, env);
    if (found.length > 0) items.push(...found);
    else {
      flush();
      nodes.push(...env.render([child]));
    }
  }
  flush();
  return nodes;
});

const fileOptions = { name: 'names', comment: 'names', href: 'names' } as const;
type FileOptions = OptionsOf<typeof fileOptions>;

/**
 * A file or folder; inside `files` it is an item of the tree, elsewhere neighbours are one list. One around
 * code or text, outside of a tree, is a box with its name above.
 */
export const file = defineRendering(fileOptions, (element, spec, env) => {
  const content = contentOf(element, spec, env);
  const name = env.text(element, spec.name);
  if (content.length === 0) return [builtList([elementItem(element, env)], 'file')];
  return [...(name ? [labelLine(name)] : boldLine(env.prose(element, spec.name))), ...content];
});
export const folder = file;

function treeItems(node: RootContent, env: RenderEnv): ListItem[] {
  if (node.type === 'list') {
    return node.children
      .filter(({ children }) => children.length > 0)
      .map((item) => writtenItem(item, env));
  }
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
    return env.expand(node.value).flatMap((child) => treeItems(child, env));
  }
  if (isElement(node)) return isTreePart(node, env) ? [elementItem(node, env)] : inner(node, env);
  const isTree = node.type === 'paragraph' && node.children.some(isElement);
  return isTree ? inner(node, env) : [];
}

const inner = (node: Parents, env: RenderEnv): ListItem[] =>
  (node.children as RootContent[]).flatMap((child) => treeItems(child, env));

function isTreePart(element: ElementNode, env: RenderEnv): boolean {
  const as = env.entry(element)?.spec.as;
  return as === 'file' || as === 'folder';
}

function elementItem(element: ElementNode, env: RenderEnv): ListItem {
  const spec: Spec & FileOptions = env.entry(element)?.spec ?? { as: 'file' };
  const { name, comment = env.prose(element, spec.comment) } = nameOf(element, spec, env);
  const children = inner(element, env);
  const shown = spec.as === 'folder' && !name.endsWith('/') ? `${name}/` : name;
  const href = env.text(element, spec.href);
  const item = treeItem(shown, comment, children, href && env.url(href));
  if (children.length > 0) return item;
  return listItem([...item.children, ...contentOf(element, spec, env)]);
}

/** What an element holds that is neither a part of a tree nor, without an attribute for it, its name. */
function contentOf(element: ElementNode, spec: FileOptions, env: RenderEnv): RootContent[] {
  const isLine = element.children.every((child) => isPhrasing(child) || child.type === 'paragraph');
  const isName = isLine && (env.prose(element, spec.name) ?? []).length === 0;
  return isName || inner(element, env).length > 0 ? [] : env.children(element);
}

/** The name of a file; of one that is given as markup the words behind it are its comment. */
function nameOf(element: ElementNode, { name: names }: FileOptions, env: RenderEnv) {
  const name = env.text(element, names);
  const shown = name === undefined ? env.prose(element, names) : undefined;
  if (shown === undefined || shown.length === 0) return { name: name ?? plainText(element) };
  const written = nameAndComment(shown);
  return { name: written.name, comment: written.comment.length > 0 ? written.comment : undefined };
}

/** An item as it is written: the name up to the first blank, a comment after it, the folder's content below. */
function writtenItem(item: ListItem, env: RenderEnv): ListItem {
  const [first, ...rest] = item.children;
  const nested = rest.flatMap((child) => treeItems(child, env));
  const parts = first?.type === 'paragraph' ? (env.render([first])[0] as typeof first) : undefined;
  const { name, comment, url } = nameAndComment(parts?.children ?? []);
  if (name === '...' || name === '…') {
    const line = comment.length > 0 ? [text('… '), ...comment] : [text('…')];
    return listItem([paragraph(line), ...asList(nested)]);
  }
  const isFolder = nested.length > 0 || name.endsWith('/');
  // `+folder/` of Vocs is one that is open at first.
  const shown = isFolder ? `${name.replace(/^\+|\/$/g, '')}/` : name;
  return treeItem(shown, comment.length > 0 ? comment : undefined, nested, url);
}

interface Written {
  name: string;
  comment: PhrasingContent[];
  /** Where the name leads. */
  url?: string;
}

function nameAndComment(parts: readonly PhrasingContent[]): Written {
  const [first, ...rest] = parts;
  if (!first) return { name: '', comment: [] };
  const value = plainText(first);
  if (first.type !== 'text') return markedName(first, rest);
  const [name = '', ...words] = value.trimStart().split(/(?<=^\S+)\s+/);
  const comment = words.join(' ');
  const next = rest[0];
  if (!/\s$/.test(value) && words.length === 0 && next && isMarked(next)) {
    const joined = nameAndComment(rest);
    return { name: name + joined.name, comment: joined.comment };
  }
  return { name, comment: trimmed(comment ? [text(comment), ...rest] : rest) };
}

const isMarked = ({ type }: PhrasingContent) => type === 'strong' || type === 'emphasis';

const isLink = (node: PhrasingContent): node is Link => node.type === 'link';

/** A name that leads somewhere, one that is highlighted, or one that only looks so, as `__init__.py` does. */
function markedName(first: PhrasingContent, rest: readonly PhrasingContent[]): Written {
  const value = plainText(first);
  const leads = [first, ...('children' in first ? first.children : [])].find(isLink);
  if (leads) return { name: value, comment: trimmed(rest), url: leads.url };
  const [next, ...others] = rest;
  const glued = next?.type === 'text' ? (/^\S+/.exec(next.value)?.[0] ?? '') : '';
  if (glued === '' || next?.type !== 'text') return { name: value, comment: trimmed(rest) };
  const marks = first.type === 'strong' ? '__' : first.type === 'emphasis' ? '_' : '';
  const comment = trimmed([text(next.value.slice(glued.length)), ...others]);
  return { name: `${marks}${value}${marks}${glued}`, comment };
}

function trimmed(parts: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = parts;
  if (first?.type !== 'text') return [...parts];
  const value = first.value.replace(/^\s*(?:(?:#|\/\/|--?|—|:)\s+)?/, '');
  return value === '' ? rest : [text(value), ...rest];
}

function treeItem(
  name: string,
  comment: PhrasingContent[] | undefined,
  children: ListItem[],
  url?: string,
): ListItem {
  const shown = inlineCode(name);
  const line: PhrasingContent[] = [url === undefined ? shown : link(url, [shown])];
  if (comment) line.push(text(': '), ...comment);
  return listItem([paragraph(line), ...asList(children)]);
}

const asList = (items: ListItem[]): List[] => (items.length > 0 ? [list(items)] : []);
