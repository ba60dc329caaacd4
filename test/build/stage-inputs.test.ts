import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { expect, it, onTestFinished, vi } from 'vitest';
import { build } from '../../src/build.ts';
import { defineTransform, remarkPlugin } from '../../transforms/define.ts';
import '../setup/package.ts';
import { project } from './project.ts';

const docs = { 'a.md': '# A\n\nText.\n', 'b.md': '# B\n' };

/** A project with one stage, which counts how often it ran; `more` are its other properties. */
function withStage(more: string, run = '') {
  const own = project(docs);
  own.write(
    'own.mjs',
    `import { appendFileSync } from 'node:fs';
     export default { name: 'own', kind: 'enrich', ${more} output: { index: ['seen'] },
       run(document, context) { appendFileSync(new URL('ran', import.meta.url), document.path + ' '); ${run} } };`,
  );
  const again = async () => {
    own.write('ran', '');
    const result = await build(own.settings({ cache: true, transforms: ['./own.mjs'] }));
    const { readFileSync } = await import('node:fs');
    return { ...result, ran: readFileSync(`${own.root}/ran`, 'utf8').trim() };
  };
  return { ...own, again };
}

it('makes all again when a variable of `cache.env` changes, and nothing when another one does', async () => {
  const { again } = withStage("cache: { env: ['CONTEXTOR_TEST_A'] },");
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('CONTEXTOR_TEST_A', '1');
  expect((await again()).ran).toBe('a.md b.md');
  vi.stubEnv('CONTEXTOR_TEST_B', '1');
  expect((await again()).unchanged).toBe(true);
  vi.stubEnv('CONTEXTOR_TEST_A', '2');
  expect((await again()).ran).toBe('a.md b.md');
});

it('makes all again when a file of `cache.files` changes, comes or goes, and not for others', async () => {
  const { again, write, root } = withStage("cache: { files: ['OWNERS', 'data/**/*.json'] },");
  await again();
  expect((await again()).ran).toBe('');
  write('other', '1');
  expect((await again()).ran).toBe('');
  for (const change of [
    () => write('OWNERS', '1'),
    () => write('data/deep/x.json', '1'),
    () => write('data/deep/x.json', '2'),
    () => rmSync(join(root, 'OWNERS')),
  ]) {
    change();
    expect((await again()).ran).toBe('a.md b.md');
  }
});

it('makes a document again when the text of `cache.key` for it changes', async () => {
  const { again, write } = withStage(
    "cache: { key: ({ path }) => require('node:fs').readFileSync(new URL(path + '.key', import.meta.url), 'utf8') },".replace(
      "require('node:fs')",
      "(process.getBuiltinModule('node:fs'))",
    ),
  );
  write('a.md.key', '1');
  write('b.md.key', '1');
  expect((await again()).ran).toBe('a.md b.md');
  expect((await again()).ran).toBe('');
  write('b.md.key', '2');
  expect((await again()).ran).toBe('b.md');
});

it('makes all again in every build under `cache: false`', async () => {
  const { again } = withStage('cache: false,');
  expect((await again()).ran).toBe('a.md b.md');
  expect((await again()).ran).toBe('a.md b.md');
});

it.each([
  [
    'ok',
    "{ [Symbol.for('contextor.stage-result')]: true, status: 'ok', fields: { seen: 1 }, keep: false }",
  ],
  [
    'skip',
    "{ [Symbol.for('contextor.stage-result')]: true, status: 'skipped', reason: 'away', keep: false }",
  ],
  ['drop', "{ [Symbol.for('contextor.drop')]: true, reason: 'away', keep: false }"],
])('makes a document again whose stage gave a result of the moment (%s)', async (_, result) => {
  const { again } = withStage('', `return document.path === 'b.md' ? ${result} : {};`);
  expect((await again()).ran).toMatch(/^a\.md b\.md/);
  expect((await again()).ran).toBe('b.md');
});

it.each([
  ["import './part.mjs';", 'part.mjs'],
  ["await import('./part.mjs');", 'part.mjs'],
  [
    "import { createRequire } from 'node:module'; createRequire(import.meta.url)('./part.cjs');",
    'part.cjs',
  ],
  ["new URL('./part.json', import.meta.url);", 'part.json'],
  ["export { a } from './part';", 'part.js'],
])('makes all again when a part changes that a module names: %s', async (statement, part) => {
  const { settings, write } = project(docs);
  const stage = "export default { name: 'own', kind: 'enrich', run() {} };";
  // A name without an ending resolves in a bundler and in TypeScript alone.
  const runs = !part.endsWith('.js');
  write(part, part.endsWith('.json') ? '1' : '');
  write('own.mjs', runs ? `${statement}\n${stage}` : `/* ${statement} */\n${stage}`);
  const config = settings({ cache: true, transforms: ['./own.mjs'] });
  await build(config);
  expect((await build(config)).unchanged).toBe(true);
  write(part, part.endsWith('.json') ? '2' : '// changed\n');
  expect((await build(config)).unchanged).toBe(false);
});

it('takes functions, marked factories, plugins and addresses in place of modules', async () => {
  const { settings, write, root, output } = project(docs);
  write(
    'named.ts',
    "export default { name: 'named' as string, kind: 'enrich', output: { index: ['named'] }, run: () => ({ named: 1 }) };",
  );
  const inline = defineTransform({
    name: 'inline',
    kind: 'enrich',
    output: { index: ['inline'] },
    run: (document, { log }) => {
      log('seen');
      return { inline: document.path };
    },
  });
  const factory = defineTransform(() => ({
    ...{ name: 'made', kind: 'enrich' as const, output: { index: ['made'] } },
    run: () => ({ made: true }),
  }));
  const plugin = remarkPlugin(() => (tree: Root) => {
    tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: 'By a plugin.' }] });
  });
  const transforms = [inline, factory, plugin, new URL('named.ts', `file://${root}/`)];
  const said: string[] = [];
  await build(settings({ transforms, parallel: true, inlineThreshold: 1 } as never), {
    onEvent: (event) => event.type === 'message' && said.push(`${event.severity}: ${event.reason}`),
  });
  expect(JSON.parse(output()['index.jsonl']!.split('\n')[0]!)).toMatchObject({
    ...{ inline: 'a.md', made: true, named: 1 },
  });
  expect(output()['a.mdc']).toContain('By a plugin.');
  expect(said.join()).toMatch(/warning: Building in one thread: inline/);
  expect(said.join()).not.toMatch(/could not start/);
});

it.each([
  ['a function that gives nothing', 'export default () => undefined;', 'undefined is not a stage'],
  ['a module without a default export', 'export const own = 1;', 'it has no default export'],
  [
    'a plugin that does nothing to a tree',
    "export default Object.assign(() => undefined, { [Symbol.for('contextor.remark-plugin')]: true });",
    'does nothing to a tree',
  ],
  [
    'a factory that makes no stage',
    "export default Object.assign(() => 42, { [Symbol.for('contextor.transform-factory')]: true });",
    'the number 42 is not a stage',
  ],
  [
    'a factory that makes a plugin',
    "export default Object.assign(() => () => {}, { [Symbol.for('contextor.transform-factory')]: true });",
    'a function is not a stage',
  ],
  ['an object that is none', "export default { name: 'x' };", "'x' has no function 'run'"],
  [
    'a kind that there is not',
    "export default { name: 'x', kind: 'filter', run() {} };",
    'the kinds are transform, enrich, corpus',
  ],
])('refuses %s, and says why', async (_, source, why) => {
  const { settings, write } = project(docs);
  write('own.mjs', source);
  await expect(build(settings({ transforms: ['./own.mjs'] }))).rejects.toMatchObject({
    code: 'TRANSFORM_INVALID',
    message: expect.stringContaining(why),
  });
});

it('sends what a stage writes with console to stderr', async () => {
  const out: string[] = [];
  const err: string[] = [];
  const catching = (list: string[]) => (text: unknown) => {
    list.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(catching(out) as never);
  vi.spyOn(process.stderr, 'write').mockImplementation(catching(err) as never);
  onTestFinished(() => void vi.restoreAllMocks());
  const say = (what: string) =>
    `console.log('${what} to the console'); context.log('${what} to the log');`;
  const { again } = withStage(
    '',
    `${say('run')} context.onCleanup(() => { ${say('cleanup')} });
     context.lazy('x', () => 1, () => { ${say('disposal')} });
     return new Promise((resolve) => setTimeout(() => { ${say('timer')} resolve({}); }, 1));`,
  );
  await again();
  vi.restoreAllMocks();
  for (const what of ['run', 'timer', 'cleanup', 'disposal']) {
    expect(out.join('')).not.toContain(what);
    expect(err.join('')).toContain(`${what} to the console`);
    expect(err.join('')).toContain(`[own] a.md: ${what} to the log`);
  }
});

it('`log` writes to stderr, whenever it is called', async () => {
  const { settings } = project(docs);
  let later = (_text: string) => {};
  const own = defineTransform({
    name: 'own',
    kind: 'enrich',
    run(_document, { log }) {
      later = log;
    },
  });
  await build(settings({ transforms: [own] }));
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  onTestFinished(() => void vi.restoreAllMocks());
  later('late');
  expect(write.mock.calls.join()).toContain('[own] b.md: late');
});

it('gives stages what the context names', async () => {
  const { settings, write, output } = project(docs);
  write(
    'own.mjs',
    `let made = 0;
     export default { name: 'own', kind: 'enrich', after: ['outline'], output: { index: ['seen'] },
       run(document, context) {
         const { signal, lazy, shared, upstreamNames, upstream, options, site, attempt } = context;
         const each = lazy('each', () => ({ n: 1 }));
         const all = shared('all', () => ({ n: ++made }));
         let frozen = false;
         try { options.list.push(1); } catch { frozen = true; }
         const changes = [() => { site.pageByPath = () => undefined; }, () => { site.pageByPath('b.md').title = 'x'; }];
         const refused = changes.map((change) => { try { change(); } catch { return true; } });
         context.report({ severity: 'warning', rule: 'own', reason: 'told' });
         return { seen: [signal.aborted, each === lazy('each', () => 0), all.n, upstreamNames, upstream('outline').outline.length,
           options.list, frozen, site.pageByPath('b.md').out, ...refused, context.include('nothing.md').ok, attempt] };
       } };`,
  );
  const transforms = [{ module: './own.mjs', options: { list: [1] } }];
  const { messages } = await build(settings({ transforms }));
  const lines = output()
    ['index.jsonl']!.trim()
    .split('\n')
    .map((line) => JSON.parse(line).seen);
  const seen = [false, true, 1, ['outline'], 0, [1], true, 'b.mdc', true, true, false, 1];
  expect(lines).toEqual([seen, seen]);
  expect(messages.filter(({ rule }) => rule === 'own')).toHaveLength(2);
});

it.each([
  ["after: ['statistics']", "kind: 'transform'", 'TRANSFORM_ORDER'],
  ["after: ['own']", "kind: 'enrich'", 'TRANSFORM_ORDER'],
  ["after: ['score'], before: ['clean-mdx']", "kind: 'enrich'", 'TRANSFORM_UNKNOWN_STAGE'],
  ["after: ['outline'], before: ['normalize']", "kind: 'enrich'", undefined],
])('orders stages across kinds, or refuses: %s, %s', async (placed, kind, code) => {
  const { settings, write } = project(docs);
  write('own.mjs', `export default { name: 'own', ${kind}, ${placed}, run() {} };`);
  const run = build(settings({ transforms: ['./own.mjs'] }));
  if (code === undefined) await run;
  else await expect(run).rejects.toMatchObject({ code });
});

it("refuses `merge: 'no-merge'` for all documents, which would leave no fields", async () => {
  const { settings, write } = project(docs);
  write('own.mjs', "export default { name: 'own', kind: 'enrich', run() {} };");
  const run = build(settings({ transforms: ['./own.mjs'], merge: 'no-merge' } as never));
  await expect(run).rejects.toMatchObject({ code: 'MERGE_BAD_SPEC' });
});
