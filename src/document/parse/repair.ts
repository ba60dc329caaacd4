import type { Root } from 'mdast';
import type { Finding } from '../../contract/message.ts';
import { classify } from '../lines/scanner.ts';
import { type Failure, failureOf, fixFailure } from './fix-failure.ts';
import { parseLeniently } from './remark.ts';
import { type Attempt, type ParserChoice, parseSyntax } from './syntax-tree.ts';

export type Evidence = 'sure' | 'likely' | 'none';

interface MdxOptions {
  parser: ParserChoice;
  /** Whether the text is meant as MDX: where nothing says so, what is not MDX was meant as Markdown. */
  evidence(): Evidence;
  /** Whether HTML comments are allowed. */
  htmlComments: boolean;
  /** Source line of each line, where preparing the text has moved lines. */
  lines: readonly number[] | undefined;
  report(finding: Finding): void;
}

/** More failures than these, and the text was not meant as MDX. */
const maxFailures = 20;
/** Parsing again after each failure costs time; larger texts get fewer tries. */
const maxParsed = 1_000_000;

/**
 * Parses MDX, fixing what is not MDX where that can be done without losing text; undefined where
 * no repair helps and the text has to be read as Markdown. Both outcomes are reported where it was meant as MDX.
 */
export function parseMdx(source: string, options: MdxOptions): Root | undefined {
  const text = options.htmlComments && source.includes('<!--') ? fixComments(source) : source;
  const first = parseSyntax(text, 'mdx', options.parser);
  if (first.ok) return first.tree;
  const evidence = options.evidence();
  const { tree, done }: Repaired =
    first.failure.hopeless === true || evidence === 'none'
      ? { done: [] }
      : repair(text, options.parser);
  // Where Markdown was as likely, that it is not all MDX says nothing.
  if (tree !== undefined && evidence === 'likely') return tree;
  const outcome =
    tree === undefined ? 'it was read as Markdown with HTML' : `it was fixed by ${done.join(', ')}`;
  options.report({
    severity: 'warning',
    rule: tree === undefined ? 'mdx-fallback' : 'mdx-repair',
    reason: `This is not MDX (${first.failure.reason}); ${outcome}.`,
    ...placeOf(first.failure, options.lines),
  });
  return tree;
}

interface Repaired {
  tree?: Root | undefined;
  done: string[];
}

function repair(text: string, parser: ParserChoice): Repaired {
  const done: string[] = [];
  let fixed = text;
  for (const { what, fix } of repairs) {
    const next = fix(fixed);
    if (next === fixed) continue;
    fixed = next;
    done.push(what);
    const attempt = parseSyntax(fixed, 'mdx', parser);
    if (attempt.ok) return { tree: attempt.tree, done };
  }
  return fixFailures(fixed, done);
}

/** Fixes failure after failure, taking expressions that are not JavaScript as they stand. */
function fixFailures(text: string, done: string[]): Repaired {
  let fixed = text;
  const tries = Math.min(maxFailures, Math.floor(maxParsed / Math.max(1, text.length)));
  if (failingTags(text) > tries) return { done };
  for (let count = 0; count <= tries; count++) {
    const attempt = attemptLeniently(fixed);
    if (attempt.ok) {
      if (count === 0) done.push('taking expressions as they stand');
      return { tree: attempt.tree, done: [...new Set(done)] };
    }
    const next = fixFailure(fixed, attempt.failure);
    if (next === undefined) break;
    fixed = next.text;
    done.push(next.what);
  }
  return { done };
}

/** Tags outside code that lack an end, or ends that lack a tag, at least; each is a failure of its own. */
function failingTags(text: string): number {
  let most = 0;
  outsideCode(text, (prose) => {
    const tags = prose.match(/<\/?[A-Za-z][\w.:-]*>/g) ?? [];
    const ends = tags.filter((tag) => tag.startsWith('</')).length;
    const begins = prose.match(/<[A-Za-z_$>]/g)?.length ?? 0;
    most = Math.max(tags.length - 2 * ends, ends - begins);
    return prose;
  });
  return most;
}

function attemptLeniently(text: string): Attempt {
  try {
    return { ok: true, tree: parseLeniently(text) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function placeOf(
  { line, column }: Failure,
  lines: readonly number[] | undefined,
): Partial<Finding> {
  return {
    ...(line === undefined ? {} : { line: lines?.[line - 1] ?? line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** One step that makes MDX of what other Markdown takes; the text outside code only. */
interface Repair {
  /** What it does, for the message. */
  what: string;
  fix(text: string): string;
}

/** `<https://a.b>`, `<mailto:a@b.c>`, `<a@b.c>`: without the brackets, GFM reads them as links. */
const addressInBrackets =
  /<((?:https?:\/\/|mailto:)[^\s<>]+|[\w.+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+)>/g;

/** In the order in which they are tried, each upon the ones before. */
const repairs: readonly Repair[] = [
  { what: 'leaving out scripts and styles', fix: (text) => blankBlocks(text) },
  { what: 'ending imports above a tag', fix: withImportsApart },
  {
    what: 'exporting what is declared below imports',
    fix: (text) =>
      outsideCode(text, (prose) =>
        prose.replace(/(?:^|\n[ \t]*\n)(?:im|ex)port\b(?:.+|\n(?![ \t]*\n))*/g, exportDeclarations),
      ),
  },
  { what: 'turning HTML comments into MDX comments', fix: fixComments },
  {
    what: 'leaving out ids of headings',
    fix: (text) =>
      outsideCode(text, (prose) =>
        prose.replace(
          /^(#{1,6}[ \t].*?)(\{#[^{}\n]*\})[ \t]*$/gm,
          (_, heading, id) => heading + ' '.repeat(id.length),
        ),
      ),
  },
  {
    what: 'reading <https://…> as links',
    fix: (text) => outsideCode(text, (prose) => prose.replace(addressInBrackets, '$1')),
  },
  {
    what: 'closing void tags',
    fix: (text) =>
      outsideCode(text, (prose) =>
        prose.replace(
          /<((?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b(?:[^<>{}]|\{[^{}]*\})*)(?<!\/)>/g,
          (_, tag: string) => `<${tag.replace(/(?<![ \t])[ \t]+$/, '')} />`,
        ),
      ),
  },
];

const importAboveTag = /^import[ \t][^\n'"]*['"][^\n'"]+['"][ \t]*;?[ \t]*(?=\n[ \t]*<)/gm;

/** An import right above a tag, which ends it only below a blank line, stands at the end of the text; all other lines stay. */
function withImportsApart(text: string): string {
  const imports: string[] = [];
  const rest = outsideCode(text, (prose) =>
    prose.replace(importAboveTag, (line) => {
      imports.push(line);
      return '';
    }),
  );
  return imports.length === 0 ? text : `${rest.trimEnd()}\n\n${imports.join('\n')}\n`;
}

/** Exports what a block of imports declares, but nothing within brackets or the lines of a template text. */
function exportDeclarations(block: string): string {
  let depth = 0;
  let isInTemplate = false;
  const lines = block.split('\n').map((line) => {
    const isDeclared = depth === 0 && !isInTemplate && declaration.test(line);
    for (const [sign] of line.matchAll(/\\.|[`()[\]{}]/g)) {
      if (sign === '`') isInTemplate = !isInTemplate;
      else if (!isInTemplate && sign.length === 1) depth += '([{'.includes(sign) ? 1 : -1;
    }
    return isDeclared ? `export ${line}` : line;
  });
  return lines.join('\n');
}

const declaration = /^(?:async |class |const |function |let |var )/;

/** HTML comments become MDX comments, in place. */
function fixComments(text: string): string {
  return outsideCode(text, (prose) => {
    // Behind the last end, none that is open has one.
    const end = prose.lastIndexOf('-->') + 3;
    return prose.slice(0, end).replace(/<!--([\s\S]*?)-->/g, mdxComment) + prose.slice(end);
  });
}

/** One of several lines that begins a line is blank: it may leave the list below which it stands, as MDX may not. */
function mdxComment(comment: string, inner: string, at: number, text: string): string {
  if (inner.includes('\n') && text.slice(text.lastIndexOf('\n', at) + 1, at).trim() === '')
    return `{}${comment.slice(2).replace(/[^\n]/g, ' ')}`;
  return `{/* ${inner.replaceAll('*/', '* ')}*/}`;
}

function blankBlocks(text: string): string {
  return outsideCode(text, (prose) =>
    prose.replace(/^<(script|style)\b(?:(?!^<\1\b)[\s\S])*?<\/\1>/gim, (block) =>
      block.replace(/[^\n]/g, ' '),
    ),
  );
}

const mark = /\uE000(\d+)\uE001/g;

/** Applies a change to the text outside fences and code spans, which are held back meanwhile. */
function outsideCode(text: string, change: (prose: string) => string): string {
  if (text.includes('\uE000')) return text;
  const held: string[] = [];
  const hold = (code: string) => `\uE000${held.push(code) - 1}\uE001`;
  const lines = text.split('\n');
  const kind = classify(lines, 'mdx');
  const prose = lines
    .map((line, index) => (kind[index] === 'code' || kind[index] === 'fence' ? hold(line) : line))
    .join('\n')
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, hold);
  return change(prose).replace(mark, (_, index) => held[Number(index)]!);
}
