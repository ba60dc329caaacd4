import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { parseWithRemark } from '../../src/document/parse/remark.ts';
import { transform } from '../../src/one-document.ts';
import { pages, project } from '../build/project.ts';
import { folderWith } from '../cli/run-cli.ts';
import { startCli } from '../cli/running-cli.ts';

/** Expressions in each other, 40 KB: to the reference parser many seconds' work. */
const nested = `{${'a:{'.repeat(4_500)}1${'}'.repeat(4_501)}\n\n`.repeat(2);
/** 450 KB, below all that asks for workers: to the reference parser some seconds' work, too. */
const long = 'Some *words* *a* **b** `c` [d](e.md) _f_ `g` [h](i.md) *j* **k**\n\n'.repeat(6_800);

const limitMs = 300;

// A thread that is ended while it loads the reference parser, which takes long from the sources, never has it.
parseWithRemark('', 'mdx');

describe('a document that takes too long is given up with the same message', () => {
  it.each<[string, number, Config, Record<string, string>]>([
    ['alone', 0, {}, { 'slow.mdx': nested }],
    ['alone, read by the reference parser', 0, { parser: 'remark' }, { 'slow.mdx': long }],
    ['beside 49', 49, {}, { 'slow.mdx': nested }],
    ['alone in a process', 0, { executor: 'processes' }, { 'slow.mdx': nested }],
    ['alone without workers', 0, { executor: 'inline' }, { 'slow.mdx': nested }],
    ['beside 49 without workers', 49, { executor: 'inline' }, { 'slow.mdx': nested }],
    ['beside the main thread', 20, { maxWorkers: 2, inlineThreshold: 1 }, { 'slow.mdx': nested }],
  ])('%s', { timeout: 180_000 }, async (_, others, config, slow) => {
    const { settings } = project({ ...slow, ...pages(others) });
    // Time enough for the others, the first of a worker on a busy machine included.
    const documentTimeoutMs = others > 0 ? 2_000 : limitMs;
    const given = { executor: 'threads', parallel: true, documentTimeoutMs } as const;
    const { metrics, messages } = await build(settings({ ...given, ...config }));
    const reason = `The document was given up: it took longer than ${documentTimeoutMs} ms.`;
    const failure = { path: 'slow.mdx', severity: 'error', rule: 'timeout', reason };
    expect(messages).toMatchObject([failure]);
    expect(metrics.documents).toMatchObject({ written: others, failed: 1 });
  });
});

it('a document that holds the main thread has the same output from a worker', async () => {
  const text = long.slice(0, 120_000);
  const outputs = [];
  for (const executor of ['threads', 'inline'] as const) {
    const own = project({ 'slow.md': text });
    await build(own.settings({ executor, parallel: true, parser: 'remark' }));
    outputs.push(own.output()['slow.mdc']);
  }
  expect(outputs[0]).toContain('Some _words_');
  expect(outputs[0]).toBe(outputs[1]);
});

it('a document by itself keeps to its time, too', async () => {
  const { root } = project({});
  const given = { path: 'slow.mdx', cwd: root, documentTimeoutMs: limitMs };
  const { text, messages } = await transform(nested, given);
  expect(text).toBeUndefined();
  const reason = expect.stringContaining(`took longer than ${limitMs} ms`);
  expect(messages).toMatchObject([{ rule: 'timeout', reason }]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a build of one slow document at once', async (signal, code) => {
  const cwd = folderWith({ 'docs/slow.mdx': nested });
  const cli = startCli(['build', '--no-cache'], cwd);
  while (!existsSync(join(cwd, '.contextor'))) await sleep(20);
  await sleep(300);
  const started = performance.now();
  cli.kill(signal);
  expect(await cli.exitCode).toBe(code);
  // The main thread may take one second on the document, which takes a minute; machines are loaded.
  expect(performance.now() - started).toBeLessThan(30_000);
});

it.each([
  [['inspect', 'docs/slow.mdx'], 'SIGINT', 130],
  [['inspect', '--parser', 'remark', 'docs/slow.mdx'], 'SIGTERM', 143],
  [['build', '--stdout', 'docs/slow.mdx'], 'SIGINT', 130],
  [['build', '--stdout', 'docs/slow.mdx'], 'SIGTERM', 143],
] as const)('%s is ended by %s while it works on a slow document', async (args, signal, code) => {
  // What a stage of one's own loads tells that the document is in work.
  const begun = "import { writeFileSync } from 'node:fs';\nwriteFileSync('begun', '');\n";
  const stage = "export default { name: 'own', kind: 'enrich', run: () => {} };\n";
  const cwd = folderWith({
    'docs/slow.mdx': nested,
    'own.mjs': begun + stage,
    'contextor.config.json': '{ "transforms": ["./own.mjs"] }',
  });
  const cli = startCli(args, cwd);
  while (!existsSync(join(cwd, 'begun'))) await sleep(20);
  await sleep(300);
  const started = performance.now();
  cli.kill(signal);
  expect(await cli.exitCode).toBe(code);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(cli.stdout()).toBe('');
});
