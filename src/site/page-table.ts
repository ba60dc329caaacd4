import { hashOf as hashOfText } from '../document/hash.ts';
import type { SitePage } from '../document/site.ts';

/** What pages are found by. */
export type PageKey = 'path' | 'route' | 'stem';

const keysOf: Readonly<Record<PageKey, (page: SitePage) => string[]>> = {
  path: ({ path }) => [path],
  route: ({ route }) => [route],
  stem: ({ path }) => stemsOf(path),
};

/** The parts of a table: memory that all threads see. Pages follow each other as JSON in `text`. */
export interface PageMemory {
  text: SharedArrayBuffer;
  /** Where each page begins in `text`, and where the last one ends. */
  starts: Uint32Array<SharedArrayBuffer>;
  /** A hash table of hash and number of a page, from 1; a number of 0 stands for no entry. */
  slots: Int32Array<SharedArrayBuffer>;
}

/** Pages that are kept taken apart; a site links to few of its pages often. */
const maxKnown = 500;

/**
 * The pages of a site, found by path, route or stem. As objects they would take 1 kB each in every
 * thread; as they are here they take half of that once, and a page is taken apart when it is asked for.
 */
export class PageTable implements Iterable<SitePage> {
  readonly memory: PageMemory;
  readonly #text: Buffer;
  readonly #known = new Map<number, SitePage>();
  #digest: string | undefined;

  constructor(memory: PageMemory) {
    this.memory = memory;
    this.#text = Buffer.from(memory.text);
  }

  static of(pages: Iterable<SitePage>): PageTable {
    if (pages instanceof PageTable) return pages;
    const builder = new PageTableBuilder();
    for (const page of pages) builder.add(page);
    return builder.finish();
  }

  *[Symbol.iterator](): Iterator<SitePage> {
    for (let at = 0; at + 1 < this.memory.starts.length; at++) yield this.#read(at);
  }

  /** The first page with a key. */
  find(kind: PageKey, key: string): SitePage | undefined {
    const { slots } = this.memory;
    const hash = hashOf(kind, key);
    for (let slot = firstSlot(slots, hash); slots[slot + 1] !== 0; slot = nextSlot(slots, slot)) {
      if (slots[slot] !== hash) continue;
      const page = this.#page(slots[slot + 1]! - 1);
      if (keysOf[kind](page).includes(key)) return page;
    }
    return undefined;
  }

  /** The same for the same pages in the same order. */
  get digest(): string {
    this.#digest ??= hashOfText(this.#text);
    return this.#digest;
  }

  toJSON(): SitePage[] {
    return [...this];
  }

  #page(at: number): SitePage {
    let page = this.#known.get(at);
    if (page === undefined) {
      page = this.#read(at);
      if (this.#known.size >= maxKnown) this.#known.clear();
      this.#known.set(at, page);
    }
    return page;
  }

  #read(at: number): SitePage {
    const { starts } = this.memory;
    return JSON.parse(this.#text.toString('utf8', starts[at], starts[at + 1]));
  }
}

/** Takes pages one by one. */
export class PageTableBuilder {
  /** JSON of each page. Memory that grows and is copied leaves gaps that the process keeps. */
  readonly #texts: string[] = [];
  readonly #starts = [0];
  /** Pairs of a hash and the number of its page, from 1. */
  readonly #keys: number[] = [];

  add(page: SitePage): void {
    const json = JSON.stringify(page);
    const number = this.#texts.push(json);
    this.#starts.push(this.#starts.at(-1)! + Buffer.byteLength(json));
    for (const kind of ['path', 'route', 'stem'] as const) {
      for (const key of keysOf[kind](page)) this.#keys.push(hashOf(kind, key), number);
    }
  }

  finish(): PageTable {
    const text = new SharedArrayBuffer(this.#starts.at(-1)!);
    const bytes = Buffer.from(text);
    for (const [at, json] of this.#texts.entries()) bytes.write(json, this.#starts[at]!);
    const starts = new Uint32Array(new SharedArrayBuffer(this.#starts.length * 4));
    starts.set(this.#starts);
    return new PageTable({ text, starts, slots: this.#slots() });
  }

  /** At most half of the table is taken, so that what is not there is soon known. */
  #slots(): PageMemory['slots'] {
    const length = 2 ** Math.ceil(Math.log2(this.#keys.length + 2)) * 2;
    const slots = new Int32Array(new SharedArrayBuffer(length * 4));
    for (let key = 0; key < this.#keys.length; key += 2) {
      const hash = this.#keys[key]!;
      let slot = firstSlot(slots, hash);
      while (slots[slot + 1] !== 0) slot = nextSlot(slots, slot);
      slots[slot] = hash;
      slots[slot + 1] = this.#keys[key + 1]!;
    }
    return slots;
  }
}

/** `a/b/index.md` -> `a/b/index`, `a/b`: how a link may name a file in short. */
function stemsOf(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  const folder = stem.replace(/(?:^|\/)(?:index|_index|readme|page)$/i, '');
  return stem === folder ? [stem] : [stem, folder];
}

/** FNV-1a over the characters. */
function hashOf(kind: PageKey, key: string): number {
  let hash = kind.charCodeAt(0);
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 16_777_619);
  return hash;
}

function firstSlot({ length }: PageMemory['slots'], hash: number): number {
  return ((hash ^ (hash >>> 15)) * 2) & (length - 1);
}

function nextSlot({ length }: PageMemory['slots'], slot: number): number {
  return (slot + 2) & (length - 1);
}
