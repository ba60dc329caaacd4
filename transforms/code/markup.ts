import type { Code } from 'mdast';
import type { CodeMarkup } from '../../src/contract/dialect.ts';

/** Code in `ansi` without the sequences that colour a terminal: https://shiki.style/languages#ansi */
export const withoutColours = (code: string): string =>
  code
    .split('\u001b')
    .map((part, at) => (at === 0 ? part : part.replace(/^\[[\d;]*[A-Za-z]/, '')))
    .join('');

/** Code whose markup was taken away, with what it said of the lines. */
interface Marked extends Changes {
  lines: string[];
}

/** Takes the markup of readers' tools out of code. */
export function withoutMarkup(
  code: string,
  kinds: ReadonlySet<CodeMarkup>,
  magicComments: readonly string[] = [],
): Marked {
  let lines = code.split('\n');
  if (kinds.has('twoslash')) lines = withoutTwoslash(lines);
  if (kinds.has('magic-comments')) return withoutMagicComments(lines, magicComments);
  if (kinds.has('annotations')) lines = lines.map(withoutAnnotations);
  return kinds.has('shiki') ? withoutShiki(lines) : { lines, added: new Set(), removed: new Set() };
}

/** A comment alone on its line. */
const comment =
  /^\s*(?:\/\/|\/\*|#|<!--|--|;+|%|\{\s*\/\*|REM|')\s*(\S|\S.*?\S)\s*(?:\*\/\s*\}?|-->)?\s*$/;

/** `highlight-next-line` and its kin. */
const magicWord = /^(?:highlight|error|success)-(?:next-line|start|end|line)$/;

/** What a comment says of the lines that it marks, where it is more than that a reader may look at them. */
const change =
  /(?:^|-)(?:(add(?:ed)?|insert(?:ed)?)|(?:del(?:eted?)?|removed?))-(next-line|start|end)$/;

/**
 * Code without the comments that only colour lines, and which of the lines they say are added and removed:
 * https://docusaurus.io/docs/markdown-features/code-blocks#custom-magic-comments
 */
function withoutMagicComments(code: readonly string[], own: readonly string[]): Marked {
  const marked = { lines: [] as string[], added: new Set<number>(), removed: new Set<number>() };
  let block: Set<number> | undefined;
  let next: Set<number> | undefined;
  for (const line of code) {
    const [, words = ''] = comment.exec(line) ?? [];
    if (!magicWord.test(words) && !own.includes(words)) {
      (next ?? block)?.add(marked.lines.length);
      next = undefined;
      marked.lines.push(line);
      continue;
    }
    const [, added, place] = change.exec(words) ?? [];
    const lines = added === undefined ? marked.removed : marked.added;
    if (place === 'next-line') next = lines;
    else if (place !== undefined) block = place === 'start' ? lines : undefined;
  }
  return marked;
}

/** Material's `# (1)!` hides the comment's mark; the number points at an annotation below the code. */
const annotation = /(?<![\w)])(\(\d+\))!+/g;
const commentMark = /#|\/\/|\/\*|<!--|--|;|%/;

function withoutAnnotations(line: string): string {
  const mark = line.includes(')!') ? commentMark.exec(line) : null;
  if (mark === null) return line;
  const begin = mark.index + mark[0].length;
  return line.slice(0, begin) + line.slice(begin).replace(annotation, '$1');
}

/**
 * Code without the lines that mdBook hides: in Rust those of `#` alone or with a blank after it, where
 * `##` stands for `#`; in each language those that begin with what `hidelines=` of the fence says.
 */
export function withoutHidden(code: string, info: string): string {
  const [, own] = /[\s,]hidelines=([^\s,]+)/.exec(info) ?? [];
  const lines = code.split('\n');
  if (own !== undefined)
    return lines.filter((line) => !line.trimStart().startsWith(own)).join('\n');
  if (!/^rust(?![\w-])/.test(info)) return code;
  return lines
    .filter((line) => !/^\s*#(?: |$)/.test(line))
    .map((line) => line.replace(/^(\s*)##/, '$1#'))
    .join('\n');
}

const cut = /^\s*\/\/\s*---cut(?:-before)?---\s*$/;
const cutAfter = /^\s*\/\/\s*---cut-after---\s*$/;
const cutStart = /^\s*\/\/\s*---cut-start---\s*$/;
const cutEnd = /^\s*\/\/\s*---cut-end---\s*$/;
/** Queries (`// ^?`, `// ^|`) and settings (`// @errors: 2345`, `// @filename: a.ts` stays). */
const query =
  /^\s*\/\/\s*(?:\^[?|]|\^+\s*$|@(?:errors|no[A-Z]\w*|target|module|jsx\w*|lib|strict\w*|types|allow\w+|checkJs|showEmit|emit\w*|moduleResolution|resolveJsonModule|esModuleInterop|isolatedModules|skipLibCheck|highlight|completions|twoslash-cache)\b)/;

const ofTwoslash = /^[ \t]*\/\/\s*(?:---cut(?:-before|-after|-start)?---|\^\?)[ \t]*$/m;

/**
 * Whether a block has lines for Twoslash alone, which may run on every block of TypeScript
 * (`explicitTrigger: false`): https://shiki.style/packages/twoslash#explicit-trigger
 */
export const isForTwoslash = ({ lang, value }: Code): boolean =>
  /^[cm]?[jt]sx?$|^(?:java|type)script$/.test(lang ?? '') && ofTwoslash.test(value);

function withoutTwoslash(code: readonly string[]): string[] {
  let lines = code;
  const before = lines.findLastIndex((line) => cut.test(line));
  if (before >= 0) lines = lines.slice(before + 1);
  const after = lines.findIndex((line) => cutAfter.test(line));
  if (after >= 0) lines = lines.slice(0, after);
  let hidden = false;
  lines = lines.filter((line) => {
    if (cutStart.test(line)) hidden = true;
    const keep = !hidden && !query.test(line);
    if (cutEnd.test(line)) hidden = false;
    return keep;
  });
  return trimBlank(lines);
}

function trimBlank(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

const shiki =
  /(?<![ \t])[ \t]*(?:(?:\/\/|\/\*|#|<!--|--|;|%|\{\/\*|')[ \t]*)?\[!code ([\w+-]+)(?::((?:\\.|\[[^[\]]*\]|[^\]\\[]|\[)*))?\][ \t]*(\*\/\}?|-->)?/;

/** The marker may stand in a comment of its own within another one. */
const commentWithin = /\/\*[ \t]*\/\/[ \t]*(?=\[!code [^\]]*\][ \t]*\*\/)/g;

/** In JSX blanks may stand between a comment and its braces. */
const spacedBraces = /\{[ \t]*(\/\*[ \t]*\[!code [^\]]*\][ \t]*\*\/)[ \t]*\}/g;

/** A marker in a comment of its own may follow another one. */
const isMarker = new RegExp(`^${shiki.source}`);

/** Markers at the end of a line speak of that line; those in a comment of its own, with words or without, of the next. */
function withoutShiki(source: readonly string[]): Marked {
  const lines: string[] = [];
  const added = new Set<number>();
  const removed = new Set<number>();
  const targets = new Map([
    ['++', added],
    ['--', removed],
  ]);
  for (const line of source) {
    const { rest, markers } = readShiki(line);
    for (const { kind, argument, isOfNext } of markers) {
      const target = targets.get(kind);
      const count = /^\d+$/.test(argument) ? Number(argument) : 1;
      const first = lines.length + (isOfNext ? 1 : 0);
      for (let offset = 0; offset < count; offset += 1) target?.add(first + offset);
    }
    if (rest !== undefined) lines.push(rest);
  }
  return { lines, added, removed };
}

interface ShikiMarker {
  kind: string;
  argument: string;
  /** Whether it speaks of the line below the words that follow it. */
  isOfNext: boolean;
}

/** The markers of a line, and what is left of it; nothing where a marker stands alone. */
function readShiki(line: string): { rest?: string; markers: ShikiMarker[] } {
  const markers: ShikiMarker[] = [];
  let rest = line.replace(commentWithin, '/* ').replace(spacedBraces, '{$1}');
  for (let match = shiki.exec(rest); match; match = shiki.exec(rest)) {
    const [whole, kind = '', argument = ''] = match;
    const head = rest.slice(0, match.index);
    const tail = rest.slice(match.index + whole.length);
    const isAlone = head.trim() === '' && tail.trim() === '';
    const isComment = head.trim() === '' && whole.trim() !== `[!code ${kind}]`;
    markers.push({ kind, argument, isOfNext: isComment && !isAlone });
    if (isAlone) return { markers };
    rest = withoutMarker(match, head, tail);
  }
  return { rest, markers };
}

function withoutMarker([whole, , , end]: RegExpExecArray, head: string, tail: string): string {
  if (tail.trim() === '') return head.trimEnd();
  if (end !== undefined && head.trim() !== '') return head + tail;
  if (isMarker.test(tail)) return head + whole.slice(0, -whole.trimStart().length) + tail;
  return head + leadOf(whole, tail) + tail.trimStart();
}

/** Text after a marker stays in its comment, so the comment's opening stays too, unless another one follows. */
const leadOf = (marker: string, tail: string): string => {
  const opening = marker.slice(0, marker.indexOf('['));
  const sign = opening.trim();
  if (sign !== '' && tail.trimStart().startsWith(sign)) return opening.split(sign)[0]!;
  return sign === '' ? opening : `${opening.trimEnd()} `;
};

/** What happens to the lines of a block of code, by line index. */
interface Changes {
  added: ReadonlySet<number>;
  removed: ReadonlySet<number>;
}

/** Lines of code as the body of a `diff` fence. */
export function diffBody(lines: readonly string[], { added, removed }: Changes): string {
  return lines
    .map((line, index) => {
      if (removed.has(index)) return `-${line}`;
      if (added.has(index)) return `+${line}`;
      return line.trim() === '' ? '' : ` ${line}`;
    })
    .join('\n');
}
