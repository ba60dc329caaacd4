import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createHarness } from '../../scripts/fuzz/harness.ts';
import type { Seed } from '../../scripts/fuzz/mutate.ts';

const folder = 'fixtures/fuzz';
const harness = createHarness();

function load(name: string): Seed {
  const path = readdirSync(join(folder, name)).find((file) => file.startsWith('input.'))!;
  const found = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Seed;
  return { ...found, path, text: readFileSync(join(folder, name, path), 'utf8') };
}

describe('documents that the fuzzer found', () => {
  afterAll(() => harness.close());

  it.each(readdirSync(folder).sort())('%s', async (name) => {
    expect(await harness.check(load(name))).toBeUndefined();
  });
});
