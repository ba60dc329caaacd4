import { itemMarks } from '../lines/prefix.ts';

/** Writes one line anew, with block tags on lines of their own. */
export class LineBuilder {
  readonly #lead: string;
  readonly #marker: string;
  readonly #done: string[] = [];
  #current = '';
  #fresh = true;

  constructor(lead: string, content: string) {
    this.#lead = lead;
    this.#marker = itemMarks.exec(content)![0];
  }

  text(text: string): void {
    this.#current += text;
  }

  /** Puts a tag on its own line and gives what it stands behind. */
  block(tag: string, lead?: string): string {
    const inner = this.#lead + this.#marker.replace(/\S/g, ' ');
    const blank = inner.trimEnd();
    if (this.#fresh && this.#marker !== '' && this.#current === this.#marker) {
      this.#done.push(this.#lead + this.#marker + tag, blank);
    } else {
      this.#flush();
      this.#done.push(blank, (lead ?? (this.#fresh ? this.#lead : inner)) + tag, blank);
    }
    this.#current = '';
    this.#fresh = false;
    return inner;
  }

  #flush(): void {
    if (this.#current.trim() === '') return;
    this.#done.push(
      this.#fresh
        ? this.#lead + this.#current
        : this.#lead + this.#marker.replace(/\S/g, ' ') + this.#current.trimStart(),
    );
    this.#fresh = false;
  }

  lines(): string[] {
    if (this.#done.length === 0) return [this.#lead + this.#current];
    this.#flush();
    return this.#done;
  }
}
