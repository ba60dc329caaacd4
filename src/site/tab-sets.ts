import { lineEnd } from './lines-of-text.ts';

interface TabSet {
  number: number;
  /** Number of its tabs so far. */
  tabs: number;
  indent: number;
  /** Where the line of its last tab ends. */
  end: number;
}

/** The ids that `pymdownx.tabbed` gives to tabs by their places: `__tabbed_2_1` is the first of the second set. */
export class TabSets {
  readonly #text: string;
  readonly #open: TabSet[] = [];
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The id of the tab whose line begins here, `=== "One"`; `===!` begins a set. */
  next(at: number, indent: number): string {
    const open = this.#open;
    while (open.length > 0 && open.at(-1)!.indent > indent) open.pop();
    if (!this.#goesOn(at, indent)) {
      if (open.at(-1)?.indent === indent) open.pop();
      open.push({ number: ++this.#count, tabs: 0, indent, end: at });
    }
    const set = open.at(-1)!;
    set.tabs++;
    set.end = lineEnd(this.#text, at);
    return `__tabbed_${set.number}_${set.tabs}`;
  }

  #goesOn(at: number, indent: number): boolean {
    const last = this.#open.at(-1);
    if (last?.indent !== indent || this.#text.startsWith('===!', at + indent)) return false;
    const lines = this.#text.slice(last.end, at).split('\n');
    return lines.every((line) => line.search(/\S/) > indent || line.trim() === '');
  }
}
