import { describe, expect, it } from 'vitest';
import { encodings } from '../../src/contract/tokenizer.ts';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { dangerToNative } from '../../src/document/parse/guard.ts';
import { pieceEnd } from '../../src/document/tokens/pieces.ts';
import { yamlData } from '../../src/document/yaml-data.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

describe.each(encodings)('%s', (encoding) => {
  it.each([' ', 'a', '>'])('counts a run of a million %j in linear time', async (character) => {
    const count = await loadTokenizer(encoding);
    const seconds = await cpuSeconds(() => {
      expect(count(character.repeat(1_000_000))).toBeGreaterThan(1_000);
    });
    expect(seconds).toBeLessThan(10);
  });

  it('cuts a word longer than the stack of a regular expression', () => {
    expect(pieceEnd('あ'.repeat(10_000_000), 0, encoding)).toBe(1_000_000);
    expect(pieceEnd('あ'.repeat(10_000_000), 9_500_000, encoding)).toBe(10_000_000);
  });
});

it('reads many keys in linear time', async () => {
  const keys = Array.from({ length: 40_000 }, (_, at) => `k${at}: 1\n`).join('');
  const seconds = await cpuSeconds(() => expect(yamlData(keys)).toHaveProperty('k39999', 1));
  expect(seconds).toBeLessThan(10);
});

it.each([
  ['elements without an end', '{<a>}\n\n('.repeat(40_000)],
  ['what seems to be imports', `${'import a b\n'.repeat(40_000)}${'{((('.repeat(4_000)}`],
])('the guard judges %s in linear time', async (_, text) => {
  const seconds = await cpuSeconds(() => expect(dangerToNative(text, 'mdx')).toBe('stack'));
  expect(seconds).toBeLessThan(5);
});
