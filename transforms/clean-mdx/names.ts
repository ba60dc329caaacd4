import type { Link, Nodes, PhrasingContent } from 'mdast';
import { decoded } from '../../src/files/decoded.ts';
import { getOrMake } from '../../src/maps.ts';
import { addressOfScheme, type MystConfig, mystConfig } from '../myst-config.ts';
import { text } from '../nodes.ts';
import { ofNumber, titleOf } from '../renderings/reference.ts';
import type { Walk } from './walk.ts';

/** Calls a link of an icon alone by its title or target; to the page itself leads a permalink. */
export function namesTarget(node: Extract<Nodes, { children: PhrasingContent[] }>): boolean {
  if (node.type === 'linkReference') node.children = [text(node.label ?? node.identifier)];
  if (node.type !== 'link' || /^(?:#|$)/.test(node.url)) return node.type === 'linkReference';
  const host = /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(node.url)?.[1];
  const words = node.title || host;
  if (words) Object.assign(node, { children: [text(words)], title: null });
  else callByTarget(node);
  return true;
}

/** The configuration as each walk over a document sees it. */
const configs = new WeakMap<Walk, MystConfig>();

export const configOf = (walk: Walk): MystConfig =>
  getOrMake(configs, walk, () => mystConfig(walk.place.document));

/** Schemes of links whose words are those of their target: https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html */
const inProject = /^(?:project|path|inv|wiki):/;

/** A link of MyST leads where its scheme says, and one without words has the name of its target. */
export function nameLink(node: Link, walk: Walk): Link {
  const [only] = node.children;
  const isBare = only?.type === 'text' && only.value === node.url && inProject.test(node.url);
  const project = /^(?:project|path):(.+)$/s.exec(node.url)?.[1];
  if (project !== undefined) node.url = project;
  if (node.children.length === 0 || isBare) callByTarget(node);
  const [, target] = /^[^:]*#(.+)$/.exec(node.url) ?? [];
  for (const child of node.children)
    if (target && child.type === 'text')
      child.value = child.value.replace(
        ofNumber,
        () => titleOf(target, walk.place.document.site) ?? target,
      );
  if (/^(?!https?:|mailto:)[a-z][\w+-]*:/i.test(node.url))
    node.url = addressOfScheme(node.url, configOf(walk)) ?? node.url;
  return node;
}

function callByTarget(node: Link): void {
  node.children = [text(nameOf(node.url))];
  node.data = { ...node.data, unnamed: true };
}

/** What a target is called where nobody knows its title. */
function nameOf(url: string): string {
  const [, scheme, rest = url] = /^(?:(https?|mailto|\w[\w+-]*):)(.*)$/s.exec(url) ?? [];
  if (scheme === 'http' || scheme === 'https') return url;
  const [path = '', fragment] = rest.split('#');
  const name = path.split('/').at(-1) ?? path;
  if (scheme === 'wiki') return decoded(path).replaceAll('_', ' ');
  return fragment || (scheme === undefined ? name.replace(/\.\w+$/, '') : path) || url;
}
