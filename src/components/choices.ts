import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isName, nameOf } from '../static/options.ts';
import {
  Choice,
  callBack,
  fn,
  isScalar,
  type Options,
  Unknown,
  type Value,
} from '../static/value.ts';
import { fillings, isData, opensWithWord, optionsOf, type State } from './component-states.ts';
import { nodeCounter, nodesOf } from './emit.ts';
import { mergedTabs, saysAllOf, type Tab, textsIn, textsOfValue } from './merged-tabs.ts';
import type { Reader } from './reader.ts';
import { noteOf } from './use.ts';

/** How many values of a state are shown: the most that people write as tabs. */
const mostOptions = 12;
/** How many states of one component are shown by each of their values. */
const mostStates = 2;

/** One rendering of a component. */
interface Rendering {
  /** Tells what chooses a value of its states from what chooses other ones. */
  id: number;
  /** The values that its states have in this rendering, by their place among its states. */
  fixed: ReadonlyMap<number, Value>;
  states: State[];
}

interface Shown {
  nodes: RootContent[];
  notes: readonly string[];
  hasChoices: boolean;
}

/**
 * The states of components of which a reader of the page chooses the value: as tabs, with a list or by buttons. What
 * such a component shows is read once for each value, and what differs is shown as tabs.
 */
export class Choices {
  readonly #reader: Reader;
  #count = 0;
  /** Whether a component that has states was read. */
  hasStates = false;
  #rendering: Rendering | undefined;
  /** What is pressed, and the states that it sets. */
  #pressed: { name: string | undefined; sets: Set<State> } | undefined;
  #isInEffect = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** What `useState` gives. */
  state(initial: Value, begin: (value: Value, options: Options) => Value): Value[] {
    const { states, fixed, id }: Rendering = this.#rendering ?? outside();
    const options: Options = new Map();
    this.hasStates = true;
    const begun = begin(initial, options);
    const isKnown = !(begun instanceof Unknown);
    const isChosen =
      isKnown || begun instanceof Choice || initial === null || initial === undefined;
    const state: State = { initial, isChosen, id, isData: isKnown, options, filled: undefined };
    const at = states.push(state) - 1;
    const set = fn((value) => {
      if (this.#isInEffect && isData(value)) state.filled = value;
      if (this.#pressed === undefined || !(isScalar(value) || value instanceof Map)) return;
      options.set(value, this.#pressed.name ?? options.get(value) ?? nameOf(value));
      if (this.#pressed.sets.has(state)) state.isChosen = false;
      this.#pressed.sets.add(state);
    });
    return [fixed.has(at) ? fixed.get(at) : begun, set];
  }

  /** Runs what an effect does once a component is shown: it may set states. */
  after(effect: Value): void {
    const outer = this.#isInEffect;
    this.#isInEffect = true;
    try {
      callBack(effect);
    } finally {
      this.#isInEffect = outer;
    }
  }

  /** An element that is pressed names what it sets: `<button onClick={() => setTab('js')}>JavaScript</button>`. */
  pressed(nodes: RootContent[], press: () => void): RootContent[] {
    const name = plainText(nodes).trim();
    const sets = new Set<State>();
    const outer = this.#pressed;
    this.#pressed = { name: isName(name) ? name : undefined, sets };
    try {
      press();
    } finally {
      this.#pressed = outer;
    }
    if (sets.size === 0) return nodes;
    const chooses = [...new Set([...sets].map(({ id }) => id))];
    return nodes.map((node) => ({ ...node, data: { ...node.data, chooses } }) as RootContent);
  }

  /** What a component shows, by each value of a state where the first reading misses something. */
  shown(work: () => Value): Value {
    const { findings } = this.#reader.emitter;
    const { rendering, ...first } = this.#fullest(++this.#count, work);
    const isPartly = first.given instanceof Unknown || first.notes.length > 0 || first.hasChoices;
    const mayDiffer = rendering.states.some((state) =>
      optionsOf(state).length > 1 ? isPartly || state.isData : isPartly && opensWithWord(state),
    );
    const better = mayDiffer
      ? this.#reader.budget.half(() => this.#better(first, rendering, work), undefined)
      : undefined;
    for (const note of (better ?? first).notes) findings.notes.add(note);
    findings.hasChoices ||= first.hasChoices;
    return better ? this.#reader.content(better.nodes) : first.given;
  }

  /** What a component shows as it opens, with what its effects fill its states with where that says more. */
  #fullest(id: number, work: () => Value): First & { rendering: Rendering } {
    const read = (fixed: Rendering['fixed']) => {
      const rendering: Rendering = { id, fixed, states: [] };
      const first = this.#reader.emitter.findings.apart(() => this.#render(rendering, work));
      return { ...first, rendering };
    };
    let said = read(new Map());
    for (const fixed of fillings(said.rendering.states)) {
      const filled = this.#reader.budget.half(() => read(fixed), said);
      if (lengthOf(filled.given) > lengthOf(said.given)) said = filled;
    }
    return said;
  }

  #render(rendering: Rendering, work: () => Value): Value {
    const outer = this.#rendering;
    this.#rendering = rendering;
    try {
      return work();
    } finally {
      this.#rendering = outer;
    }
  }

  /** A component with some of its states fixed, as nodes that count by themselves. */
  #fixed(rendering: Rendering, work: () => Value): Shown {
    const reader = this.#reader;
    const { emitter } = reader;
    reader.emitter = { ...emitter, count: nodeCounter() };
    try {
      const { given, ...found } = emitter.findings.apart(() =>
        nodesOf(this.#render(rendering, work), () => 'what it returns', reader.emitter),
      );
      return { ...found, nodes: given };
    } finally {
      reader.emitter = emitter;
    }
  }

  /** Undefined where other values of a state say no more than the first reading does. */
  #better(first: First, rendering: Rendering, work: () => Value): Shown | undefined {
    const all = this.#tabs(rendering, work);
    if (all && isBetter(all, first) && saysAllOf(textsOfValue(first.given), all.nodes)) return all;
    const { given, notes } = first;
    const isUnknown = given instanceof Unknown;
    return this.#atFirst({ texts: textsOfValue(given), notes, isUnknown }, rendering, work);
  }

  /** What a component shows as the page opens, with a note where another value may show more. */
  #atFirst(than: Partly, rendering: Rendering, work: () => Value): Shown | undefined {
    const { texts, notes: missed, isUnknown } = than;
    if (missed.length === 0 && !isUnknown) return undefined;
    const { fixed, states } = rendering;
    const open = [...states.entries()].filter(
      ([at, state]) => !fixed.has(at) && opensWithWord(state),
    );
    if (open.length === 0) return undefined;
    const read = (valueIn: (state: State) => Value) => {
      const values = open.map(([at, state]) => [at, valueIn(state)] as const);
      return this.#fixed({ ...rendering, fixed: new Map([...fixed, ...values]), states: [] }, work);
    };
    const begun = read(({ initial }) => initial);
    const known = new Set(texts);
    const isMore = textsIn(begun.nodes).some((text) => !known.has(text));
    const missesLess = isUnknown || isBetter(begun, than);
    if (!isMore || !missesLess || !saysAllOf(texts, begun.nodes)) return undefined;
    // No state is the empty word: whatever asks which of its values it is takes the other branch.
    const other = read(() => '');
    const isAll =
      open.every(([, { options }]) => options.size < 2) &&
      other.notes.every((note) => begun.notes.includes(note)) &&
      saysAllOf(textsIn(other.nodes), begun.nodes);
    const notes = open.map(([, { initial }]) => noteOf(`what is chosen instead of "${initial}"`));
    return isAll ? begun : { ...begun, notes: [...begun.notes, ...notes] };
  }

  /** What a component shows by each value of its first state that has more than one. */
  #tabs(rendering: Rendering, work: () => Value): Shown | undefined {
    const { states, fixed, id } = rendering;
    const at = states.findIndex((state, index) => !fixed.has(index) && optionsOf(state).length > 1);
    const options = at < 0 ? [] : optionsOf(states[at]!);
    if (options.length < 2 || options.length > mostOptions) return undefined;
    const notes = new Set<string>();
    const tabs: Tab[] = [];
    for (const [value, name] of options) {
      const inner: Rendering = { id, fixed: new Map(fixed).set(at, value), states: [] };
      const shown = this.#fixed(inner, work);
      const isPartly = shown.notes.length > 0 || shown.hasChoices;
      const tabsIn =
        isPartly && inner.fixed.size < mostStates ? this.#tabs(inner, work) : undefined;
      const than = { texts: textsIn(shown.nodes), notes: shown.notes, isUnknown: false };
      const taken =
        tabsIn && isBetter(tabsIn, shown) ? tabsIn : (this.#atFirst(than, inner, work) ?? shown);
      for (const note of taken.notes) notes.add(note);
      tabs.push({ value, name, nodes: taken.nodes });
    }
    const nodes = mergedTabs(tabs, id);
    return nodes && { nodes, notes: [...notes], hasChoices: false };
  }
}

/** For hooks that no component calls. */
const outside = (): Rendering => ({ id: 0, fixed: new Map(), states: [] });

const lengthOf = (value: Value): number => textsOfValue(value).join('').length;

type First = Omit<Shown, 'nodes'> & { given: Value };

/** What a reading says and misses. */
interface Partly {
  texts: readonly string[];
  notes: readonly string[];
  isUnknown: boolean;
}

/** Whether a reading misses less than another one. */
const isBetter = ({ notes }: Shown, than: Pick<Shown, 'notes'>): boolean =>
  notes.length < than.notes.length ||
  (notes.length === than.notes.length && notes.every((note) => than.notes.includes(note)));

/** What a component is given to call when something is done with it. */
export const isHandler = (name: string): boolean => /^on[A-Z]/.test(name);
