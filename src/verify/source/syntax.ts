import { withShortcodesShown } from '../code-exceptions.ts';
import { rulesOf } from './dialect-rules.ts';

export interface Aside {
  text: string;
  line: number;
  /** Whether it is the title of a link. */
  ofLink?: true;
}

/** Where a table written as lists has its head, which the output says in each row. */
export const tableHead = /\{%\s*table\b[^\n]*\n([\s\S]*?)^[ \t]*---[ \t]*$/gm;

/** The head of a table of HTML, which the output says for each row where cells hold blocks. */
const htmlHead = /<thead\b(?:(?!<\/?tbody\b)[\s\S])*?<\/thead>/g;

/** First and last lines of what the output says in another order. */
export function headsOfTables(prose: string, dialect: string): [number, number][] {
  const heads = dialect === 'markdoc' ? [tableHead, htmlHead] : [htmlHead];
  return heads.flatMap((head) =>
    Array.from(prose.matchAll(head), ({ 0: whole, index }): [number, number] => {
      const line = lineEnds(prose.slice(0, index)) + 1;
      return [line, line + lineEnds(whole)];
    }),
  );
}

/** Addresses that a component leads to or shows, not those of styles and scripts. */
const target =
  /(?<![\w:.-]|<(?:link|script)\b[^<>]*)(?:src|href|to|url|link)(?:\s*=\s*["']|:[ \t]+["']?)(https?:[^\s"']+)/g;

/** What a button is called, where it says so beside where it leads. */
const button =
  /^[ \t]*label:[ \t]+(?<text>[^\n]+)\n(?:[^\n]*\n)*?[ \t]*to:[ \t]+(?<url>\S+)[ \t]*$/m;

const codeSpan = String.raw`(?<!\x60)(\x60+)(?!\x60)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!\x60)\1(?!\x60)`;

/** Of the files of a video in MDC the output leads to the first. */
const otherSources = /(?<=^[ \t]*:source\{[^\n]*\}[ \t]*\n)[ \t]*:source\{[^\n]*\}[ \t]*$/gm;

/** Prose without syntax, and what the syntax shows. */
interface Bare {
  text: string;
  asides: Aside[];
  links: { url: string; line: number }[];
  linked: { text: string; url: string; line: number }[];
}

/** Takes the syntax of a dialect out of prose; line numbers stay, and spans of code as they are. */
export function withoutSyntax(prose: string, dialect: string): Bare {
  const asides: Aside[] = [];
  const given = dialect === 'mdc' ? prose.replace(otherSources, '') : prose;
  const text = dialect === 'mkdocs-material' ? withJoinedReferences(given) : given;
  const bare: Bare = { text, asides, links: [], linked: [] };
  for (const { pattern, keep, asides: words } of rulesOf(dialect)) {
    const either = new RegExp(`${codeSpan}|(?:${shifted(pattern)})`, `g${pattern.flags}`);
    let counted = 0;
    let line = 1;
    bare.text = bare.text.replace(either, (whole: string, ...rest: unknown[]) => {
      const [code, ...groups] = rest as string[];
      if (code !== undefined) return withShortcodesShown(whole);
      const offset = rest.findLast((one) => typeof one === 'number') as number;
      line += lineEnds(bare.text.slice(counted, offset));
      counted = offset;
      noteLinks(bare, whole, { line, dialect });
      for (const aside of words?.(groups) ?? [])
        asides.push({ text: aside, line: line + lineEnds(whole.slice(0, whole.indexOf(aside))) });
      const kept = keep?.(groups) ?? ' ';
      return kept + '\n'.repeat(Math.max(0, lineEnds(whole) - lineEnds(kept)));
    });
  }
  return bare;
}

/** Adds where a piece of syntax leads to. */
function noteLinks(
  { links, linked }: Bare,
  whole: string,
  { line, dialect }: { line: number; dialect: string },
): void {
  if (dialect !== 'hugo')
    for (const [, url = ''] of whole.matchAll(target)) links.push({ url, line });
  const { text, url } = (dialect === 'mdc' && button.exec(whole)?.groups) || {};
  if (text && url) linked.push({ text, url, line });
}

/** A name in code that refers to an object, and the ends of code that it touches. */
const nameInCode = /(`?)\[`([^`\n]+)`\]\[([\w.]+)\](`?)/g;

/**
 * Python-Markdown takes `[text] [label]` for one reference, in one line or in two. A reference to an
 * object is its text, which is one piece with code beside it.
 */
function withJoinedReferences(prose: string): string {
  const definitions = prose.matchAll(/^[ \t]*\[([^\]^\n][^\]\n]*)\]:/gm);
  const defined = new Set([...definitions].map(([, label = '']) => label.toLowerCase()));
  const joined = prose.replace(nameInCode, (whole, before, code, label: string, after) => {
    if (before + after === '' || defined.has(label.toLowerCase())) return whole;
    return (before ? '' : '`') + code + (after ? '' : '`');
  });
  return joined.replace(
    /\[(?![ xX]\])([^[\]]+)\]( |\n *)\[([^[\]\n]+)\](?![:(])/g,
    (whole: string, shown: string, gap: string, label: string) => {
      const isName = gap !== ' ' && /^[\w.:+-]*[._:][\w.:+-]*$/.test(label);
      const isOne = isName || defined.has(label.toLowerCase());
      return isOne && !defined.has(shown.toLowerCase()) ? `[${shown}][${label}]${gap}` : whole;
    },
  );
}

/** The group of the span of code comes first, so those of a pattern count on from it. */
const shifted = ({ source }: RegExp): string =>
  source.replace(/\\([1-9])/g, (_, number) => `\\${Number(number) + 1}`);

const lineEnds = (text: string): number => text.split('\n').length - 1;
