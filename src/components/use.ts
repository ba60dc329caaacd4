import type { Nodes, RootContent } from 'mdast';
import type { Callable, Value, ValueMap } from '../static/value.ts';
import { Content, type ContentOptions, type TypeOf } from './content.ts';

/** One use of a component: its attributes, and its children by slot (`default` is the unnamed one). */
export interface Use {
  props: ValueMap;
  slots: ReadonlyMap<string, RootContent[]>;
  /** What slots show that fill in what the component gives them. */
  filled?: ReadonlyMap<string, Callable>;
  typeOf?: TypeOf;
}

/** What a use of a component shows, as nodes for the dialect's tables. */
export interface Reading {
  nodes: RootContent[];
  /** Sources of expressions that are not static: what they show is missing. */
  notes: readonly string[];
  /** Whether parts of which a reader chooses one stand one after the other. */
  hasChoices: boolean;
  /** Whether the children of the use are shown, or there are none. */
  showsChildren: boolean;
}

/** What reading one use came upon. */
export class Findings {
  /** Sources of expressions that a reader of the site may see and that are not static. */
  readonly notes = new Set<string>();
  /** Whether parts of which a reader chooses one stand one after the other. */
  hasChoices = false;
  /** What content of the use found its place, each time it did. */
  readonly placed: string[] = [];
  readonly typeOf: TypeOf | undefined;
  readonly #texts: ReadonlySet<string>;
  readonly #placed = new Map<string, RootContent[][]>();
  /** Of children that are given one by one, the nodes of each that was placed. */
  readonly #groups = new Map<string, (RootContent[] | undefined)[][]>();

  constructor({ props, typeOf }: Use) {
    this.typeOf = typeOf;
    this.#texts = new Set(textsOf([...props.values()]));
  }

  /** Whether content of a slot is among the nodes that came of the use; texts may be in new nodes. */
  hasPlaced([slot, given]: [string, RootContent[]], shown: ReadonlySet<Nodes>): boolean {
    const texts = [...shown]
      .map((node) => (node.type === 'text' || node.type === 'code' ? node.value : ''))
      .join('\0');
    // A component may make something of each line, such as commands.
    const isShown = (node: Nodes): boolean =>
      shown.has(node) ||
      (node.type === 'code' && texts.includes(node.value.trim())) ||
      (node.type === 'text' &&
        node.value.split('\n').every((line) => texts.includes(line.trim()))) ||
      ('children' in node && node.children.length > 0 && node.children.every(isShown));
    const groups = this.#groups.get(slot) ?? [];
    return (
      given.every((node) => node.type === 'code' && isShown(node)) ||
      this.#placed.get(slot)?.some((nodes) => nodes.every(isShown)) === true ||
      // Each may have found its place in a reading of its own.
      groups[0]?.every((_, index) => groups.some((group) => group[index]?.every(isShown))) === true
    );
  }

  /**
   * Named slots of which nothing is shown, beside others that are: they go to the end. Undefined
   * where children of the use are not shown otherwise.
   */
  missing({ slots }: Use, shown: ReadonlySet<Nodes>): RootContent[] | undefined {
    const left = [...slots].filter((slot) => !this.hasPlaced(slot, shown));
    const isOther = left.length === slots.size || left.some(([name]) => name === 'default');
    const isPart = ([name]: [string, unknown]) =>
      this.#groups.has(name) ||
      this.#placed
        .get(name)
        ?.flat()
        .some((node) => shown.has(node));
    if (left.length > 0 && (isOther || left.some(isPart))) return undefined;
    return left.flatMap(([, nodes]) => nodes);
  }

  /** What shows content of the use was shown itself. */
  again(): void {
    this.placed.push('again');
  }

  /** Content of a slot was given to what shows it, even to another component. */
  place(slot: string, nodes: RootContent[]): void {
    this.#placed.set(slot, [...(this.#placed.get(slot) ?? []), nodes]);
    this.placed.push(`slot ${slot}`);
  }

  /** The children of a slot are given one by one: how each of them is placed. */
  placeOneByOne(slot: string, count: number): (index: number, nodes: RootContent[]) => void {
    const group = Array.from<RootContent[] | undefined>({ length: count });
    this.#groups.set(slot, [...(this.#groups.get(slot) ?? []), group]);
    return (index, nodes) => {
      group[index] = nodes;
      this.placed.push(`slot ${slot} ${index}`);
    };
  }

  /** A text was shown; gives whether it is one of the use. */
  show(text: string): boolean {
    const isOfUse = this.#texts.has(text);
    if (isOfUse) this.placed.push(text);
    return isOfUse;
  }

  /** Does something, and gives what was found by it apart from what was found before. */
  apart<T>(work: () => T): { given: T; notes: readonly string[]; hasChoices: boolean } {
    const before = [...this.notes];
    const { hasChoices: had } = this;
    this.notes.clear();
    this.hasChoices = false;
    try {
      const given = work();
      return { given, notes: [...this.notes], hasChoices: this.hasChoices };
    } finally {
      this.notes.clear();
      for (const note of before) this.notes.add(note);
      this.hasChoices = had;
    }
  }

  note(source: string): void {
    if (!isIcon.test(source)) this.notes.add(noteOf(source));
  }
}

/** `icon`, `item.icon`, `(Icon as Lucide)()`: a drawing, which says no words. */
const isIcon = /^\(?(?:\w+\??\.)*(?:\w*I|i)con(?: as \w+\))?(?:\(\))?$/;
/** A source in one short line. */
export function noteOf(source: string): string {
  const line = source.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
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
    super(nodes, { typeOf: findings.typeOf });
    this.slot = slot;
    this.#findings = findings;
  }

  override take(): RootContent[] {
    const nodes = super.take();
    this.#findings.place(this.slot, nodes);
    return nodes;
  }

  /** They have found their place where each of them has. */
  override parts(): Content[] {
    const nodes = this.each();
    const place = this.#findings.placeOneByOne(this.slot, nodes.length);
    return nodes.map(
      (node, index) => new Part([node], (taken) => place(index, taken), this.typeOf),
    );
  }
}

/** What a component gives to another and has content of the use in it. */
export class Passed extends Content {
  readonly #findings: Findings;

  constructor(nodes: readonly RootContent[], findings: Findings, { isShared }: ContentOptions) {
    super(nodes, { isShared, typeOf: findings.typeOf });
    this.#findings = findings;
  }

  override take(): RootContent[] {
    this.#findings.again();
    return super.take();
  }
}

/** One of the children, which a component may place more than once. */
export class Part extends Content {
  readonly #place: (nodes: RootContent[]) => void;

  constructor(
    nodes: readonly RootContent[],
    place: (nodes: RootContent[]) => void,
    typeOf: TypeOf | undefined,
  ) {
    super(nodes, { isShared: true, typeOf });
    this.#place = place;
  }

  protected override inner(nodes: readonly RootContent[]): Content {
    return new Part(nodes, this.#place, this.typeOf);
  }

  override take(): RootContent[] {
    const nodes = super.take();
    this.#place(nodes);
    return nodes;
  }
}
