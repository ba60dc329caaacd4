import { argumentOf, readArguments } from './arguments.ts';
import type { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';
import type { Tag, TagHead, TagSyntax } from './tag-syntax.ts';
import { prepareTags } from './tags.ts';

/** Shortcodes whose body is code whatever their arguments say. */
const codeNames = new Set(['highlight', 'mermaid', 'math', 'chem', 'goat']);
const links = new Set(['ref', 'relref']);

/** Hugo: `{{< name args >}}` … `{{< /name >}}` and the same with `%`. */
const syntax: TagSyntax = {
  pattern: /\{\{<([\s\S]*?)>\}\}|\{\{%([\s\S]*?)%\}\}/g,
  opening: /\{\{[<%]/g,
  closing: '}}',
  read,
  asText,
  replace: ({ name, source }) => (name === '/*' ? shown(source) : undefined),
  holdsCode: ({ name, attributes }) =>
    codeNames.has(name) || argumentOf(attributes, 'codelang') !== undefined,
};

function read(inside: string, source: string): TagHead | undefined {
  const text = inside.trim();
  if (text.startsWith('/*')) return { name: '/*', role: 'alone', attributes: [] };
  const match = /^(\/?)\s*([\w./-]+)\s*([\s\S]*?)(\/?)$/.exec(text);
  if (match === null || !/^\{\{[<%][^<>%]/.test(source)) return undefined;
  const [, closing, name, rest, alone] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (closing === '/') return { name, role: 'close', attributes: [] };
  const bare = name.replace(/\/$/, '');
  const role = alone === '/' || bare !== name ? 'alone' : 'open';
  return { name: bare, role, attributes: readArguments(rest) };
}

/** `{{</* name *\/>}}` shows a shortcode without running it. */
function shown(source: string): string {
  return source.replace(/^(\{\{[<%])\/\*/, '$1').replace(/\*\/([>%]\}\})$/, '$1');
}

function asText(tag: Tag): string | undefined {
  const { name, attributes, code } = tag;
  if (name === '/*') return shown(tag.source);
  const first = argumentOf(attributes, '0');
  if (links.has(name) && !code) return argumentOf(attributes, 'path') ?? first;
  if (name === 'param' || name === 'skew')
    return `{${argumentOf(attributes, 'name') ?? first ?? name}}`;
  return code ? undefined : '';
}

export function prepareShortcodes(preparation: Preparation): Edits {
  return prepareTags(preparation, syntax);
}
