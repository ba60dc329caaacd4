import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { changedLines, type Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { type Branch, hiddenParts, type Range } from './branches.ts';

const anyTag = /\{%\s*(?:(if|else|elseif)\b(.*?)|(\/\s*if|endif)\s*)%\}/g;

/**
 * Takes out the branches of conditions that are known not to hold, and the tags of those that do:
 * https://markdoc.dev/docs/tags#conditionals
 */
export function branchesTaken(preparation: Preparation): Edits {
  const hidden: Range[] = [];
  const open: Branch[][] = [];
  for (const { name, said, ...place } of tagsOf(preparation.lines)) {
    const branch = { ...place, is: holds(said, preparation) };
    if (name === 'if') open.push([branch]);
    else if (name !== undefined) open.at(-1)?.push(branch);
    else hidden.push(...hiddenParts(open.pop() ?? [], place));
  }
  return withoutParts(preparation.lines.text, hidden);
}

/** A tag with its place in the text. */
interface ConditionTag extends Range {
  /** Undefined where it ends a condition. */
  name: string | undefined;
  said: string;
}

function* tagsOf({ text, kind }: Lines): Generator<ConditionTag> {
  let first = 0;
  for (const [index, line] of text.entries()) {
    const isRead = kind[index] === 'text' && line.includes('{%');
    const spans = isRead ? codeSpans(line) : [];
    for (const match of isRead ? line.matchAll(anyTag) : []) {
      const [whole, name, said = ''] = match;
      const start = first + match.index;
      if (!inSpan(spans, match.index)) yield { start, end: start + whole.length, name, said };
    }
    first += line.length + 1;
  }
}

/** Whether a branch is shown: `{% else /%}` always is, where it is come to. */
function holds(said: string, { site, frontmatter }: Preparation): boolean | undefined {
  const condition = said.replace(/\/\s*$/, '').trim();
  if (condition === '') return true;
  const value = site.expression(`and(${condition})`, frontmatter);
  return typeof value === 'boolean' ? value : undefined;
}

/** The lines of a text without some parts of it. */
function withoutParts(text: readonly string[], parts: readonly Range[]): Edits {
  const inOrder = parts.toSorted((a, b) => a.start - b.start);
  let next = 0;
  return changedLines(text, (line) => {
    const first = next;
    next += line.length + 1;
    const here = inOrder.filter(({ start, end }) => start < first + line.length && end > first);
    if (here.length === 0) return undefined;
    let kept = '';
    let at = first;
    for (const { start, end } of here) {
      kept += line.slice(at - first, Math.max(at, start) - first);
      at = Math.max(at, end);
    }
    kept += line.slice(at - first);
    const { lead, content } = splitPrefix(kept);
    return content === '' ? lead.trimEnd() : kept;
  });
}
