import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../fixtures/dialects');

/** Dialect and rule of each folder in `fixtures/dialects`. */
export const dialectRules: readonly (readonly [dialect: string, rule: string])[] = readdirSync(
  root,
).flatMap((dialect) => readdirSync(join(root, dialect)).map((rule) => [dialect, rule] as const));

export interface DialectFixture {
  /** `input.md(x)`, as a page of the site. */
  path: string;
  source: string;
  expected: string;
  /** What a user adds to the dialect: `config.json`. */
  config: object;
  /** What the page may include: `files/`, with paths relative to the source root. */
  files: Readonly<Record<string, string>>;
  folder: string;
}

export function readDialectFixture(dialect: string, rule: string): DialectFixture {
  const folder = join(root, dialect, rule);
  const extension = existsSync(join(folder, 'input.mdx')) ? 'mdx' : 'md';
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    path: `docs/page.${extension}`,
    source: read(`input.${extension}`),
    expected: read('expected.md'),
    config: existsSync(join(folder, 'config.json')) ? JSON.parse(read('config.json')) : {},
    files: filesOf(join(folder, 'files')),
    folder,
  };
}

function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
  );
}
