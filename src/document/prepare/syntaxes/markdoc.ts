import { type Lines, scanLines } from '../../lines/lines.ts';
import { itemMarks, splitPrefix } from '../../lines/prefix.ts';
import { readArguments, readAttributes } from '../attributes.ts';
import { attribute, textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import type { Tag, TagHead, TagSyntax } from '../tag-syntax.ts';
import { prepareTags } from '../tags.ts';
import { gitbookSign, gitbookText } from './gitbook.ts';
import { branchesTaken } from './markdoc-branches.ts';
import { valuesPutIn } from './markdoc-values.ts';

/** Markdoc and GitBook: `{% tag key="value" %}` … `{% /tag %}` or `{% endtag %}`, `{% tag /%}`. */
const syntax: TagSyntax = {
  pattern: /\{%([\s\S]*?)%\}/y,
  opening: /\{%/g,
  closing: '%}',
  blocks: 'all',
  keepsLines: (start) => /^\{%\s*@mermaid\//.test(start),
  read,
  asText,
  replace: ({ name }) => (silent.has(name) ? '' : undefined),
  drops: ({ name }) => name === 'comment',
};

/** Tags that choose or repeat; all that they hold is kept, below the conditions that stand on lines of their own. */
const silent = new Set(['if', 'else', 'elseif', 'partial-set']);

function read(inside: string): TagHead | undefined {
  const text = inside.trim().replace(/^@mermaid\/diagram\b/, 'mermaid-diagram');
  // GitBook's integrations put their own name before that of the block: `@owner/block`.
  const match = /^(\/\s*|end(?=[\w-]))?(?:@[\w-]+\/)?([$\w-]+|[.#][\w-]+)\s*([\s\S]*?)(\/?)$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, closing, name, rest, alone] = match as unknown as [
    string,
    string | undefined,
    string,
    string,
    string,
  ];
  if (closing !== undefined) return { name, role: 'close', attributes: [] };
  if (rest.startsWith('('))
    return { name: 'function', role: 'alone', attributes: [expression(text)] };
  if (/^[.#]/.test(name) || /^=/.test(rest)) return { name: '', role: 'alone', attributes: [] };
  if (name.startsWith('$')) {
    return { name: 'variable', role: 'alone', attributes: [expression(text)] };
  }
  const attributes = readArguments(withoutShorthand(rest));
  return { name, role: alone === '/' ? 'alone' : 'open', attributes };
}

/** An attribute's text, or an id or class in short: `{% node #one .big label="One" /%}`. */
const shorthand = /"(?:[^"\\]|\\.)*"|(?<!\S)[#.][\w-]+(?!\S)/g;

const withoutShorthand = (rest: string) =>
  rest
    .replace(
      call,
      (_, name: string, given: string) => `${name}=${fallback.exec(given)?.[1] ?? '""'}`,
    )
    .replace(shorthand, (part) => (part.startsWith('"') ? part : ''));

/** An attribute that a function gives: `label=default($label, "Next")`. */
const call = /(?<=^|\s)([\w-]+)=(\w+\((?:[^()"]|"(?:[^"\\]|\\.)*")*\))/g;
/** What `default` gives where nothing is passed: https://markdoc.dev/docs/functions#built-in-functions */
const fallback = /^default\([^,"]*,\s*("(?:[^"\\]|\\.)*")\s*\)$/;

/** Variables and calls, as they are written. */
const expression = (text: string) => attribute('0', text);

function asText({ name, code, attributes }: Tag): string | undefined {
  if (code) return undefined;
  const value = attributes[0]?.value;
  const isExpression = name === 'variable' || name === 'function';
  return isExpression && typeof value === 'string' ? `{${value}}` : '';
}

const inFence = /\{%(.*?)%\}/g;
const headingStart = /^\s*#{1,6}\s/;

export const markdoc: SourceSyntax = {
  name: 'markdoc',
  sign: new RegExp(`\\{%|${gitbookSign.source}`),
  prepare,
};

/** Whether a line may have a tag with a variable, a function or a condition. */
function hasValue(line: string): boolean {
  const at = line.indexOf('{%');
  return at !== -1 && (/[$(]/.test(line.slice(at)) || /\{%\s*if\b/.test(line));
}

function prepare(preparation: Preparation): Edits {
  preparation.apply(gitbookText(preparation));
  takeIndentation(preparation);
  if (preparation.lines.text.some(hasValue)) {
    preparation.apply(branchesTaken(preparation));
    preparation.apply(valuesPutIn(preparation));
  }
  takeAnnotations(preparation);
  preparation.apply(conditionLabels(preparation.lines));
  preparation.define(rawPartials(preparation));
  return prepareTags(preparation, syntax);
}

/** Files whose text Redocly puts in before it reads the page: the page has the links that they define. */
const rawPartials = ({ lines }: Preparation): string[] =>
  lines.text.flatMap((line) => /\{%\s*raw-partial\s+file="([^"]+)"/.exec(line)?.[1] ?? []);

/** How Markdoc's tags end, and GitBook's do not. */
const ending = /\{%\s*\/|\/\s*%\}/;
const onlyTag = /^[ \t>]*\{%.*%\}[ \t]*$/;
/** Each round takes one level of indentation away. */
const mostRounds = 10;

/**
 * Moves what would be code by its indentation to where the prose above it stands: Markdoc has no such
 * code, https://github.com/markdoc/markdoc/blob/main/src/tokenizer/index.ts
 */
function takeIndentation(preparation: Preparation): void {
  if (!preparation.lines.text.some((line) => ending.test(line))) return;
  for (let round = 0; round < mostRounds; round++) {
    const edits = outOfCode(preparation);
    if (edits.size === 0) return;
    preparation.apply(edits);
  }
}

/** A line that is a tag ends a paragraph as a blank line does. */
function outOfCode({ lines, syntax }: Preparation): Edits {
  const edits = new Edits();
  const { text } = lines;
  const { kind } = scanLines(text.map((line) => line.replace(onlyTag, '')).join('\n'), syntax);
  let inFence = false;
  let column = 0;
  let shift: number | undefined;
  for (const [index, line] of text.entries()) {
    const { lead, content, indent, quotes } = splitPrefix(line);
    if (kind[index] === 'fence') inFence = !inFence;
    else if (kind[index] !== 'code') inFence = false;
    if (kind[index] !== 'code' || inFence) {
      shift = undefined;
      if (content !== '' && !onlyTag.test(line))
        column = indent + itemMarks.exec(content)![0].length;
    } else if (quotes === 0 && content !== '') {
      shift ??= indent - (column < indent ? column : 0);
      edits.replace(index, ' '.repeat(Math.max(0, indent - shift)) + line.slice(lead.length));
    }
  }
  return edits;
}

/** `## Title {% #id %}` names the heading's id; what stands in the head of a fence is its meta. */
function takeAnnotations(preparation: Preparation): void {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'fence') {
      edits.replace(
        index,
        line.replace(inFence, (_, tag: string) => tag.trim()),
      );
    }
    const tag = kind[index] === 'text' ? annotationOf(line) : undefined;
    const id = tag && textValue(readAttributes(tag) ?? [], 'id');
    if (id !== undefined) preparation.headingIds.set(source[index]!, id);
  }
  preparation.apply(edits);
}

/** What the annotation at the end of a heading's line holds. */
function annotationOf(line: string): string | undefined {
  const end = line.trimEnd();
  if (!headingStart.test(line) || !end.endsWith('%}')) return undefined;
  const open = end.lastIndexOf('%', end.length - 3);
  const tag = end.slice(open + 1, -2).trim();
  return end[open - 1] === '{' && /^(?:[.#]|[\w-]+=)/.test(tag) ? tag : undefined;
}

/** A tag with its line for itself: whether it closes, its name, what it says. */
const tagLine =
  /^\{%\s*(\/\s*|end(?=[a-z]))?([a-z][\w-]*)\s*((?:[^%]|%(?!\}))*?)\s*(\/?)\s*%\}\s*$/i;
/** Tags whose parts are read one by one, so that no words stand between them. */
const ofParts =
  /^(?:accordion-group|cards|code-group|code-walkthrough|columns|filetree|quick-links|stepper|steps|table|tabs|updates)$/;

interface OpenTag {
  name: string;
  /** The lines of its branches, and what is said in place of each. */
  branches: [index: number, lead: string, label: string | undefined][];
}

/**
 * Says above each branch of `{% if %}` … `{% else %}` when it is shown, as the condition is written:
 * only the site knows it, for each reader. https://markdoc.dev/docs/tags#conditionals
 */
function conditionLabels({ text, kind }: Lines): Edits {
  const edits = new Edits();
  const open: OpenTag[] = [];
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const tag = kind[index] === 'text' ? tagLine.exec(content) : null;
    if (tag === null) continue;
    const [, closing, name = '', said = '', alone] = tag;
    if (closing !== undefined) {
      const branches = endTag(open, name);
      labelBranches(branches, edits);
      if (branches.length > 0) edits.replace(index, lead.trimEnd());
      continue;
    }
    const label = labelOf(name, said);
    if (/^else(?:if)?$/.test(name)) open.at(-1)?.branches.push([index, lead, label]);
    else if (alone === '')
      open.push({ name, branches: name === 'if' ? [[index, lead, label]] : [] });
  }
  return edits;
}

/** Ends a tag, and gives its branches; none where it stands among parts. */
function endTag(open: OpenTag[], name: string): OpenTag['branches'] {
  const at = open.findLastIndex((one) => one.name === name);
  if (at === -1) return [];
  const [{ branches } = { branches: [] }] = open.splice(at);
  return ofParts.test(outer(open) ?? '') ? [] : branches;
}

function labelBranches(branches: OpenTag['branches'], edits: Edits): void {
  for (const [index, lead, label] of branches)
    if (label !== undefined) edits.replaceByBlock(index, lead, label);
}

/** The name of the tag that conditions stand in. */
const outer = (open: readonly OpenTag[]) => open.findLast(({ name }) => name !== 'if')?.name;

function labelOf(name: string, condition: string): string | undefined {
  if (condition === '') return name === 'else' ? '**Else**' : undefined;
  if (condition.includes('`')) return undefined;
  return `**${name === 'if' ? 'If' : 'Else if'} \`${condition}\`**`;
}
