import type { ElementNode } from '../../src/contract/element.ts';
import type { Entry } from '../renderings/rendering.ts';
import type { Place } from './place.ts';
import { entryOf, type Tables } from './tables.ts';

/** Modules of frameworks: what a default import of theirs is called is the last part of their path. */
const frameworks =
  /^(?:next|nextra[\w-]*|fumadocs-[\w-]+|@astrojs\/[\w-]+|astro|@theme(?:-original)?|@docusaurus|@?rspress)(?:[/:]|$)/;

/** What the tables say of a framework's component that the file imports under a name of its own. */
export function renamedEntry(
  element: ElementNode,
  place: Place,
  tables: Tables,
): Entry | undefined {
  const [local = '', ...members] = (element.name ?? '').split('.');
  if (element.data?.origin !== undefined || !/^\p{Lu}/u.test(local)) return undefined;
  const { specifier = '', name = '' } = place.naming(local).scope.imported(local) ?? {};
  if (!frameworks.test(specifier)) return undefined;
  const own = name === 'default' ? capitalised(specifier.split('/').at(-1) ?? '') : name;
  if (own === local) return undefined;
  return entryOf({ ...element, name: [own, ...members].join('.') } as ElementNode, tables);
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
