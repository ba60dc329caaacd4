import { fenceMarker } from '../../lines/fences.ts';
import { columnOf, itemMarks } from '../../lines/prefix.ts';
import type { LineKind } from '../../lines/scanner.ts';

/** The fence that is open in blocks with indented bodies, as SuperFences sees it. */
export class OpenFence {
  #fence: { marker: string; indent: number } | undefined;
  /** Down to which line nothing ends a fence of these marks. */
  readonly #unclosed = new Map<string, number>();

  get isOpen(): boolean {
    return this.#fence !== undefined;
  }

  /** Ends it with the block that it is in. */
  end(): void {
    this.#fence = undefined;
  }

  /** Ends it before a line that is less indented and, to CommonMark, outside of the list item. */
  leave(line: string, kind: LineKind | undefined): void {
    if (kind === 'text' && columnOf(line) < (this.#fence?.indent ?? 0)) this.end();
  }

  track(line: string): void {
    const content = line.trim();
    const [marks] = itemMarks.exec(content)!;
    const marker = fenceMarker(content.slice(marks.length));
    // Five blanks after its mark, an item begins with indented code.
    if (marker === undefined || / {5}$/.test(marks)) return;
    const indent = columnOf(line);
    const fence = this.#fence;
    if (fence === undefined) this.#fence = { marker, indent };
    else if (content === marker && marker.startsWith(fence.marker) && indent <= fence.indent + 3)
      this.end();
  }

  /** Whether a line begins a fence that does not end within its block; Python-Markdown takes it for none. */
  isStray(text: readonly string[], index: number, indent: number): boolean {
    const marker = fenceMarker(text[index]!.trim());
    if (marker === undefined || this.isOpen) return false;
    if (index < (this.#unclosed.get(marker) ?? 0)) return true;
    let at = index + 1;
    for (; at < text.length; at++) {
      const line = text[at]!;
      if (line.trim() === marker) return false;
      if (line.trim() !== '' && columnOf(line) < indent) break;
    }
    this.#unclosed.set(marker, at);
    return true;
  }
}
