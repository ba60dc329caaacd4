import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans } from '../../lines/spans.ts';
import { attributesFrom, callTag, textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { attributesOf, endOfTag } from './svelte-tags.ts';
import { withoutIndentedCode } from './without-indented-code.ts';

/**
 * doc-builder of Hugging Face: references made from code, names of objects as links, ids of headings,
 * parts by framework, and files that stand in as code. https://github.com/huggingface/doc-builder
 */
export const docBuilder: SourceSyntax = {
  name: 'doc-builder',
  sign: /\[\[|\[`|<(?:literalinclude|hfoption|frameworkcontent|pt|tf|flax|[A-Z])|^\{[#:/](?:if|else)|^(?: {4}|\t)/m,
  prepare,
};

const reference = /^\[\[autodoc\]\][ \t]*([\w.]+)[ \t]*$/;
const marker = /^\[\[open-in-colab\]\]$/;
const headingId = /^(\s*#{1,6}[ \t].*)\[\[([^[\]\s]+)\]\][ \t]*$/;
const branch = /^\{(#if|:else|\/if)\b([^{}]*)\}$/;

function prepare(preparation: Preparation): Edits {
  withoutIndentedCode(preparation);
  preparation.apply(filesAsTags(preparation));
  preparation.apply(tagsApart(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  let open: Framework | undefined;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    const { lead, content } = splitPrefix(line);
    const name = reference.exec(content)?.[1];
    const [, sign, condition = ''] = branch.exec(content) ?? [];
    if (name !== undefined) replaceReference(preparation, index, { edits, name });
    else if (marker.test(content)) edits.remove(index);
    else if (sign !== undefined && (open ?? namedIn(condition)) !== undefined) {
      const next = sign === '/if' ? undefined : frameworkOf(condition, open);
      const tags = [open && `</${open}>`, next && `<${next}>`].filter((tag) => tag !== undefined);
      edits.replace(index, '', ...tags.flatMap((tag) => [lead + tag, '']));
      open = next;
    } else writeText(preparation, index, edits);
  }
  if (open !== undefined) edits.insertAfter(text.length - 1, '', `</${open}>`);
  return edits;
}

type Framework = 'pt' | 'tf' | 'flax';

const namedIn = (condition: string) =>
  /===?\s*["'](pt|tf|flax)["']/.exec(condition)?.[1] as Framework | undefined;

/** `fw === 'pt'`; what is not one framework is the other one. */
const frameworkOf = (condition: string, before: Framework | undefined): Framework =>
  namedIn(condition) ?? (before === 'tf' ? 'pt' : 'tf');

/** The names of an object and of the members listed below it, in place of the reference that the site makes of its code. */
function replaceReference(
  preparation: Preparation,
  index: number,
  { edits, name }: { edits: Edits; name: string },
): void {
  const { text } = preparation.lines;
  const members: string[] = [];
  let end = index;
  for (let at = index + 1; at < text.length; at += 1) {
    const [, member] = /^[ \t]+-[ \t]*([\w.]+)[ \t]*$/.exec(text[at]!) ?? [];
    if (member === undefined) break;
    if (member !== 'all') members.push(`\`${member}\``);
    end = at;
  }
  const { lead } = splitPrefix(text[index]!);
  edits.replaceByBlock(index, lead, [`\`${name}\``, members.join(', ')].filter(Boolean).join(': '));
  if (end > index) edits.remove(index + 1, end);
  preparation.warn(index, {
    rule: 'generated-reference',
    about: name,
    reason: `The reference of ${name} is made from code when the site is built; its name is kept, the rest is missing`,
  });
}

/** A line without the id of its heading, and with the names of objects as code. */
function writeText({ lines, headingIds }: Preparation, index: number, edits: Edits): void {
  const line = lines.text[index]!;
  const [, heading, id] = headingId.exec(line) ?? [];
  if (id !== undefined) headingIds.set(lines.source[index]!, id);
  const made = withNames(heading?.trimEnd() ?? line);
  if (made !== line) edits.replace(index, made);
}

const linked = /\[`~?([\w.()]+`)\](?![([:])/g;

/** A line with the names of objects as code, which the site links to its references. */
function withNames(line: string): string {
  if (!line.includes('[`')) return line;
  const starts = new Set(codeSpans(line).map(([start]) => start));
  return line.replace(linked, (whole, code: string, at: number) =>
    starts.has(at + 1) ? `\`${code}` : whole,
  );
}

/** Lines of one tag, or of one file that is named, at most. */
const mostLines = 50;
const ownTag =
  /<\/?([A-Z]\w*|hfoptions?|frameworkcontent|inferencesnippet|pt|tf|flax|jax)(?=[\s/>]|$)/g;

/** Tags on lines of their own, whose content is Markdown whatever touches them, with their attributes as HTML has them. */
function tagsApart(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index += 1) {
    const { lead, content } = splitPrefix(text[index]!);
    if (kind[index] !== 'text' || !content.startsWith('<')) continue;
    let whole = content;
    let last = index;
    let made = tagAlone(whole, preparation);
    while (made === undefined && !/[>`]/.test(whole) && last + 1 < text.length) {
      if (last - index === mostLines || text[last + 1]!.trim() === '') break;
      last += 1;
      whole += `\n${text[last]!}`;
      made = tagAlone(whole, preparation);
    }
    if (made === undefined) continue;
    edits.replaceByBlock(index, lead, made);
    if (last > index) edits.remove(index + 1, last);
    index = last;
  }
  return edits;
}

/** A text that is nothing but one of the tags, as HTML; one without content may hold data. */
function tagAlone(source: string, preparation: Preparation): string | undefined {
  const start = new RegExp(ownTag).exec(source);
  if (start === null || start.index > 0 || endOfTag(source, start) !== source.trimEnd().length)
    return undefined;
  const [mark, name = ''] = start;
  if (mark.startsWith('</')) return source.trim();
  const isAlone = /\/>\s*$/.test(source);
  const attributes = attributesOf(source.trim().slice(mark.length, isAlone ? -2 : -1));
  if (isAlone) return callTag.alone(preparation.call({ origin: 'jsx', name, attributes, source }));
  const written = attributes.map(({ name: key, value }) => {
    const said = typeof value === 'object' ? value?.value : textValue(attributes, key);
    return said === undefined ? ` ${key}` : ` ${key}="${said.replaceAll('"', '&quot;')}"`;
  });
  return `<${name}${written.join('')}>`;
}

/** What stands in `<literalinclude>` as JSON, as the attributes of that tag. */
function filesAsTags(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    if (kind[index] !== 'text' || content !== '<literalinclude>') continue;
    const following = text
      .slice(index + 1, index + mostLines)
      .map((one) => splitPrefix(one).content);
    const length = following.indexOf('</literalinclude>');
    const source = following.slice(0, Math.max(0, length)).join('\n');
    const options = parsed(source);
    if (options === undefined) continue;
    const attributes = attributesFrom(options);
    const call = preparation.call({ origin: 'jsx', name: 'literalinclude', attributes, source });
    edits.replaceByBlock(index, lead, callTag.alone(call));
    edits.remove(index + 1, index + 1 + length);
  }
  return edits;
}

/** The texts of an object in JSON, by their names. */
function parsed(json: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
  } catch {
    return undefined;
  }
}
