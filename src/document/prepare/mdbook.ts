import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

const helper = /^(\s*)\{\{#(include|rustdoc_include|playground|title)\s+([^\s{}][^{}]*)\}\}\s*$/;

/** mdBook: `{{#include file.md:part}}` and its kind, on lines of their own. */
export function prepareMdbook(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('{{#')) continue;
    const [, lead = '', name, given = ''] = helper.exec(line) ?? [];
    if (name === undefined) {
      edits.replace(index, line.replace(/\\(?=\{\{#)/g, ''));
      continue;
    }
    const [file = ''] = given.split(/\s/);
    const attributes = [attribute('0', file)];
    const n = preparation.call({ origin: 'macro', name, attributes });
    edits.replace(index, '', lead + callTag.alone(n), '');
  }
  return edits;
}
