import type { Change } from '../../src/report/compare.ts';

export type StoredChange = Change;

/**
 * What differs between a page and its source: from the report itself, else from the server that
 * serves it.
 */
export async function changesOf(page: string): Promise<StoredChange[]> {
  const store = document.getElementById('comparisons')!;
  const stored = (JSON.parse(store.textContent!) as Record<string, string>)[page];
  if (stored !== undefined) return unpacked(stored);
  const answer = await fetch(`${store.dataset.address}?page=${encodeURIComponent(page)}`);
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  return unpacked(await answer.text());
}

async function unpacked(text: string): Promise<StoredChange[]> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const rows: [number, string, string, string, 0 | 1][] = await new Response(stream).json();
  return rows.map(([same, heading, before, after, code]) => ({
    same,
    heading,
    before,
    after,
    code: code === 1,
  }));
}
