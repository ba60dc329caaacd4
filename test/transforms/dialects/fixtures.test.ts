import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clean } from '../clean.ts';

const root = join(import.meta.dirname, '../../../fixtures/dialects');
const rules = readdirSync(root).flatMap((dialect) =>
  readdirSync(join(root, dialect)).map((rule) => [dialect, rule] as const),
);

/**
 * One folder a rule: `input.md(x)` becomes `expected.md`. `files/` holds what it includes, its
 * paths relative to the source root; `config.json` what a user adds to the dialect.
 */
describe.each(['remark', 'native'] as const)('%s', (parser) => {
  test.each(rules)('%s: %s', (dialect, rule) => {
    const folder = join(root, dialect, rule);
    const extension = existsSync(join(folder, 'input.mdx')) ? 'mdx' : 'md';
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const config = existsSync(join(folder, 'config.json')) ? JSON.parse(read('config.json')) : {};
    const options = { dialect, parser, path: `docs/page.${extension}`, files: filesOf(folder) };
    const { body } = clean(read(`input.${extension}`), { ...options, ...config });
    expect(body).toBe(read('expected.md'));
  });
});

function filesOf(folder: string): Record<string, string> {
  const root = join(folder, 'files');
  if (!existsSync(root)) return {};
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
  );
}
