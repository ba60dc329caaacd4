import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ContextorError } from './errors.ts';
import { type TransformOptions, transform } from './one-document.ts';

/** The options of `transform`, for all fixtures of a folder. */
export interface FixtureOptions extends Omit<TransformOptions, 'path'> {
  /** Writes what comes out as what is expected. Default false. */
  update?: boolean;
}

/** What came of one fixture. */
export interface Fixture {
  /** Name of its folder. */
  name: string;
  passed: boolean;
  /**
   * The `.mdc`; of a document that was left out or failed, the line `(dropped by STAGE: reason)` or
   * `(failed: reason)`.
   */
  actual: string;
  /** Content of `expected.mdc`; undefined if it is missing. */
  expected: string | undefined;
}

const inputs = ['input.mdx', 'input.md'];

/**
 * Runs documents through the stages and compares what comes out: for tests of your own stages. Each
 * folder below `folder` holds `input.md` or `input.mdx`, and `expected.mdc`.
 *
 * @param options `transforms`, `update`, and all settings of a configuration
 * @throws ContextorError `FIXTURES_MISSING` where there is none
 * @example
 * for (const { name, actual, expected } of await checkFixtures('fixtures', { transforms: ['./owner.ts'] })) {
 *   test(name, () => assert.equal(actual, expected));
 * }
 */
export async function checkFixtures(
  folder: string,
  { update = false, cwd = process.cwd(), ...config }: FixtureOptions,
): Promise<Fixture[]> {
  const root = resolve(cwd, folder);
  const names = existsSync(root) ? readdirSync(root).sort() : [];
  const fixtures: Fixture[] = [];
  for (const name of names) {
    const path = inputs.find((input) => existsSync(join(root, name, input)));
    if (path === undefined) continue;
    const text = readFileSync(join(root, name, path), 'utf8');
    const actual = asText(await transform(text, { src: join(root, name), ...config, path, cwd }));
    const file = join(root, name, 'expected.mdc');
    if (update) writeFileSync(file, actual);
    const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    fixtures.push({ name, passed: actual === expected, actual, expected });
  }
  if (fixtures.length > 0) return fixtures;
  throw new ContextorError(`there is no fixture in ${root}`, {
    code: 'FIXTURES_MISSING',
    remedy: 'Make a folder for each, with input.md and expected.mdc.',
  });
}

function asText({ text, dropped, messages }: Awaited<ReturnType<typeof transform>>): string {
  if (text !== undefined) return text;
  if (dropped !== undefined) return `(dropped by ${dropped.stage}: ${dropped.reason})\n`;
  const errors = messages.filter(({ severity }) => severity === 'error');
  return errors.map(({ reason }) => `(failed: ${reason})\n`).join('');
}
