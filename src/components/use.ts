import type { RootContent } from 'mdast';
import type { Value, ValueMap } from '../static/value.ts';
import { Content } from './content.ts';

/** One use of a component: its attributes, and its children by slot (`default` is the unnamed one). */
export interface Use {
  props: ValueMap;
  slots: ReadonlyMap<string, RootContent[]>;
}

/** What reading one use came upon. */
export class Findings {
  /** Sources of expressions that a reader of the site may see and that are not static. */
  readonly notes = new Set<string>();
  readonly #texts: ReadonlySet<string>;
  readonly #placed = new Set<string>();
  #count = 0;

  constructor({ props }: Use) {
    this.#texts = new Set(textsOf([...props.values()]));
  }

  /** How often content of the use found its place. */
  get count(): number {
    return this.#count;
  }

  hasPlaced(slot: string): boolean {
    return this.#placed.has(slot);
  }

  /** Content of a slot was shown. */
  place(slot: string): void {
    this.#placed.add(slot);
    this.#count += 1;
  }

  /** A text was shown; gives whether it is one of the use. */
  show(text: string): boolean {
    const isOfUse = this.#texts.has(text);
    if (isOfUse) this.#count += 1;
    return isOfUse;
  }

  note(source: string): void {
    const line = source.replace(/\s+/g, ' ').trim();
    this.notes.add(line.length > 60 ? `${line.slice(0, 57)}...` : line);
  }
}

function* textsOf(values: readonly Value[]): Generator<string> {
  for (const value of values) {
    if (typeof value === 'string' && value !== '') yield value;
    else if (Array.isArray(value)) yield* textsOf(value);
    else if (value instanceof Map) yield* textsOf([...value.values()]);
  }
}

/** Children of a use as the content that a component places. */
export class SlotContent extends Content {
  readonly #findings: Findings;
  readonly slot: string;

  constructor(nodes: readonly RootContent[], slot: string, findings: Findings) {
    super(nodes);
    this.slot = slot;
    this.#findings = findings;
  }

  override take(): RootContent[] {
    this.#findings.place(this.slot);
    return super.take();
  }
}
