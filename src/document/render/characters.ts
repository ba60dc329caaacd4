/** How a character counts beside a run of `*`, `_` or `~` (CommonMark's flanking rules). */
export type CharacterClass = 'space' | 'punctuation' | 'word' | 'unknown';

const space = /^\s$/u;
const punctuation = /^[\p{P}\p{S}]$/u;

const attention: ReadonlySet<string> = new Set('*_~');

/** Other markers and halves of surrogate pairs are `unknown`: parsers differ on them. */
export function classify(character: string): CharacterClass {
  const code = character.charCodeAt(0);
  if (Number.isNaN(code)) return 'space';
  if (code < 128) {
    if (code <= 32) return 'space';
    if (code >= 97 ? code <= 122 : code >= 65 ? code <= 90 : code >= 48 && code <= 57)
      return 'word';
    return attention.has(character) ? 'unknown' : 'punctuation';
  }
  if (code >= 0xd800 && code <= 0xdfff) return 'unknown';
  if (space.test(character)) return 'space';
  return punctuation.test(character) ? 'punctuation' : 'word';
}

export interface Flanks {
  opens: boolean;
  closes: boolean;
}

/** Whether a run of `marker` between two characters can open or close attention; `true` when unsure. */
export function flanks(marker: string, before: CharacterClass, after: CharacterClass): Flanks {
  if (before === 'unknown' || after === 'unknown') {
    return { opens: after !== 'space', closes: before !== 'space' };
  }
  const left =
    after !== 'space' &&
    (after !== 'punctuation' || before === 'space' || before === 'punctuation');
  const right =
    before !== 'space' &&
    (before !== 'punctuation' || after === 'space' || after === 'punctuation');
  if (marker !== '_') return { opens: left, closes: right };
  return {
    opens: left && (!right || before === 'punctuation'),
    closes: right && (!left || after === 'punctuation'),
  };
}
