import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { readArguments } from '../attributes.ts';
import { attribute, callTag, textValue } from '../call.ts';
import { changedLines, Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { opener } from './box-opener.ts';
import { prepareBlocks } from './indented.ts';

const helper =
  /^(\s*)\{\{\s*#(include|rustdoc_include|playground|playpen|title)\s+([^\s{}][^{}]*)\}\}\s*$/;

/** A preprocessor of the book's own that is given a file, which stands in its place. */
const ofFile = /^(\s*)\{\{#[\w-]+\s+([\w./@-]+\.[a-z]\w*)\s*\}\}\s*$/;

/** What stays in a line: a helper within text, or what a preprocessor of the book's own replaces. */
const left =
  /(?<!\\)\{\{(?:\s*#|%)[A-Za-z][^{}]*\}\}|(?<![\w\\}])\{\{(?:\w*ref:[^{}]+\}\}|[a-z]+\}\}\{[a-z]+:[\w:.-]+\})/g;
const mayBeLeft = /\{\{(?:\s*#|%|\w*ref:|[a-z]+\}\}\{[a-z]+:)/;

/** mdBook: `{{#include file.md:part}}` and its kind, on lines of their own. */
export const mdbook: SourceSyntax = {
  name: 'mdbook',
  sign: /\{\{|admonish|!!!|\?\?\?|===/,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.define(includedFiles(preparation));
  preparation.apply(placeVariables(preparation));
  for (let depth = 0; depth < deepestBox; depth++) {
    const boxes = prepareBoxes(preparation);
    if (boxes.size === 0) break;
    preparation.apply(boxes);
  }
  // Boxes and tabs of MkDocs, which a book that comes from there reads by a preprocessor of its own.
  if (preparation.lines.text.some((line) => opener.test(line)))
    preparation.apply(prepareBlocks(preparation, { boxes: true }));
  preparation.apply(prepareTabs(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !mayBeLeft.test(line)) continue;
    const [, lead = '', name, given = ''] = helper.exec(line) ?? namedFile(line);
    if (name === undefined) {
      const made = withIncludes(preparation, line);
      tellLeft(preparation, index, made);
      edits.replace(index, made.replace(/\\(?=\{\{#)/g, ''));
      continue;
    }
    const [file = ''] = given.split(/\s/);
    const isRust = name.startsWith('play') && helper.test(line);
    const attributes = [attribute('0', file), ...(isRust ? [attribute('lang', 'rust')] : [])];
    const n = preparation.call({ origin: 'macro', name, attributes });
    edits.replaceByBlock(index, lead, callTag.alone(n));
  }
  return edits;
}

const includeInLine = /(?<!\\)\{\{\s*#include\s+([^\s{}]+)\s*\}\}/g;

/** A line with the short texts that it includes, such as a version, in addresses and code as well. */
const withIncludes = ({ site }: Preparation, line: string): string =>
  line.replace(includeInLine, (whole, file: string) => {
    const text = site.file(file)?.trim();
    return text === undefined || text.includes('\n') ? whole : text;
  });

function namedFile(line: string): readonly string[] {
  const [whole, lead = '', file = ''] = ofFile.exec(line) ?? [];
  if (whole === undefined) return [];
  return [whole, lead, file.endsWith('.md') ? 'include' : 'playground', file];
}

/** What a page includes whole or in parts, outside of code. */
function includedFiles({ lines: { text, kind } }: Preparation): string[] {
  return text.flatMap((line, index) => {
    const [, , name, given = ''] = line.includes('{{#') ? (helper.exec(line) ?? []) : [];
    return name === 'include' && kind[index] === 'text' ? [given.replace(/[\s:].*$/, '')] : [];
  });
}

const variable = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Variables of mdbook-variables, in code as well. */
function placeVariables({ lines, site }: Preparation): Edits {
  return changedLines(lines.text, (line) =>
    line.includes('{{')
      ? line.replace(variable, (whole, name: string) => site.text(name) ?? whole)
      : undefined,
  );
}

const box = /^(?:`{3,}|~{3,})[ \t]*admonish(?:[ \t]+(.*?))?[ \t]*$/;
const deepestBox = 5;

/** Boxes of mdbook-admonish: fences of ```` ```admonish warning "Title" ````. */
function prepareBoxes(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'fence') continue;
    const { lead, content } = splitPrefix(text[index]!);
    const found = box.exec(content);
    let end = index + 1;
    while (kind[end] === 'code') end++;
    if (found !== null) {
      const n = preparation.call({ origin: 'container', ...readBox(found[1] ?? '') });
      edits.replaceByBlock(index, lead, callTag.open(n));
      if (kind[end] === 'fence') edits.replaceByBlock(end, lead, callTag.close);
      else edits.insertAfter(end - 1, ...ownBlock(lead, callTag.close));
    }
    index = kind[end] === 'fence' ? end : end - 1;
  }
  return edits;
}

/** `warning.wide "Title"`, or `type="warning" title="Title"`. */
function readBox(given: string): { name: string; attributes: MdxJsxAttribute[] } {
  const [written = '', type] = /^([\w-]+)(?:\.[\w.-]+)?(?=\s|$)/.exec(given) ?? [];
  const options = readArguments(given.slice(written.length));
  const title = textValue(options, 'title') ?? textValue(options, '0');
  return {
    name: type ?? textValue(options, 'type') ?? 'note',
    attributes: title ? [attribute('title', title)] : [],
  };
}

/** Reports what a preprocessor of the book's own replaces. */
function tellLeft(preparation: Preparation, index: number, line: string): void {
  const spans = codeSpans(line);
  for (const match of line.matchAll(left)) {
    if (inSpan(spans, match.index)) continue;
    const [whole] = match;
    // Its uses are of one cause.
    const about = whole.replace(/^(\{\{\s*[#%]?[\w-]+)[\s:][^{}]*\}\}/, '$1 …}}');
    const reason = `\`${whole}\` is replaced by a preprocessor of the book; it was kept as written`;
    preparation.warn(index, { rule: 'preprocessor-text', about, reason });
  }
}

const tabMark = /^([ \t]*)\{\{#(end|\/)?(tabs?)(?:[ ]+([^{}]*))?\}\}[ \t]*$/;

/** `{{#tab name="Linux"}}` and `{{#endtab}}` of mdbook-tabs; others write `{{#tab Linux}}` and `{{#/tab}}`. */
function prepareTabs(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const open: { name: string; lead: string }[] = [];
  const closing = (from: number) =>
    open
      .splice(from)
      .reverse()
      .flatMap(({ lead }) => ownBlock(lead, callTag.close));
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('{{#')) continue;
    const [, lead = '', end, name, given = ''] = tabMark.exec(line) ?? [];
    if (name === undefined) continue;
    if (end !== undefined) {
      const at = open.findLastIndex((one) => one.name === name);
      if (at !== -1) edits.replace(index, ...closing(at));
      continue;
    }
    const title = /^name[=:] *"([^"]*)"/.exec(given)?.[1] ?? given.trimEnd();
    const attributes = name === 'tab' ? [attribute('title', title)] : [];
    const n = preparation.call({ origin: 'container', name, attributes });
    edits.replaceByBlock(index, lead, callTag.open(n));
    open.push({ name, lead });
  }
  edits.insertAfter(text.length - 1, ...closing(0));
  return edits;
}
