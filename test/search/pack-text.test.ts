import { expect, test } from 'vitest';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { countPieces } from '../../src/search/pack-text.ts';

const count = await loadTokenizer();

test.each<[string, string[]]>([
  ['nothing', []],
  ['pages', ['<document source="a">\n', '# A.\n\n', 'End.\n', '</document>\n', '\n<document>\n']],
  ['a slash that joins the marks before it', ['See `a`:\n\n', '/etc/hosts\n\n', '- b\n']],
  ['white space that joins the breaks before it', ['One.\n\n', '\n  two\n', '\u3000three\n']],
  ['an empty piece', ['One.\n\n', '', 'Two.\n']],
])('pieces have the tokens of their text: %s', (_name, pieces) => {
  const known = new Map(pieces.map((piece) => [piece, count(piece)]));
  expect(countPieces(pieces, { known, count })).toBe(count(pieces.join('')));
  expect(countPieces(pieces, { known: new Map(), count })).toBe(count(pieces.join('')));
});
