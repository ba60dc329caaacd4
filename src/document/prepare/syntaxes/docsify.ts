import { splitPrefix } from '../../lines/prefix.ts';
import type { LineKind } from '../../lines/scanner.ts';
import { attribute, callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const mark = /^<!-+\s*tabs:\s*(start|end)\s*-+>$/;
/** https://jhildenbiddle.github.io/docsify-tabs/#/?id=usage */
const label = /^(?:<!-+\s*tab:\s*(.*?\S)\s*-+>|#{1,6}\s*(?:\*\*|__)\s*(.*?\S)\s*(?:\*\*|__)\s*#*)$/;

const heading = /^#{1,6}[ \t]/;
/** https://docsify.js.org/#/helpers */
const hints =
  /[ \t]*\{docsify-ignore(?:-all)?\}|[ \t]+:(?:id|class|target|ignore)(?:=[\w%-]*)?(?=\s|$)/g;

/** The day of the last change, which only the server knows. */
const updated = /[ \t]*\{docsify-updated\}/;

/** Tabs of docsify-tabs, which comments begin and end, and what headings say to Docsify: `## Kilns :id=kilns`. */
export const docsify: SourceSyntax = {
  name: 'docsify',
  sign: /<!-+\s*tabs:|\{docsify-(?:ignore|updated)|[ \t]:(?:id|class|target|ignore)\b/,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const ends = endsIn(preparation);
  /** Of each list of tabs that is open, its last line and whether one of its tabs is. */
  const open: { end: number; hasTab: boolean }[] = [];
  const tag = (name: string, named?: string) =>
    callTag.open(
      preparation.call({
        origin: 'macro',
        name,
        attributes: named === undefined ? [] : [attribute('label', named)],
      }),
    );
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const tabs = open.at(-1);
    const end = ends.get(index);
    const close = tabs?.hasTab ? ownBlock(lead, callTag.close) : [];
    const named = tabs && !isCode(kind[index]) ? labelIn(content) : undefined;
    if (end !== undefined) {
      open.push({ end, hasTab: false });
      edits.replaceByBlock(index, lead, tag('tabs'));
    } else if (tabs?.end === index) {
      open.pop();
      edits.replace(index, ...close, ...ownBlock(lead, callTag.close));
    } else if (tabs && named !== undefined) {
      tabs.hasTab = true;
      edits.replace(index, ...close, ...ownBlock(lead, tag('tab', named)));
    } else if (kind[index] === 'text' && heading.test(content)) {
      writeHeading(preparation, index, edits);
    } else if (kind[index] === 'text' && updated.test(line))
      edits.replace(index, line.replace(updated, ''));
  }
  return edits;
}

const isCode = (kind: LineKind | undefined): boolean => kind === 'code' || kind === 'fence';

function labelIn(content: string): string | undefined {
  const [, byComment, byHeading] = label.exec(content) ?? [];
  return byComment ?? byHeading;
}

function writeHeading({ lines, headingIds }: Preparation, index: number, edits: Edits): void {
  const line = lines.text[index]!;
  const [, id] = /[ \t]:id=([\w%-]+)/.exec(line) ?? [];
  if (id !== undefined) headingIds.set(lines.source[index]!, id);
  const bare = line.replace(hints, '');
  if (bare !== line) edits.replace(index, bare);
}

/** The line that ends each list of tabs, by the one that begins it. */
function endsIn({ lines: { text, kind } }: Preparation): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [index, line] of text.entries()) {
    if (!line.includes('tabs:') || isCode(kind[index])) continue;
    const [, place] = mark.exec(splitPrefix(line).content) ?? [];
    if (place === 'start') open.push(index);
    else if (place === 'end' && open.length > 0) ends.set(open.pop()!, index);
  }
  return ends;
}
