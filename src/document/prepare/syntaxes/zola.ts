import { readArguments } from '../attributes.ts';
import type { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import type { Tag, TagHead, TagSyntax } from '../tag-syntax.ts';
import { prepareTags } from '../tags.ts';

/** Zola: `{{ name(key="value") }}` and `{% name(key="value") %}` … `{% end %}`, each with parentheses. */
const syntax: TagSyntax = {
  pattern:
    /\{\{\/\*\s*[a-z_]\w*\s*\([^{}]*\)\s*\*\/\}\}|\{%\/\*\s*(?:[a-z_]\w*\s*\([^{}]*\)|end)\s*\*\/%\}|(?<!\{)\{\{(\s*[a-z_]\w*\s*\([^{}]*\)\s*)\}\}|\{%(\s*(?:[a-z_]\w*\s*\([^{}]*\)|end)\s*)%\}/iy,
  opening: /\{\{(?=\s*[a-z_]\w*\s*\()|\{%(?=\s*[a-z_]\w*\s*\()/gi,
  closing: '}',
  blocks: 'all',
  read,
  asText: ({ name, source }) => (name === '/*' ? shown(source) : undefined),
  replace: ({ name, source }) => (name === '/*' ? shown(source) : undefined),
};

function read(inside: string, source: string): TagHead | undefined {
  if (/^\{[{%]\/\*/.test(source)) return { name: '/*', role: 'alone', attributes: [] };
  const [, name = '', args] = /^\s*(\w+)\s*(?:\(([\s\S]*)\)\s*)?$/.exec(inside) ?? [];
  if (args === undefined) return { name: '', role: 'close', attributes: [] };
  const role = source.startsWith('{%') ? 'open' : 'alone';
  return { name, role, attributes: readArguments(args) };
}

/** `{{/* name() *\/}}` shows a shortcode without running it. */
const shown = (source: string): string =>
  source.replace(/^(\{[{%])\/\*/, '$1').replace(/\*\/([%}]\})$/, '$1');

export const zola: SourceSyntax = { name: 'zola', sign: /\{[{%][^{}]*[()]/, prepare };

function prepare(preparation: Preparation): Edits {
  const names: string[] = [];
  // `end` closes the innermost pair, whatever that is called.
  const named = (inside: string, source: string): TagHead | undefined => {
    const head = syntax.read(inside, source);
    if (head?.role === 'open') names.push(head.name);
    return head?.role === 'close' ? { ...head, name: names.pop() ?? 'end' } : head;
  };
  const codeOf = ({ name }: Tag) => (showsCode(name, preparation) ? [] : undefined);
  return prepareTags(preparation, { ...syntax, read: named, codeOf });
}

/** Whether the template of a shortcode shows its body as code. */
function showsCode(name: string, { site }: Preparation): boolean {
  const template = site.file(`/templates/shortcodes/${name}.html`) ?? '';
  return /<(?:pre|code)\b(?:(?!<\/(?:pre|code)>)[\s\S])*?\{\{-?\s*body\b/.test(template);
}
