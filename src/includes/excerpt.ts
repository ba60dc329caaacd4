import { withoutLastBreaks } from '../contract/safe-text.ts';
import { dedent, linesOf } from '../document/lines/some-lines.ts';
import { firstOf } from '../first-of.ts';

/** Which part of a file is included. */
interface ExcerptRequest {
  region?: string | undefined;
  /** Whether all regions of one name are one part. */
  joins?: boolean | undefined;
  /** Ranges such as `2-5,7` or `3,` (from line 3 on); lines count from 1. */
  lines?: string | undefined;
  /** A text in the file after which the part begins. */
  after?: string | undefined;
  /** A text in the file that the part ends before. */
  before?: string | undefined;
  /** Whether its lines keep the indentation that all of them share, for other lines beside them. */
  keepsIndent?: boolean;
}

/** One name for each part of each file. */
export function partName(path: string, request: ExcerptRequest): string {
  const { region = '', lines = '', after = '', before = '' } = request;
  if (after || before) return `${path}#${JSON.stringify([region, lines, after, before])}`;
  return region || lines ? `${path}#${region}:${lines}` : path;
}

/** The asked part of a file, without the marks of regions; undefined where the region is not there. */
export function excerpt(source: string, request: ExcerptRequest): string | undefined {
  const { region, lines } = request;
  const between = partBetween(source, request);
  if (between === undefined) return undefined;
  const all = withoutLastBreaks(between).split('\n');
  const inRegion = region ? regionOf(all, region, request.joins) : all;
  if (!inRegion) return undefined;
  const asked = lines ? linesOf(inRegion, lines) : inRegion;
  const shown = withoutMarks(asked);
  return (request.keepsIndent ? shown : dedent(shown)).join('\n');
}

const fence = /^\s*(?:`{3,}|~{3,})/;

/** Lines without the marks of regions; those that a fence shows are of its example. */
function withoutMarks(lines: readonly string[]): string[] {
  let isShown = false;
  return lines.filter((line) => {
    if (fence.test(line)) isShown = !isShown;
    return isShown || !isRegionMark(line);
  });
}

function partBetween(source: string, { after, before }: ExcerptRequest): string | undefined {
  const start = after ? source.indexOf(after) : 0;
  if (start < 0) return undefined;
  const rest = source.slice(start + (after?.length ?? 0));
  const end = before ? rest.indexOf(before) : rest.length;
  if (end < 0) return undefined;
  const part = rest.slice(0, end).replace(/^\s*\n/, '');
  return before ? part.replace(openComment, '') : part;
}

/** The sign of the comment that the text is in before which a part ends. */
const openComment = /\n[ \t]*(?:#|\/\/|\/\*|<!--|--|;|%)[ \t]*$/;

/** `// #region x`, `# region x`, a comment of JSX around it, `<!-- #region x -->`, `#pragma region x`, `// [START x]`, `--8<-- [start:x]`, `ANCHOR: x`, `// [!region x]`. */
const start =
  /(?:#\s?region|\[!region|#pragma region|\[START|\[start:|ANCHOR:|#docregion)\s*(?:([\w.*/-]+)\s*)?(?:\]\s*)?(?:(?:\*\/\}?|-->)\s*)?$/;
const end =
  /(?:#\s?endregion|\[!endregion|#pragma endregion|\[END|\[end:|ANCHOR_END:|#enddocregion)\s*(?:([\w.*/-]+)\s*)?(?:\]\s*)?(?:(?:\*\/\}?|-->)\s*)?$/;

const isRegionMark = (line: string) =>
  /^\s*(?:\/\/|\{?\/\*|#|<!--|--|;|%|\*|'|REM)/.test(line) && (start.test(line) || end.test(line));

function regionOf(lines: readonly string[], region: string, joins = false): string[] | undefined {
  const first = nextRegion(lines, region, 0);
  if (first === undefined)
    return firstOf([anchored, taggedPart, markedPart, elementOf], (find) => find(lines, region));
  const parts = [lines.slice(first.from, first.to)];
  let next = joins ? nextRegion(lines, region, first.to) : undefined;
  for (; next !== undefined; next = nextRegion(lines, region, next.to))
    parts.push(lines.slice(next.from, next.to));
  return parts.flat();
}

/** Where the next region of a name begins and ends, from a line on. */
function nextRegion(lines: readonly string[], region: string, line: number) {
  let from = line;
  while (from < lines.length && !(isRegionMark(lines[from]!) && startOf(lines[from]!) === region))
    from++;
  if (from++ === lines.length) return undefined;
  let depth = 0;
  for (let to = from; to < lines.length; to++) {
    if (!isRegionMark(lines[to]!)) continue;
    const ended = end.exec(lines[to]!);
    if (ended && (ended[1] === region || (ended[1] === undefined && depth === 0)))
      return { from, to };
    depth += ended ? -1 : 1;
  }
  return { from, to: lines.length };
}

const startOf = (line: string): string | undefined => start.exec(line)?.[1];

/** mdBook: marks may stand anywhere in a line, as in `[]:#(ANCHOR: x)`. */
function anchored(lines: readonly string[], region: string): string[] | undefined {
  const namesIt = (line: string, mark: RegExp) => mark.exec(line)?.[1] === region;
  const first = lines.findIndex((line) => namesIt(line, /ANCHOR:\s*([\w-]+)/));
  if (first < 0) return undefined;
  const last = lines.findIndex((line, at) => at > first && namesIt(line, /ANCHOR_END:\s*([\w-]+)/));
  const part = lines.slice(first + 1, last < 0 ? undefined : last);
  return part.filter((line) => !/ANCHOR(?:_END)?:\s*[\w-]/.test(line));
}

const tagMark = /^\s*(?:(?:\/\/|#|'|--|;)\s*(<[^<>]+>)|<!--\s*(<[^<>]+>)\s*-->)\s*$/;

/** DocFX: what stands between the comments `// <x>` and `// </x>`, or `<!-- <x> -->` and `<!-- </x> -->`. */
function taggedPart(lines: readonly string[], region: string): string[] | undefined {
  const isMark = (line: string, tag: string) => tagMark.exec(line)?.slice(1).find(Boolean) === tag;
  const first = lines.findIndex((line) => isMark(line, `<${region}>`));
  const last = lines.findIndex((line, at) => at > first && isMark(line, `</${region}>`));
  return first < 0 || last < 0 ? undefined : lines.slice(first + 1, last);
}

/** Docsify: what stands between two lines with `/// [x]` or `### [x]`, the second one the last in the file. */
function markedPart(lines: readonly string[], region: string): string[] | undefined {
  const isMark = (line: string) => /(?:###|\/\/\/)\s*\[([^\]]+)\]/.exec(line)?.[1] === region;
  const first = lines.findIndex(isMark);
  const last = lines.findLastIndex(isMark);
  return first === last ? undefined : lines.slice(first + 1, last);
}

/** `<section id="x">` of a Markdown file, or the section below a heading whose slug is the name. */
function elementOf(lines: readonly string[], id: string): string[] | undefined {
  const open = lines.findIndex((line) => sectionTag.exec(line)?.[1] === id);
  if (open >= 0) {
    const close = lines.findIndex((line, index) => index > open && line.includes('</section>'));
    return lines.slice(open + 1, close < 0 ? undefined : close);
  }
  const heading = lines.findIndex((line) => /^#{1,6}\s/.test(line) && slugOf(line) === id);
  if (heading < 0) return undefined;
  const depth = /^#+/.exec(lines[heading] as string)?.[0].length ?? 1;
  const next = lines.findIndex(
    (line, index) => index > heading && (/^(#{1,6})\s/.exec(line)?.[1]?.length ?? 7) <= depth,
  );
  return lines.slice(heading, next < 0 ? undefined : next);
}

const sectionTag = /<section\s+id=["']([^"']+)["']/;

function slugOf(heading: string): string {
  const custom = /\{?#([\w-]+)[}\]]\s*$/.exec(heading);
  if (custom?.[1]) return custom[1];
  const words = heading.replace(/^#+\s*/, '').toLowerCase();
  return words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}
