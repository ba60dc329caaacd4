import { type BodySection, type Span, sectionsOf } from './sections.ts';

/** Most tokens of a chunk, but for a block that is larger by itself. */
export const chunkTokens = 400;

export interface CutOptions {
  count: (text: string) => number;
  maxTokens?: number;
}

/** The body of a page in parts of at most so many tokens, section by section. */
export interface BodyCut {
  sections: CutSection[];
  /** Of the whole body. */
  tokens: number;
}

export interface CutSection extends BodySection {
  parts: BodyPart[];
}

export interface BodyPart extends Span {
  tokens: number;
}

/** Cuts a body at its headings and, where a section is long, between its blocks. */
export function cutBody(body: string, { count, maxTokens = chunkTokens }: CutOptions): BodyCut {
  const sections = sectionsOf(body).map((section) => {
    return { ...section, parts: partsOf(body, section, { count, maxTokens }) };
  });
  const parts = sections.flatMap(({ parts }) => parts);
  const adds = parts.every(({ start }) => addsUp(body, start));
  const tokens = adds ? parts.reduce((sum, part) => sum + part.tokens, 0) : count(body);
  return { sections, tokens };
}

const cuts = new WeakMap<object, BodyCut>();

/** The cut of a document whose body is final, made once. */
export function cutOf(document: { body(): string }, count: CutOptions['count']): BodyCut {
  const cut = cuts.get(document) ?? cutBody(document.body(), { count });
  cuts.set(document, cut);
  return cut;
}

/** Fills parts with blocks as long as they fit; a heading always stays with the block below it. */
function partsOf(
  body: string,
  { start, end, depth, cuts }: BodySection,
  { count, maxTokens }: Required<CutOptions>,
): BodyPart[] {
  // What is short most often fits whole; what is long is counted once, block by block.
  if (cuts.length === 0 || end - start <= 2 * maxTokens) {
    const tokens = count(body.slice(start, end));
    if (tokens <= maxTokens || cuts.length === 0) return [{ start, end, tokens }];
  }
  const parts: BodyPart[] = [];
  let open: BodyPart | undefined;
  for (const [index, from] of [start, ...cuts].entries()) {
    const to = cuts[index] ?? end;
    const block = { start: from, end: to, tokens: count(body.slice(from, to)) };
    const joined = open && join(body, open, block, count);
    if (joined !== undefined && ((index === 1 && depth > 0) || joined.tokens <= maxTokens)) {
      open = joined;
    } else {
      if (open !== undefined) parts.push(open);
      open = block;
    }
  }
  return [...parts, open!];
}

function join(body: string, one: BodyPart, next: BodyPart, count: CutOptions['count']): BodyPart {
  const { start } = one;
  const { end } = next;
  const adds = addsUp(body, next.start);
  return { start, end, tokens: adds ? one.tokens + next.tokens : count(body.slice(start, end)) };
}

/**
 * Whether the tokens before and after the start of a line add up to those of both together. Only a
 * slash goes into one token with the line break before it.
 */
const addsUp = (body: string, at: number): boolean => body[at] !== '/';
