import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

const definition = /^\s*\[([^\]^][^\]]*)\]:\s/;
const codeSpan = String.raw`(?<!\x60)(\x60+)(?!\x60)[^\n]*?(?<!\x60)\1(?!\x60)`;
const reference = String.raw`(?<![\\!\]])\[((?:[^[\]\n]|\n(?!\s*\n))+)\]\[([\p{L}\p{N}_.:+-]*)\]`;
const either = new RegExp(`${codeSpan}|${reference}`, 'gu');

/**
 * `[text][package.Name]` and `` [`package.Name`][] `` of autorefs and mkdocstrings lead to a heading
 * of any page; where no definition says where, the text stays.
 */
export function prepareCrossReferences({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  const quick = text.map((line, index) => (kind[index] === 'text' ? line : ''));
  if (!quick.some((line) => line.includes(']['))) return edits;
  const labels = new Set(quick.flatMap((line) => label(definition.exec(line)?.[1]) ?? []));
  const made = quick
    .join('\n')
    .replace(either, (whole: string, code?: string, shown?: string, id?: string) => {
      if (code !== undefined || shown === undefined) return whole;
      const isIdentifier = id === '' ? /^`[^`]+`$/.test(shown) : /[._:]/.test(id ?? '');
      return isIdentifier && !labels.has(label(id || shown) as string) ? shown : whole;
    })
    .split('\n');
  for (const [index, line] of made.entries()) if (line !== quick[index]) edits.replace(index, line);
  return edits;
}

const label = (text: string | undefined): string | undefined =>
  text?.trim().replace(/\s+/g, ' ').toLowerCase();
