import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const anyTag = /\{%\s*(?:(if|else|elseif)\b(.*?)|(\/\s*if|endif)\s*)%\}/g;

interface Branch {
  index: number;
  from: number;
  to: number;
  /** Whether it is shown; undefined where that is not known. */
  is: boolean | undefined;
}

/**
 * Takes out the branches of conditions that are known not to hold, and the tags of those that do:
 * https://markdoc.dev/docs/tags#conditionals
 */
export function branchesTaken(preparation: Preparation): Edits {
  const { lines } = preparation;
  const cuts = new Map<number, [from: number, to: number][]>();
  const open: Branch[][] = [];
  for (const { index, from, to, name, said } of tagsOf(lines)) {
    const one = { index, from, to, is: name === undefined ? undefined : holds(said, preparation) };
    if (name === 'if') open.push([one]);
    else if (name !== undefined) open.at(-1)?.push(one);
    else {
      const branches = open.pop();
      if (branches !== undefined) cutOut([...branches, one], lines, cuts);
    }
  }
  return editsOf(cuts, lines);
}

interface ConditionTag extends Omit<Branch, 'is'> {
  name: string | undefined;
  said: string;
}

function* tagsOf({ text, kind }: Lines): Generator<ConditionTag> {
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('{%')) continue;
    const spans = codeSpans(line);
    for (const match of line.matchAll(anyTag)) {
      const [whole, name, said = ''] = match;
      if (inSpan(spans, match.index)) continue;
      yield { index, from: match.index, to: match.index + whole.length, name, said };
    }
  }
}

/** Whether a branch is shown: `{% else /%}` always is, where it is come to. */
function holds(said: string, { site, frontmatter }: Preparation): boolean | undefined {
  const condition = said.replace(/\/\s*$/, '').trim();
  if (condition === '') return true;
  const value = site.expression(`and(${condition})`, frontmatter);
  return typeof value === 'boolean' ? value : undefined;
}

/** Where what is not shown of a condition stands, by lines; nothing where some branch is not known. */
function cutOut(tags: readonly Branch[], { text }: Lines, cuts: Map<number, [number, number][]>) {
  const branches = tags.slice(0, -1);
  const shown = branches.findIndex(({ is }) => is !== false);
  if (branches[shown]?.is === undefined && shown !== -1) return;
  for (const [at, tag] of branches.entries()) {
    const next = tags[at + 1]!;
    const end = at === shown ? tag : { index: next.index, to: next.from };
    for (let index = tag.index; index <= end.index; index++) {
      const from = index === tag.index ? tag.from : 0;
      const to = index === end.index ? end.to : text[index]!.length;
      cuts.set(index, [...(cuts.get(index) ?? []), [from, to]]);
    }
  }
  const last = tags.at(-1)!;
  cuts.set(last.index, [...(cuts.get(last.index) ?? []), [last.from, last.to]]);
}

function editsOf(cuts: ReadonlyMap<number, [number, number][]>, { text }: Lines): Edits {
  const edits = new Edits();
  for (const [index, spans] of cuts) {
    const line = text[index]!;
    let kept = '';
    let at = 0;
    for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
      kept += line.slice(at, Math.max(at, from));
      at = Math.max(at, to);
    }
    kept += line.slice(at);
    const { lead, content } = splitPrefix(kept);
    edits.replace(index, content === '' ? lead.trimEnd() : kept);
  }
  return edits;
}
