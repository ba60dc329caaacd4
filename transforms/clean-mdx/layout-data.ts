import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { loadYaml } from '../../src/document/yaml-data.ts';
import { code } from '../nodes.ts';

/** What layouts show around pages, and what machines read. */
const around =
  /nav|side|menu|toc|breadcrumb|header|footer|hero|image|cover|author|seo|meta|twitter|og|redirect|permalink|style|script/i;
const sentence = /\S\s+\S+\s+\S+\s+\S/;
/** Fewer words are captions and the like. */
const fewestWords = 12;

/**
 * The data of the front matter that a layout makes a part of the page from, as one block of YAML: the
 * parameters of a command, the steps of a method. It counts as such where it says sentences.
 */
export function layoutData({ dialect, frontmatter }: Document): RootContent[] {
  if (dialect.conventions?.includes('layouts') !== true) return [];
  const data = Object.entries(frontmatter).filter(
    ([key, value]) =>
      typeof value === 'object' && !around.test(key) && textsIn(value).some((one) => / /.test(one)),
  );
  const said = textsIn(data.map(([, value]) => value)).filter((one) => sentence.test(one));
  if (said.join(' ').split(/\s+/).length < fewestWords) return [];
  const text = loadYaml().stringify(Object.fromEntries(data), { lineWidth: 0 });
  return [code(text.trimEnd(), 'yaml')];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
