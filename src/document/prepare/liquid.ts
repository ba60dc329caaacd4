import { argumentOf, readArguments } from './arguments.ts';
import { attribute } from './call.ts';
import type { Edits } from './edits.ts';
import { dropBranches } from './liquid-branches.ts';
import type { Preparation } from './preparation.ts';
import type { Tag, TagHead, TagSyntax } from './tag-syntax.ts';
import { prepareTags } from './tags.ts';

/** Jekyll and GitHub Docs: `{% tag args %}` … `{% endtag %}` and outputs `{{ site.x }}`; `${{ }}` is none. */
const syntax: TagSyntax = {
  pattern: /\{%-?([\s\S]*?)-?%\}|(?<![$\\{])\{\{-?(?![<%])([^{}]*?)-?\}\}/g,
  opening: /\{%|(?<![$\\{])\{\{(?![<%{])/g,
  closing: '}',
  read,
  asText,
  replace,
  codeOf: ({ name }) => (name === 'highlight' || name === 'mermaid' ? [] : undefined),
  quotes: ({ name }) => name === 'raw',
  drops: ({ name }) => name === 'comment' || name === 'capture' || name === 'schema',
};

/** Tags that choose, repeat or compute; they go, and all that they hold is kept. */
const silent = new Set(
  'raw if elsif else unless case when for assign increment decrement layout cycle break continue tablerow liquid'.split(
    ' ',
  ),
);

function read(inside: string, source: string): TagHead | undefined {
  const text = inside.trim();
  if (source.startsWith('{{')) return readOutput(text);
  const match = /^(end)?([\w-]+)\s*([\s\S]*)$/.exec(text);
  if (match === null) return undefined;
  const [, closing, name, rest] = match as unknown as [string, string | undefined, string, string];
  if (closing !== undefined) return { name, role: 'close', attributes: [] };
  return { name, role: 'open', attributes: readArguments(rest) };
}

/** An output is the macro `output`, its expression being the attribute of that name. */
function readOutput(expression: string): TagHead | undefined {
  if (!/^["'\w]/.test(expression)) return undefined;
  return { name: 'output', role: 'alone', attributes: [attribute('expression', expression)] };
}

function replace(tag: Tag): string | undefined {
  if (silent.has(tag.name)) return '';
  if (tag.name !== 'output') return undefined;
  const expression = argumentOf(tag.attributes, 'expression') ?? '';
  const literal = /^(["'])(.*?)\1/.exec(expression)?.[2];
  return literal;
}

function asText(tag: Tag): string | undefined {
  const { name, attributes, code } = tag;
  if (name === 'raw') return '';
  if (name === 'data') return lastKey(argumentOf(attributes, '0'));
  if (code) return undefined;
  const first = argumentOf(attributes, '0');
  if (name === 'link' || name === 'post_url') return first ?? '';
  if (name !== 'output') return '';
  const expression = argumentOf(attributes, 'expression') ?? '';
  if (/^site\.(?:base)?url\b/.test(expression)) return '';
  return replace(tag) ?? `{${expression.split('|')[0]!.trim()}}`;
}

function lastKey(path: string | undefined): string | undefined {
  return path?.split('.').at(-1);
}

export function prepareLiquid(preparation: Preparation): Edits {
  preparation.apply(dropBranches(preparation));
  return prepareTags(preparation, syntax);
}
