import { type IsText, textIn } from './meant-text.ts';
import type { Leaf, Output } from './read.ts';

/** A construct of a source format that stands in an output outside code. */
interface Leak {
  line: number;
  what: string;
}

interface LeakPattern {
  name: string;
  pattern: RegExp;
  /** The dialects whose syntax it is; in the others it is text where the source has it. Default all. */
  owners?: readonly string[];
  /** What is marked, as emphasis, a link or a heading, is none. */
  isBare?: true;
}

const mkdocs = ['mkdocs-material'];
const templated = [
  ...['', 'generic', 'github', 'hugo', 'kumascript', 'liquid', 'markdoc', 'mdbook', 'zola'],
  ...mkdocs,
];
const attribute = String.raw`(?:[.#][\w-]+|[\w:-]+="[^"{}]*")`;

const patterns: readonly LeakPattern[] = [
  {
    name: 'ESM line',
    isBare: true,
    pattern:
      /^(?:import\s+(?:[\w*{].*\sfrom\s+)?['"][^'"]+['"]|export\s+(?:default|const|let|function|class|async|\{|\*)\s?.*)/m,
  },
  { name: 'tag', pattern: /<\/?[A-Za-z][\w.:-]*(?:\s(?!\s*=)[^<>]*)?\/?>|<\/?>/ },
  { name: 'MDX comment', pattern: /\{\s*\/\*/ },
  { name: 'HTML comment', pattern: /<!--/ },
  { name: 'container mark', pattern: /^[ \t]*:{3,}(?!:*$)|^[ \t]*:{3,}[ \t]*$/m },
  {
    name: 'component of MDC',
    isBare: true,
    pattern: /^[ \t]*::(?:[a-z][\w-]*(?:[[{].*)?)?[ \t]*$/m,
  },
  { name: 'inline component', pattern: /(?<![\w:]):[a-z][\w-]*\[[^\]\n]*\]\{/ },
  { name: 'slot', pattern: /^#[a-z][\w-]*$/m, owners: ['mdc'] },
  { name: 'tag of a template language', pattern: /\{%-?\s|\{\{[<%]/, owners: templated },
  { name: 'interpolation', pattern: /\{\{-?\s*[$A-Za-z][\w$.]*\s*-?\}\}/, owners: [] },
  { name: 'expression', pattern: /\{[A-Za-z_$][\w$]*(?:\.[\w$]+)+\}/, owners: [] },
  { name: 'heading id', pattern: /\{#[\w-]+\}[ \t]*$/m },
  {
    name: 'attribute list',
    pattern: new RegExp(
      String.raw`(?<!\{)\{:?[ \t]*${attribute}(?:[ \t]+${attribute})*[ \t]*\}(?!\})`,
    ),
    owners: [...mkdocs, 'mdc'],
  },
  { name: 'attribute list', pattern: /^\{:[^{}\n]*\}|(?<=\S)\{:[^{}\n]*\}/m, owners: ['liquid'] },
  {
    name: 'box',
    pattern: /^(?:!!!|\?\?\?\+?)(?:[ \t]+[\w"]|[\w-]+[ \t]*$)|^===[!+]?[ \t]+"/m,
    owners: mkdocs,
  },
  { name: 'block', pattern: /^\/{3,}[ \t]*[a-z][\w-]*(?:[ \t]*\||[ \t]*$)/m, owners: mkdocs },
  { name: 'snippet', pattern: /-8<-|(?:^|\s)@$/m, owners: mkdocs },
  { name: 'snippet', pattern: /^<<<[ \t]*[@./\w]/m, owners: ['vitepress'] },
  { name: 'table of contents', pattern: /^\[\[?toc\]?\]$/im },
  { name: 'icon', pattern: /:(?:material|octicons|fontawesome|simple)-[\w-]+:/ },
  {
    name: 'change',
    pattern:
      /\{(?:\+\+\S[^{}]*\+\+|--\S[^{}]*--|==\S[^{}]*==|>>\S[^{}]*<<)\}|(?<![=\w])==\w[^=\n]*\w==(?![=\w])/,
    owners: mkdocs,
  },
  { name: 'mark that marks nothing', pattern: /\*\*[^*\n]+\*\*|^\*{4}$/, owners: [] },
  { name: 'mark of a line of code', pattern: /\[!code\s/ },
  { name: 'value of a program', pattern: /\[object \w+\]/ },
  { name: 'sign for private use', pattern: /[\uE000-\uF8FF]/, owners: [] },
];

/** What a language of a fence may be called. */
const language = /^[\p{L}\p{M}\p{N}_#+./:@-]*$/u;

/** Finds source syntax that is left outside code; `source` tells what was meant as text. */
export function findLeaks(output: Output, source: string, dialect = ''): Leak[] {
  const leaks: Leak[] = [];
  const isText = textIn(source, dialect);
  for (const leaf of output.leaves) {
    const found = leaf.type === 'html' ? leaksOfHtml(leaf) : leaksOfText(leaf, dialect, isText);
    leaks.push(...found);
    if (found.at(-1)?.what === tooMany) return leaks;
  }
  if (!source.includes('@[')) leaks.push(...snippetLeaks(output));
  for (const { lang, meta, line } of output.code)
    if (!language.test(lang)) leaks.push({ line, what: `language: ${shown(`${lang} ${meta}`)}` });
  return leaks;
}

function leaksOfHtml({ value, line, inCell }: Leaf): Leak[] {
  const isBreak = inCell && /^<br ?\/?>$/.test(value);
  return isBreak ? [] : [{ line, what: `HTML: ${shown(value)}` }];
}

/** What is left in a text; the last one says where that was not checked to the end. */
function leaksOfText(leaf: Leaf, dialect: string, isText: IsText): Leak[] {
  const leaks: Leak[] = [];
  for (const leak of patterns) {
    const match = matchIn(leaf, leak);
    if (match === null) continue;
    const text = isText(match[0], leak.owners?.includes(dialect) === false);
    if (text === undefined) return [...leaks, { line: leaf.line, what: tooMany }];
    if (text) continue;
    const what = `${leak.name}: ${shown(leaf.value.slice(match.index))}`;
    leaks.push({ line: leaf.line, what });
  }
  return leaks;
}

function matchIn({ value, marks, leads }: Leaf, { pattern, isBare }: LeakPattern) {
  const match = isBare && marks > 0 ? null : pattern.exec(value);
  // What follows a mark begins no line.
  const beginsLine = match?.index === 0 && pattern.source.startsWith('^');
  return beginsLine && !leads ? null : match;
}

/** `@[code](path)` that was read as a link. */
function snippetLeaks(output: Output): Leak[] {
  if (!output.body.includes('@[')) return [];
  return output.linked.flatMap(({ url, line }) => {
    const text = lineOf(output, line);
    return url !== undefined && text.includes('@[')
      ? [{ line, what: `snippet: ${shown(text.trim())}` }]
      : [];
  });
}

const tooMany = 'too many different findings; the rest was not checked';

const lineOf = ({ body, bodyLine }: Output, line: number): string =>
  body.split('\n', line - bodyLine + 1).at(-1) ?? '';

const shown = (text: string): string => JSON.stringify(text.slice(0, 80));
