import type { NativeReader } from './native-reader.ts';

/** What native reads from a mark on. */
export interface Read {
  /** Whether it has an end. */
  isWhole: boolean;
  /** Where it ends; where native gives it up, if it does not. */
  end: number;
  /** The first mark that is not before its end. */
  next: number;
  /** Characters that native looks at for it; endless where what is read is not certain. */
  work: number;
  /** How deep native's calls nest in it. */
  depth: number;
}

const blanks = /[ \t\n\f]*/y;
const name = /[A-Za-z_$][\w$-]*/y;
const spread = /\{[ \t\n]*\.\.\./y;
const behindName = /[ \t\n\f>/{]/y;
const beyondAscii = /[^\0-\x7f]/y;

/**
 * Reads a tag as 0.10.5 of native does (`scan_mdx_jsx_tag_end_inner`). What a character beyond ASCII
 * is, a part of a name or a blank, is not certain.
 */
export function readTag(reader: NativeReader, mark: number): Read {
  const tag = new TagReader(reader, mark);
  return tag.read();
}

class TagReader {
  readonly #reader: NativeReader;
  readonly #text: string;
  #at: number;
  /** A mark that is not after this place. */
  #mark: number;
  /** Where what is not counted yet begins. */
  #from: number;
  #work = 0;
  #depth = 0;

  constructor(reader: NativeReader, mark: number) {
    this.#reader = reader;
    this.#text = reader.text;
    this.#mark = mark;
    this.#from = reader.marks[mark]!;
    this.#at = this.#from + 1;
  }

  read(): Read {
    const isWhole = this.#readOver();
    const end = this.#at;
    const isCertain = isWhole || !this.#isAt(beyondAscii);
    return {
      isWhole,
      end,
      next: this.#reader.nextFrom(this.#mark, end),
      work: isCertain ? this.#work + end - this.#from : Infinity,
      depth: this.#depth,
    };
  }

  /** Stops after the tag, or at what cannot be in one. */
  #readOver(): boolean {
    const isClosing = this.#skip('/');
    if (isClosing) this.#skip(blanks);
    if (this.#skip('>')) return true;
    if (!this.#readName() || !this.#isAt(behindName)) return false;
    for (;;) {
      this.#skip(blanks);
      if (this.#skip('>')) return true;
      if (isClosing) return false;
      if (this.#skip('/')) {
        this.#skip(blanks);
        return this.#skip('>');
      }
      if (this.#isAt(spread) ? !this.#readExpression() : !this.#readAttribute()) return false;
    }
  }

  /** One name, a pair of them with a colon, or any number with points. */
  #readName(): boolean {
    for (let separator = ''; this.#skip(name); this.#skip(blanks)) {
      const end = this.#at;
      this.#skip(blanks);
      if (separator !== ':' && this.#skip('.')) separator = '.';
      else if (separator === '' && this.#skip(':')) separator = ':';
      else {
        this.#at = end;
        return true;
      }
    }
    return false;
  }

  #readAttribute(): boolean {
    if (!this.#skip(name)) return false;
    if (this.#skip(':') && (!this.#skip(name) || this.#isAt(':'))) return false;
    const end = this.#at;
    this.#skip(blanks);
    if (!this.#skip('=')) {
      this.#at = end;
      return true;
    }
    this.#skip(blanks);
    if (this.#isAt('{')) return this.#readExpression();
    if (!this.#isAt('"') && !this.#isAt("'")) return false;
    const close = this.#text.indexOf(this.#text[this.#at]!, this.#at + 1);
    this.#at = close === -1 ? this.#text.length : close + 1;
    return close !== -1;
  }

  #readExpression(): boolean {
    const mark = this.#reader.nextFrom(this.#mark, this.#at);
    const { isWhole, end, next, work, depth } = this.#reader.read(mark);
    this.#work += this.#at - this.#from + work;
    this.#depth = Math.max(this.#depth, depth + 1);
    this.#at = this.#from = end;
    this.#mark = next;
    return isWhole;
  }

  #skip(what: string | RegExp): boolean {
    if (!this.#isAt(what)) return false;
    this.#at = typeof what === 'string' ? this.#at + 1 : what.lastIndex;
    return true;
  }

  #isAt(what: string | RegExp): boolean {
    if (typeof what === 'string') return this.#text[this.#at] === what;
    what.lastIndex = this.#at;
    return what.test(this.#text);
  }
}
