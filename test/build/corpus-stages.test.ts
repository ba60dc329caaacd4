import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { mergeParts } from '../../src/merge-parts.ts';
import { stageGraph } from '../../src/stage-graph.ts';
import '../setup/package.ts';
import { contents } from '../setup/folder.ts';
import { pages, project } from './project.ts';

const docs = {
  'a.md': '---\ntopics: [x]\n---\n\n# A\n\nSee [B](b.md).\n\n## Setup\n',
  'b.md': '# B\n\n## Setup\n',
  'z.md': '---\ndraft: true\n---\n\n# Z\n',
};

/** A project with one corpus stage, whose body is given; `more` are its other properties. */
function withStage(body: string, more = '', files: Record<string, string> = docs) {
  const own = project(files);
  const stage = (text: string) =>
    own.write(
      'all.mjs',
      `export default { name: 'all', kind: 'corpus', ${more} async run(corpus, context) { ${text} } };`,
    );
  stage(body);
  const run = (config: object = {}, options: object = {}) =>
    build(own.settings({ transforms: ['./all.mjs'], ...config } as never), options);
  const index = () => {
    const lines = own.output()['index.jsonl']!.trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  };
  return { ...own, stage, run, index };
}

const listing = `
  const lines = [];
  for await (const page of corpus.pages()) {
    lines.push(page.path + (page.published ? '' : ' draft') + ' ' + page.outline.length + ' ' + page.context.code.blocks + ' ' + (await page.text()).length);
  }
  await corpus.write('lists/pages.txt', lines.join('\\n') + '\\n');`;

const glossary = `await corpus.addPage({ out: 'm/glossary.mdc', title: 'Glossary', description: 'Terms.',
  topics: ['terms'], body: '## Setup\\n\\nSee [A](../a.mdc#setup) and <https://example.com/x>.', fields: { terms: 1 } });`;

it('shows every page with its context, outline and text, in path order', async () => {
  const { run, output } = withStage(listing);
  await run();
  const written = output()['lists/pages.txt']!.trim().split('\n');
  expect(written.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'a.md 1 0',
    'b.md 1 0',
    'z.md draft 0',
  ]);
  expect(written[0]!.split(' ')[3]).toBe(String(output()['a.mdc']!.length));
});

it('adds a page to the index, llms.txt, bundles and search, and marks it as generated', async () => {
  const { run, output, index } = withStage(glossary);
  await run({
    llmsTxt: true,
    llmsFullTxt: true,
    search: true,
    bundles: { all: { include: ['**'] } },
  });
  expect(output()['m/glossary.mdc']).toBe(
    '---\ndescription: Terms.\nterms: 1\n---\n\n# Glossary\n\n## Setup\n\nSee [A](../a.mdc#setup) and <https://example.com/x>.\n',
  );
  expect(index().map(({ path }) => path)).toEqual(['a.md', 'b.md', 'm/glossary.mdc', 'z.md']);
  expect(index()[2]).toMatchObject({
    out: 'm/glossary.mdc',
    title: 'Glossary',
    topics: ['terms'],
    outline: [{ depth: 2, title: 'Setup', slug: 'setup' }],
    links: { pages: ['a.mdc'], external: ['https://example.com/x'] },
    tokens: { before: 0, after: expect.any(Number) },
    generated: 'all',
    terms: 1,
  });
  expect(output()['llms.txt']).toContain('- [Glossary](m/glossary.mdc): Terms.');
  expect(output()['llms-full.txt']).toContain('Source: m/glossary.mdc');
  expect(output()['bundles/all.mdc']).toContain('# Glossary');
  expect(output()['chunks.jsonl']).toContain('m/glossary.mdc#setup');
  expect(JSON.parse(output()['manifest.json']!)).toMatchObject({
    totals: { documents: 3 },
    files: expect.arrayContaining(['m/glossary.mdc']),
    generated: [{ out: 'm/glossary.mdc', stage: 'all' }],
  });
});

it('takes its files away when no stage writes them any more, and leaves all others', async () => {
  const { run, write, stage, output } = withStage(
    `${glossary} await corpus.write('feed.xml', '<feed/>');`,
  );
  await run();
  write('out/notes.txt', 'mine');
  stage("await corpus.write('other.json', '{}');");
  const { removed, drift } = await run();
  expect(removed).toEqual(['feed.xml', 'm/glossary.mdc']);
  expect(drift).toMatchObject({
    orphaned: ['feed.xml', 'm/glossary.mdc'],
    missing: ['other.json'],
  });
  expect(Object.keys(output())).toEqual(expect.arrayContaining(['notes.txt', 'other.json']));
  expect(output()).not.toHaveProperty('m/glossary.mdc');
});

it('is known to check: a missing, a changed and a stale file are drift', async () => {
  const { run, write, stage } = withStage(`${glossary} await corpus.write('feed.xml', '<feed/>');`);
  await run();
  expect((await run({}, { dryRun: true })).drift).toEqual({ missing: [], orphaned: [], stale: [] });
  write('out/m/glossary.mdc', 'changed');
  stage(`${glossary} await corpus.write('new.xml', '<feed/>');`);
  expect((await run({}, { dryRun: true })).drift).toEqual({
    missing: ['new.xml'],
    orphaned: ['feed.xml'],
    stale: expect.arrayContaining(['m/glossary.mdc', 'manifest.json']),
  });
});

it('has nothing to do when nothing has changed, and is done again when one page or file has', async () => {
  const { run, root, write, output } = withStage(
    `${listing} await corpus.write('n.txt', (await import('node:fs')).readFileSync(context.options.file, 'utf8'));`,
    "cache: { files: ['n.in'] },",
  );
  write('n.in', '1');
  const transforms = [{ module: './all.mjs', options: { file: join(root, 'n.in') } }];
  const again = () => run({ cache: true, transforms });
  await again();
  const before = output();
  expect((await again()).unchanged).toBe(true);
  write('docs/b.md', '# B\n\n## One\n\n## Two\n');
  const { metrics } = await again();
  expect(metrics.documents).toMatchObject({ written: 1, unchanged: 2 });
  // Contexts of pages that were not made again come from the cache.
  expect(output()['lists/pages.txt']).toMatch(
    /^a\.md 1 0 \d+\nb\.md 2 0 \d+\nz\.md draft 0 0 \d+\n$/,
  );
  expect(output()['a.mdc']).toBe(before['a.mdc']);
  write('n.in', '2');
  await again();
  expect(output()['n.txt']).toBe('2');
});

it('alone is done again when its module, an option or a file of it changes', async () => {
  const { run, stage, write, output } = withStage(
    "await corpus.write('n.txt', '1');",
    "cache: { files: ['n.in'] },",
  );
  write('n.in', '1');
  const again = (options: object = {}) =>
    run({ cache: true, transforms: [{ module: './all.mjs', options }] });
  await again();
  for (const [change, options] of [
    [() => stage("await corpus.write('n.txt', '2');"), {}],
    [() => {}, { n: 2 }],
    [() => write('n.in', '2'), { n: 2 }],
  ] as const) {
    change();
    const { metrics, unchanged } = await again(options);
    expect(unchanged).toBe(false);
    expect(metrics.documents).toMatchObject({ written: 0, unchanged: 3 });
    // Not one document went through its stages.
    expect(metrics.stages).toEqual({});
  }
  expect(output()['n.txt']).toBe('2');
});

it('sees the whole contexts of documents that were made before there was a corpus stage', async () => {
  const { run, output } = withStage(listing);
  await run({ cache: true, transforms: [] });
  await run({ cache: true });
  expect(output()['lists/pages.txt']).toMatch(/^a\.md 1 0 \d+\nb\.md 1 0 \d+\n/);
});

it('that fails and is skipped is left without files, and is done again next time', async () => {
  const { run, stage, output } = withStage("await corpus.write('n.txt', '1');", "onError: 'skip',");
  await run({ cache: true });
  stage("throw new Error('away');");
  const { messages, removed } = await run({ cache: true });
  expect(messages).toMatchObject([{ severity: 'warning', reason: expect.stringMatching(/away/) }]);
  expect(removed).toEqual(['n.txt']);
  expect((await run({ cache: true })).unchanged).toBe(false);
  expect(output()).not.toHaveProperty('n.txt');
});

it('that fails and is not skipped ends the build, and what the last one made stays', async () => {
  const { run, stage, output } = withStage("await corpus.write('n.txt', '1');");
  await run({ cache: true });
  const before = output();
  stage("throw new Error('away');");
  await expect(run({ cache: true })).rejects.toMatchObject({ code: 'CORPUS_STAGE' });
  expect(output()['n.txt']).toBe('1');
  expect(output()['manifest.json']).toBe(before['manifest.json']);
});

it.each([
  ['cache: false', 'cache: false,', 'return {};'],
  [
    'a result that is not kept',
    '',
    "return { [Symbol.for('contextor.stage-result')]: true, status: 'ok', fields: {}, keep: false };",
  ],
])('runs in every build under %s, and documents are kept', async (_, more, result) => {
  const { run } = withStage(result, more);
  await run({ cache: true });
  const { unchanged, metrics } = await run({ cache: true });
  expect(unchanged).toBe(false);
  expect(metrics.documents).toMatchObject({ unchanged: 3, written: 0 });
});

it('gives the same bytes from shards as from one build', async () => {
  const { run, root, out, settings } = withStage(`${listing}${glossary}`, '', pages(13));
  const config = { llmsTxt: true };
  await run(config);
  const whole = contents(out);
  const folders = await Promise.all(
    [1, 2, 3].map(async (index) => {
      const folder = join(root, `part-${index}`);
      await run({ ...config, out: folder }, { shard: { index, count: 3 } });
      return folder;
    }),
  );
  const outRoot = join(root, 'merged');
  const merging = { outRoot, cwd: root };
  await expect(mergeParts(folders, merging)).rejects.toMatchObject({ code: 'PART_STAGES' });
  const loadSettings = async () => settings({ transforms: ['./all.mjs'], ...config });
  await mergeParts(folders, { ...merging, loadSettings });
  expect(contents(outRoot)).toEqual(whole);
});

it('runs in the main thread, though its stage is not a module, while workers make the documents', async () => {
  const own = project(pages(9));
  let seen = 0;
  const stage = {
    name: 'count',
    kind: 'corpus' as const,
    async run(corpus: { pages(): AsyncIterable<unknown> }) {
      for await (const _ of corpus.pages()) seen++;
    },
  };
  const config = { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 2 };
  const { metrics } = await build(own.settings({ transforms: [stage], ...config } as never));
  expect(metrics.parallel_enabled).toBe(true);
  expect(seen).toBe(9);
});

it.each([
  ["throw new Error('no luck');", '', /the corpus stage 'all' failed: no luck \(all\.mjs:1\)$/],
  ['await new Promise(() => {});', 'timeoutMs: 20,', /the corpus stage 'all' failed/],
  ["await corpus.write('../x', '');", '', /is not a path of an output/],
  ["await corpus.write('a/.x', '');", '', /is not a path of an output/],
  ["await corpus.write('/x', '');", '', /is not a path of an output/],
  ["await corpus.addPage({ out: 'x.md', title: 'X', body: '' });", '', /does not end in \.mdc/],
  ["await corpus.addPage({ out: 'x.mdc', title: '', body: '' });", '', /has no title/],
  [
    "await corpus.addPage({ out: 'x.mdc', title: 'X', body: '', fields: { links: 1 } });",
    '',
    /contextor's own/,
  ],
  [
    "await corpus.write('manifest.json', '');",
    '',
    /manifest\.json, which is a file of contextor itself/,
  ],
  ["await corpus.write('A.mdc', '');", '', /A\.mdc, which is a file of the document a\.md/],
])('ends the build with a message for: %s', async (body, more, message) => {
  const { run } = withStage(body, more);
  const failure = run();
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toMatchObject({ name: 'ContextorError' });
});

it('tries again, and goes on without what failed where it is to be skipped', async () => {
  const flaky =
    "if (context.attempt < 3) { await corpus.write('x.txt', 'bad'); throw new Error('busy'); } await corpus.write('x.txt', 'good');";
  const good = withStage(flaky, 'retries: 2,');
  expect((await good.run()).messages).toEqual([]);
  expect(good.output()['x.txt']).toBe('good');
  const bad = withStage(flaky, "retries: 1, onError: 'skip',");
  const { messages } = await bad.run();
  expect(messages).toMatchObject([{ severity: 'warning', rule: 'transform-error' }]);
  expect(existsSync(join(bad.out, 'x.txt'))).toBe(false);
});

it('sees what stages before it found and added, and reports findings', async () => {
  const own = project(docs);
  own.write(
    'first.mjs',
    `export default { name: 'first', kind: 'corpus', run: async (corpus) => { ${glossary} return { n: 1 }; } };`,
  );
  own.write(
    'second.mjs',
    `export default { name: 'second', kind: 'corpus', after: ['first'], before: ['llms-txt'], async run(corpus, { upstream, fields }) {
       const all = []; for await (const { path, generated } of corpus.pages()) all.push([path, generated]);
       corpus.report({ severity: 'warning', rule: 'own', reason: JSON.stringify([upstream('first').n, fields.n, all.at(-2), corpus.title]) });
     } };`,
  );
  const transforms = ['./second.mjs', './first.mjs'];
  const { messages } = await build(own.settings({ transforms }));
  expect(messages.map(({ reason }) => JSON.parse(reason))).toEqual([
    [1, 1, ['m/glossary.mdc', 'first'], 'A'],
  ]);
});

it.each([
  ["after: ['outline'],", 'TRANSFORM_UNKNOWN_STAGE'],
  ["before: ['x'],", 'TRANSFORM_UNKNOWN_STAGE'],
  ["after: ['bundles'], before: ['bundles'],", 'ENGINE_CYCLE'],
  ['concurrency: 2,', 'TRANSFORM_OPTION'],
  ["output: { index: ['x'] },", 'TRANSFORM_OPTION'],
  ['cache: { key: () => "" },', 'TRANSFORM_OPTION'],
])('refuses %s', async (more, code) => {
  const { run, out } = withStage('', more);
  await expect(run()).rejects.toMatchObject({ code });
  // Before anything is written.
  expect(existsSync(out)).toBe(false);
});

it('two stages that write one file are told apart in declared order', async () => {
  const own = project(docs);
  const stage = (name: string, ms: number) =>
    own.write(
      `${name}.mjs`,
      `export default { name: '${name}', kind: 'corpus', async run(corpus) {
      await new Promise((resolve) => setTimeout(resolve, ${ms})); await corpus.write('x.txt', '${name}'); } };`,
    );
  stage('one', 20);
  stage('two', 0);
  const run = build(own.settings({ transforms: ['./one.mjs', './two.mjs'] }));
  await expect(run).rejects.toThrow(
    "the corpus stage 'two' writes x.txt, which is a file of the stage 'one'",
  );
});

it.runIf(existsSync('/proc/self/fd'))(
  'leaves no file open, also where a stage reads not all',
  async () => {
    const own = withStage(`${listing} for await (const _ of corpus.pages()) break;`);
    const open = () => readdirSync('/proc/self/fd').length;
    await own.run();
    const before = open();
    for (let time = 0; time < 5; time++) await own.run({ llmsTxt: true });
    expect(open()).toBeLessThan(before + 5);
  },
);

it('is shown in the second graph, in the order that holds', async () => {
  const { settings } = withStage('', "after: ['llms-txt'],");
  const { corpus } = await stageGraph(settings({ transforms: ['./all.mjs'] }));
  const text = corpus!.toText();
  expect(text).toMatch(/all .*llms-txt/);
  expect(text.indexOf('manifest')).toBeGreaterThan(0);
  const { corpus: none } = await stageGraph(settings());
  expect(none).toBeUndefined();
});
