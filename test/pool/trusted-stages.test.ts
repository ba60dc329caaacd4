import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planBuild } from '../../src/loader/plan.ts';
import { workerSetup } from '../../src/pool/host/setup.ts';
import { createProcessor } from '../../src/pool/worker/process.ts';
import { project } from '../build/project.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

const inputs = (readdirSync(fixtures, { recursive: true }) as string[])
  .filter((path) => /\binput\.mdx?$/.test(path))
  .sort();

/** Names that every object has, wherever stages count by name. */
const names = ['__proto__', 'constructor', 'prototype']
  .map((name) => `<${name}/> <A.${name}/>\n\n[a](https://${name}/)\n\n~~~${name}\na\n~~~\n`)
  .join('\n');

/** The inputs of all fixtures as the pages of one site. */
const pages: Record<string, string> = { 'names.mdx': names };
for (const path of inputs) {
  pages[path.replace(/[/\\]/g, '-')] = readFileSync(join(fixtures, path), 'utf8');
}

/** The contexts of all pages, by path. */
async function contexts(config: object): Promise<Record<string, unknown>> {
  const { settings, write } = project(pages);
  write('own.mjs', "export default { name: 'own', kind: 'enrich', run: () => undefined };");
  const resolved = settings({ profile: 'compact', dialect: 'mintlify', ...config });
  const plan = await planBuild(resolved);
  const processor = await createProcessor(workerSetup(resolved, plan));
  const found: Record<string, unknown> = {};
  for (const { path } of plan.files) {
    const record = await processor.process({ path, bytes: 0 });
    found[path] = record.status === 'ok' ? record.context : record.messages;
  }
  return found;
}

test('what the built-in stages contribute is the same unchecked as it is checked and copied', async () => {
  const unchecked = await contexts({});
  const checked = await contexts({ transforms: ['./own.mjs'] });
  expect(Object.keys(unchecked)).toHaveLength(Object.keys(pages).length);
  expect(unchecked).toStrictEqual(checked);
  const isFrozen = (context: unknown) => Object.isFrozen((context as { topics: unknown }).topics);
  expect(Object.values(unchecked).some(isFrozen)).toBe(false);
  expect(Object.values(checked).every(isFrozen)).toBe(true);
});
