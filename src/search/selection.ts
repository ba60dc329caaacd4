import { defaultEncoding } from '../contract/tokenizer.ts';
import type { Pack, PackSource } from './pack.ts';
import {
  countPieces,
  documentsOf,
  openingTag,
  type PackedChunk,
  placeLine,
  withWholeLinks,
} from './pack-text.ts';
import type { OutputReader } from './reader.ts';

/** Tokens. */
const shortOpening = 100;
const manyParts = 5;

export type Count = (text: string) => number;

interface ChunkAt {
  reader: OutputReader;
  number: number;
}

/** Whether the tokens of texts are those of their pieces: one vocabulary counts, and none is estimated. */
function addsUp(readers: readonly OutputReader[]): boolean {
  const [tokenizer = defaultEncoding, ...others] = new Set(
    readers.map(({ index }) => index.about.tokenizer ?? defaultEncoding),
  );
  return typeof tokenizer === 'string' && others.length === 0;
}

const knownSizes = new WeakMap<OutputReader, Uint32Array>();

/** What goes into a pack, in the order in which it was chosen. */
export class Selection {
  readonly #budget: number;
  readonly #count: Count;
  readonly #chosen = new Map<OutputReader, Map<number, PackedChunk>>();
  /** How many parts of a page are chosen. */
  readonly #pages = new Map<OutputReader, Map<number, number>>();
  readonly #hashes = new Set<string>();
  /** Tokens of the texts that are chosen. */
  readonly #sizes = new Map<string, number>();
  #tokens = 0;

  constructor(budget: number, count: Count) {
    this.#budget = budget;
    this.#count = count;
  }

  /**
   * Takes a chunk where it fits and says something new.
   *
   * @param options with `ofWhole`, all other chunks of its page are taken too
   */
  add({ reader, number }: ChunkAt, { ofWhole = false } = {}): void {
    const chosen = this.#chosen.get(reader) ?? new Map<number, PackedChunk>();
    const { tokens, page, length } = reader.index.chunks;
    if (chosen.has(number) || this.#tokens + tokens[number]! > this.#budget) return;
    const { hash, ...chunk } = reader.chunk(number);
    if (length[number]! > 0 && this.#hashes.has(hash)) return;
    const text = withWholeLinks(chunk.text, chunk.out, reader.addressOf);
    const size = text === chunk.text ? tokens[number]! : this.#sizeOf(reader, number, text);
    const place = ofWhole || chosen.has(number - 1) ? 0 : this.#count(placeLine(chunk));
    const cost = size + this.#frameOf(reader, page[number]!) + place + 1;
    if (this.#tokens + cost > this.#budget) return;
    this.#tokens += cost;
    this.#sizes.set(text, size);
    const parts = this.#pages.get(reader) ?? new Map<number, number>();
    this.#pages.set(reader, parts.set(page[number]!, (parts.get(page[number]!) ?? 0) + 1));
    chosen.set(number, { ...chunk, text });
    this.#chosen.set(reader, chosen);
    this.#hashes.add(hash);
    // A heading with nothing but this below it comes along.
    const above = number - 1;
    if (page[above] !== page[number] || length[above]! > 0) return;
    if (reader.chunk(above).headings.length < chunk.headings.length)
      this.add({ reader, number: above });
  }

  /** Tokens of a chunk whose links stand by themselves, counted once for all packs. */
  #sizeOf(reader: OutputReader, number: number, text: string): number {
    const sizes = knownSizes.get(reader) ?? new Uint32Array(reader.index.chunks.count);
    knownSizes.set(reader, sizes);
    sizes[number] ||= this.#count(text);
    return sizes[number];
  }

  /** Takes the other parts of a section, where they are not more than so many tokens. */
  completeSection({ reader, number }: ChunkAt, most: number): void {
    if (this.#chosen.get(reader)?.has(number) !== true) return;
    const { section, tokens } = reader.index.chunks;
    const parts: number[] = [];
    for (let at = section[number]!; section[at] === section[number]; at++) parts.push(at);
    if (parts.reduce((sum, at) => sum + tokens[at]!, 0) > most) return;
    for (const at of parts) this.add({ reader, number: at });
  }

  /** An opening comes along where it is short, or its page gives many parts: it says what the page is. */
  addOpening({ reader, number }: ChunkAt): void {
    if (this.#chosen.get(reader)?.has(number) !== true) return;
    const { page, tokens } = reader.index.chunks;
    const { from } = reader.rangeOf(page[number]!);
    const parts = this.#pages.get(reader)!.get(page[number]!)!;
    if (tokens[from]! <= shortOpening || parts >= manyParts) this.add({ reader, number: from });
  }

  /** What the tags of a page cost, where none of it is chosen yet. */
  #frameOf(reader: OutputReader, page: number): number {
    if (this.#pages.get(reader)?.has(page)) return 0;
    return this.#count(openingTag(reader, page, { parts: 98, of: 99 })) + 6;
  }

  /** Takes the rest of a page where all of it fits. */
  completePage({ reader, number }: ChunkAt): void {
    const chosen = this.#chosen.get(reader);
    if (chosen?.has(number) !== true) return;
    const { from, to } = reader.rangeOf(reader.index.chunks.page[number]!);
    const missing: number[] = [];
    for (let at = from; at < to; at++) if (!chosen.has(at)) missing.push(at);
    const size = missing.reduce((sum, at) => sum + reader.index.chunks.tokens[at]!, 0);
    if (this.#tokens + size > this.#budget) return;
    for (const at of missing) this.add({ reader, number: at }, { ofWhole: true });
  }

  /** The text within the budget: what was chosen last goes first where the sum was too hopeful. */
  render(readers: readonly OutputReader[]): Pick<Pack, 'text' | 'tokens' | 'sources'> {
    const adds = addsUp(readers);
    const order = [...this.#chosen].flatMap(([reader, chunks]) =>
      [...chunks.keys()].map((number) => ({ reader, number })),
    );
    for (;;) {
      const sources: PackSource[] = [];
      const pieces = readers.flatMap((reader) => {
        const chosen = this.#chosen.get(reader);
        return chosen === undefined ? [] : documentsOf(reader, chosen, sources);
      });
      const text = pieces.join('');
      const known = this.#sizes;
      const tokens = adds ? countPieces(pieces, { known, count: this.#count }) : this.#count(text);
      if (tokens <= this.#budget) return { text, tokens, sources };
      const last = order.pop()!;
      this.#chosen.get(last.reader)!.delete(last.number);
    }
  }
}
