import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

const definition = /^\s*\[([^\]^][^\]]*)\]:\s/;
const codeSpan = String.raw`(?<!\x60)(\x60+)(?!\x60)[^\n]*?(?<!\x60)\1(?!\x60)`;
const reference = String.raw`(?<![\\!\]])\[((?:[^[\]\n]|\n(?!\s*\n))+)\]( ?)\[([^[\]\n]*)\](?!\()`;
const identifier = /^[\p{L}\p{N}_.:+-]*[._:][\p{L}\p{N}_.:+-]*$/u;
const either = new RegExp(`${codeSpan}|${reference}`, 'gu');

/**
 * `[text][package.Name]` and `` [`package.Name`][] `` of autorefs and mkdocstrings lead to a heading
 * of any page; where no definition says where, the text stays. `[text] [id]` is one reference to
 * Python-Markdown.
 */
export function prepareCrossReferences({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  const quick = text.map((line, index) => (kind[index] === 'text' ? line : ''));
  if (!quick.some((line) => /\] ?\[/.test(line))) return edits;
  const labels = new Set(quick.flatMap((line) => label(definition.exec(line)?.[1]) ?? []));
  const made = quick
    .join('\n')
    .replace(either, (whole: string, code?: string, shown = '', blank = '', id = '') => {
      if (code !== undefined) return whole;
      if (blank !== '') {
        const isBox = /^[ xX]$/.test(shown);
        const isOne = !isBox && labels.has(label(id) ?? '') && !labels.has(label(shown) ?? '');
        return isOne ? `[${shown}][${id}]` : whole;
      }
      const isIdentifier = id === '' ? /^`[^`]+`$/.test(shown) : identifier.test(id);
      return isIdentifier && !labels.has(label(id || shown) ?? '') ? shown : whole;
    })
    .split('\n');
  for (const [index, line] of made.entries()) if (line !== quick[index]) edits.replace(index, line);
  return edits;
}

const label = (text: string | undefined): string | undefined =>
  text?.trim().replace(/\s+/g, ' ').toLowerCase();
