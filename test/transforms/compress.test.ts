import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { savingValue } from '../../src/contract/savings.ts';
import { shortenData } from '../../transforms/compress/data.ts';
import { compress } from '../../transforms/compress.ts';
import fc from '../setup/properties.ts';
import { runStages } from './stage.ts';

const root = join(import.meta.dirname, '../../fixtures/compress');
const read = (rule: string, name: string) => readFileSync(join(root, rule, name), 'utf8');
const rules = readdirSync(root);

/** One folder a rule: under `settings.json`, `input.md` becomes `expected.md`. */
test.each(rules)('%s', (rule) => {
  const settings = JSON.parse(read(rule, 'settings.json'));
  const { body } = runStages(read(rule, 'input.md'), [compress], settings);
  expect(body).toBe(existsSync(join(root, rule, 'expected.md')) ? read(rule, 'expected.md') : '');
});

test.each(rules)('lossless leaves %s alone', (rule) => {
  const { contribution } = runStages(read(rule, 'input.md'), [compress]);
  expect(contribution).toMatchObject({ status: 'skipped' });
});

test.each([
  ['long-lists', { count: 1, characters: 27 }],
  ['old-releases', { count: 1, characters: 130 }],
])('savings are counted by rule: %s', (rule, saving) => {
  const settings = JSON.parse(read(rule, 'settings.json'));
  const { contribution } = runStages(read(rule, 'input.md'), [compress], settings);
  expect(contribution).toEqual({ savings: { [rule]: saving } });
});

test('a rule of the configuration wins over the profile', () => {
  const settings = { profile: 'compact', savings: { 'long-lists': false } } as const;
  expect(savingValue(settings, 'long-lists')).toBe(false);
  expect(savingValue(settings, 'long-tables')).toBe(true);
  const input = read('long-lists', 'input.md');
  expect(runStages(input, [compress], settings).body).toBe(input);
});

test('JSON stays valid and short', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 4, max: 30 }), (json, limit) => {
      const text = JSON.stringify(JSON.parse(json), null, 2);
      const shortened = shortenData(text, 'json', limit);
      if (shortened === undefined) return;
      JSON.parse(shortened);
      expect(shortened).toMatch(/… .*(?:entry|entries) left out|"…": "/);
      expect(shortened.length).toBeLessThan(text.length + 40);
    }),
  );
});
