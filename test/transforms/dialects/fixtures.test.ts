import { describe, expect, test } from 'vitest';
import { dialectRules, readDialectFixture } from '../../setup/dialect-fixtures.ts';
import { clean } from '../clean.ts';

/**
 * One folder a rule: `input.md(x)` becomes `expected.md`. `files/` holds what it includes, its
 * paths relative to the source root; `config.json` what a user adds to the dialect.
 */
describe.each(['remark', 'native'] as const)('%s', (parser) => {
  test.each(dialectRules)('%s: %s', (dialect, rule) => {
    const { source, expected, path, files, config } = readDialectFixture(dialect, rule);
    const { body } = clean(source, { dialect, parser, path, files, ...config });
    expect(body).toBe(expected);
  });
});
