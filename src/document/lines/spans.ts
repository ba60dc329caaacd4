/** Where the code spans of a line lie, as pairs of start and end. Spans over several lines are rare and not seen. */
export function codeSpans(line: string): [number, number][] {
  if (!line.includes('`')) return [];
  const runs = [...line.matchAll(/`+/g)];
  const partners = nextOfSameLength(runs.map(([marks]) => marks.length));
  const spans: [number, number][] = [];
  for (let at = 0; at < runs.length; at++) {
    const opening = runs[at]!;
    const end = partners[at];
    if (end === undefined || isEscaped(line, opening.index)) continue;
    spans.push([opening.index, runs[end]!.index + runs[end]![0].length]);
    at = end;
  }
  return spans;
}

function nextOfSameLength(lengths: readonly number[]): (number | undefined)[] {
  const last = new Map<number, number>();
  const next: (number | undefined)[] = [];
  for (let at = lengths.length - 1; at >= 0; at--) {
    next[at] = last.get(lengths[at]!);
    last.set(lengths[at]!, at);
  }
  return next;
}

const isEscaped = (line: string, at: number): boolean =>
  line[at - 1] === '\\' && line[at - 2] !== '\\';

export const inSpan = (spans: readonly [number, number][], at: number): boolean =>
  spans.some(([start, end]) => at >= start && at < end);

/** Finds the spans that places lie in, which are asked for from left to right. */
export class SpanCursor {
  readonly #spans: readonly [number, number][];
  #passed = 0;

  constructor(spans: readonly [number, number][]) {
    this.#spans = spans;
  }

  /** Where the span ends that a place lies in. */
  endAt(at: number): number | undefined {
    while (this.#passed < this.#spans.length && this.#spans[this.#passed]![1] <= at) this.#passed++;
    const [start, end] = this.#spans[this.#passed] ?? [];
    return start !== undefined && start <= at ? end : undefined;
  }
}

/** Changes the text of a line outside its code spans. */
export function outsideSpans(line: string, change: (text: string) => string): string {
  const spans = codeSpans(line);
  if (spans.length === 0) return change(line);
  let made = '';
  let at = 0;
  for (const [start, end] of spans) {
    made += change(line.slice(at, start)) + line.slice(start, end);
    at = end;
  }
  return made + change(line.slice(at));
}
