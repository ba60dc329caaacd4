import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { loadYaml } from '../../src/document/yaml-data.ts';
import { code } from '../nodes.ts';

/** Words in the names of what layouts show around pages, and of what machines read. */
const around =
  /^(?:(?:sub|side)?nav(?:bar|igation)?|side(?:bar)?|menus?|toc|breadcrumbs?|head(?:er)?|footer|hero|images?|cover|authors?|tags?|categor(?:y|ies)|keywords?|alias(?:es)?|pagination|eleventy|seo|meta(?:data|tags?)?|twitter|og|opengraph|redirects?|permalinks?|styles?|scripts?)$/i;
const isAround = (key: string) =>
  [key, ...key.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)].some((word) => around.test(word));
const sentence = /\S\s+\S+\s+\S+\s+\S/;
/** Fewer words are captions and the like. */
const fewestWords = 12;

/**
 * The data of the front matter that a layout makes a part of the page from, as one block of YAML: the
 * parameters of a command, the steps of a method. It counts as such where it says sentences, and the
 * page has nothing else or is of a framework whose layouts do so.
 */
export function layoutData({ dialect, frontmatter }: Document, isEmpty: boolean): RootContent[] {
  if (!isEmpty && dialect.conventions?.includes('layouts') !== true) return [];
  const data = Object.entries(frontmatter).filter(
    ([key, value]) =>
      typeof value === 'object' && !isAround(key) && textsIn(value).some((one) => / /.test(one)),
  );
  const said = textsIn(data.map(([, value]) => value)).filter((one) => sentence.test(one));
  if (said.join(' ').split(/\s+/).length < fewestWords) return [];
  const text = loadYaml().stringify(Object.fromEntries(data), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return [code(text.trimEnd(), 'yaml')];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
