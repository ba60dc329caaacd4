import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Settings } from '../../src/config/settings.ts';
import { mergeParts } from '../../src/merge-parts.ts';
import { inspect, transform } from '../../src/one-document.ts';
import { reportText } from '../../src/report/write.ts';
import { contents } from '../setup/folder.ts';
import { project } from './project.ts';

const pages = { 'a.md': '# A\n\nSee [B](b.md).\n', 'b.md': '# B\n\nText of B.\n', 'c.md': '# C\n' };

/** A project whose stages are modules. */
function withStages(stages: Record<string, string>, files: Record<string, string> = pages) {
  const own = project(files);
  for (const [name, source] of Object.entries(stages)) own.write(name, source);
  const run = (config: object = {}, entries: object[] = []) =>
    build(
      own.settings({
        transforms: Object.keys(stages).map((name, at) => ({
          module: `./${name}`,
          ...entries[at],
        })),
        ...config,
      } as never),
    );
  const manifest = () => JSON.parse(own.output()['manifest.json']!);
  const index = () =>
    own
      .output()
      ['index.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { ...own, run, manifest, index };
}

const owner = `export default {
  name: 'owner', kind: 'enrich',
  output: { frontMatter: ['owner', 'tags'], index: ['owner', 'minutes'] },
  corpus: { fields: { minutes: 'sum', tags: 'union' } },
  run: ({ path }) => ({ owner: 'team ' + path[0], minutes: 0.1, tags: [path, 'all'], secret: 1 }),
};`;

it('puts declared fields into front matter, index and manifest, and no others', async () => {
  const { run, output, index, manifest } = withStages({ 'owner.mjs': owner });
  await run();
  expect(output()['a.mdc']).toMatch(
    /^---\n[\s\S]*owner: team a\ntags:\n {2}- a\.md\n {2}- all\n---\n/,
  );
  expect(index()[1]).toMatchObject({ path: 'b.md', owner: 'team b', minutes: 0.1 });
  expect(manifest().context).toMatchObject({ minutes: 0.3, tags: ['a.md', 'all', 'b.md', 'c.md'] });
  expect(manifest().context).not.toHaveProperty('owner');
  expect(JSON.stringify(manifest())).not.toContain('secret');
});

it('counts declared front matter among the tokens', async () => {
  const { run, index } = withStages({ 'owner.mjs': owner });
  await run({}, [{ output: { frontMatter: [] } }]);
  const without = index()[0].tokens.after;
  await run();
  expect(index()[0].tokens.after).toBeGreaterThan(without);
});

it('lets the configuration override what a module declares', async () => {
  const { run, output, manifest } = withStages({ 'owner.mjs': owner });
  await run({}, [{ output: { frontMatter: ['minutes'] }, corpus: { fields: { minutes: 'off' } } }]);
  expect(output()['a.mdc']).toContain('minutes: 0.1');
  expect(output()['a.mdc']).not.toContain('owner: ');
  expect(manifest().context).not.toHaveProperty('minutes');
  expect(manifest().context).toHaveProperty('tags');
});

it('fails a document whose field its corpus rule cannot take, and no other', async () => {
  const { run, manifest } = withStages({
    'm.mjs': `export default { name: 'm', kind: 'enrich', corpus: { fields: { minutes: 'sum' } },
      run: ({ path }) => ({ minutes: path === 'b.md' ? 'two' : 2 }) };`,
  });
  const { metrics, messages } = await run();
  expect(metrics.documents).toMatchObject({ failed: 1, written: 2 });
  expect(messages).toMatchObject([{ path: 'b.md', severity: 'error' }]);
  expect(messages[0]?.reason).toMatch(/'minutes'.*stage 'm'/);
  expect(manifest().context.minutes).toBe(4);
});

it.each([
  ['tokens', "{ tokens: 'x' }"],
  ['documents', '{ documents: 5 }'],
  ['title', '{ title: 5 }'],
])('fails a document whose stage contributes %s as its own', async (field, fields) => {
  const { run } = withStages({
    'm.mjs': `export default { name: 'm', kind: 'enrich', after: ['statistics'],
      run: ({ path }) => path === 'b.md' ? ${fields} : undefined };`,
  });
  const { metrics, messages } = await run();
  expect(metrics.documents).toMatchObject({ failed: 1, written: 2 });
  expect(messages[0]?.reason).toMatch(new RegExp(`'m'.*'${field}'`));
});

it.each([
  ["output: { frontMatter: ['title'] }", 'reserved are'],
  ["output: { index: ['tokens'] }", 'reserved are'],
  ["output: { index: ['dropped'] }", 'reserved are'],
  ['output: true', 'Give an object: { frontMatter'],
  ["corpus: { fields: ['n'] }", "Give an object: { name: 'sum' }"],
  ["output: { index: 'owner' }", 'Give a list: index: ["owner"]'],
  ["after: 'outline'", 'Give a list: after: ["outline"]'],
  ["cache: { files: 'OWNERS' }", 'Give a list: files: ["OWNERS"]'],
  ["corpus: { fields: { 'stats.words': 'sum' } }", 'reserved are'],
  ["corpus: { fields: { n: 'add' } }", 'The rules are sum'],
  ['timeout: 5', 'The options are name, kind, run, after'],
  ["output: { frontmatter: ['x'] }", 'The options are frontMatter, index'],
])('refuses a module that declares %s', async (declared, remedy) => {
  const { run } = withStages({
    'm.mjs': `export default { name: 'm', kind: 'enrich', ${declared}, run() {} };`,
  });
  await expect(run()).rejects.toMatchObject({
    code: 'TRANSFORM_OPTION',
    remedy: expect.stringContaining(remedy),
  });
});

it('refuses an unknown option of an entry, and names those that there are', async () => {
  const { settings } = project();
  const call = () => settings({ transforms: [{ module: './m.mjs', retry: 3 }] as never });
  expect(call).toThrow('unknown key "transforms.0.retry"');
  const far = () => settings({ transforms: [{ module: './m.mjs', zzzzzz: 3 }] as never });
  expect(far).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining('timeoutMs, retries, onError') }),
  );
});

it('leaves out what a stage drops, lists it, and takes links to it for links to outside', async () => {
  const { run, output, manifest, index } = withStages({
    'filter.mjs': `export default { name: 'filter', kind: 'enrich',
      run: ({ path }) => path === 'b.md' ? { [Symbol.for('contextor.drop')]: true, reason: 'internal', keep: true } : {} };`,
    'late.mjs': `export default { name: 'late', kind: 'enrich', after: ['filter'],
      run({ path }) { if (path === 'b.md') throw new Error('it is skipped'); } };`,
  });
  const { metrics, dropped } = await run();
  expect(metrics.documents).toMatchObject({ dropped: 1, failed: 0, written: 2 });
  expect(dropped).toEqual([{ path: 'b.md', stage: 'filter', reason: 'internal' }]);
  expect(output()).not.toHaveProperty('b.mdc');
  expect(output()['a.mdc']).not.toContain('b.mdc');
  expect(index().map(({ path, out }) => [path, out])).toEqual([
    ['a.md', 'a.mdc'],
    ['b.md', undefined],
    ['c.md', 'c.mdc'],
  ]);
  expect(index()[1]).toEqual({ path: 'b.md', dropped: { stage: 'filter', reason: 'internal' } });
  expect(manifest().dropped).toEqual(dropped);
});

const filter = `export default { name: 'filter', kind: 'enrich',
  run: ({ path }) => path.endsWith('b.md') ? { [Symbol.for('contextor.drop')]: true, reason: 'internal', keep: true } : {} };`;

it('keeps what was dropped listed when other documents are built alone', async () => {
  const { run, output, index, settings } = withStages({ 'filter.mjs': filter });
  const config = { cache: true, transforms: ['./filter.mjs'] };
  await run(config);
  const before = output();
  await build(settings(config), { only: ['a.md'] });
  expect(output()).toEqual(before);
  expect(index()).toHaveLength(3);
});

describe('what a shard drops', () => {
  /** The parts of a site whose b.md is dropped, and what one build of it gives. */
  async function shards(count: number, documents: Record<string, string> = pages, more = {}) {
    const project = withStages({ 'filter.mjs': filter }, documents);
    const { run, root, out, settings } = project;
    const base = { transforms: ['./filter.mjs'], ...more };
    await run(base);
    const config = (to: string) => settings({ ...base, out: join(root, to) });
    const folders = Array.from({ length: count }, (_, at) => join(root, `part-${at}`));
    for (const [at] of folders.entries()) {
      await build(config(`part-${at}`), { shard: { index: at + 1, count } });
    }
    const merge = (loadSettings?: () => Promise<Settings>) =>
      mergeParts(folders, {
        outRoot: join(root, 'merged'),
        cwd: root,
        ...(loadSettings && { loadSettings }),
      });
    const merged = () => contents(join(root, 'merged'));
    return { ...project, whole: contents(out), merge, merged, config };
  }

  it.each([1, 2, 3])('is listed as one build lists it, of %i shards', async (count) => {
    const { merge, merged, whole } = await shards(count, { ...pages, 'a.md': '# A\n' });
    await merge();
    expect(merged()).toEqual(whole);
  });

  it.each([1, 2, 3])('is not a page for the other ones, of %i shards', async (count) => {
    const { merge, merged, whole, config } = await shards(count);
    const { again, documents, written } = await merge(async () => config('merged'));
    expect({ again, documents, written }).toEqual({
      again: count === 1 ? 0 : 1,
      documents: 2,
      written: 2,
    });
    expect(merged()).toEqual(whole);
    expect(merged()['a.mdc']).not.toContain('b.mdc');
  });

  it('is not a page for other sources', async () => {
    const documents = {
      'one/a.md': '# A\n\nSee [B](../two/b.md) and [D](../two/d.md).\n',
      'two/b.md': '# B\n',
      'two/d.md': '# D\n',
    };
    const src = [{ src: './docs/one' }, { src: './docs/two' }];
    const { merge, merged, whole, config } = await shards(3, documents, { src });
    expect(await merge(async () => config('merged'))).toMatchObject({ again: 1, documents: 2 });
    expect(merged()).toEqual(whole);
    expect(merged()['one/a.mdc']).toContain('two/d.mdc');
    expect(merged()['one/a.mdc']).not.toContain('two/b.mdc');
  });

  it.each<[string, (project: Awaited<ReturnType<typeof shards>>) => void]>([
    ['with another page', ({ write }) => write('docs/d.md', '# New\n')],
    ['with another text', ({ write }) => write('docs/c.md', '# Another\n')],
  ])('needs the same sources where pages link to it, %s', async (_, change) => {
    const project = await shards(3);
    const { merge, config } = project;
    await expect(merge()).rejects.toMatchObject({ code: 'PART_SOURCES' });
    change(project);
    await expect(merge(async () => config('merged'))).rejects.toMatchObject({
      code: 'PART_SOURCES',
      message: expect.stringContaining('a.md links to b.md'),
    });
  });
});

it('tells of a dropped document in inspect, transform and the report', async () => {
  const { run, settings, root } = withStages({ 'filter.mjs': filter });
  const config = settings({ transforms: ['./filter.mjs'] });
  const dropped = { stage: 'filter', reason: 'internal' };
  expect(await inspect(config, { path: 'b.md' })).toMatchObject({ dropped, output: undefined });
  expect(await inspect(config, { path: 'c.md' })).toMatchObject({ dropped: undefined });
  await run({ transforms: ['./filter.mjs'] });
  expect(await inspect(config, { path: 'a.md' })).toMatchObject({
    context: { links: { pages: [] } },
  });
  const options = { path: 'b.md', cwd: root, transforms: ['./filter.mjs'] };
  expect(await transform('# B\n', options)).toMatchObject({ dropped, text: undefined });
  expect(await reportText({ settings: config, result: await run() })).toMatch(
    /Left out by stages[\s\S]*internal/,
  );
});

it('makes pages again that link to a page which is dropped, or no longer is', async () => {
  const filter = (path: string) => `export default { name: 'filter', kind: 'enrich',
      run: (document) => document.path === '${path}' ? { [Symbol.for('contextor.drop')]: true, reason: 'r', keep: true } : {} };`;
  const { run, output, write } = withStages({ 'filter.mjs': filter('none') });
  await run({ cache: true });
  expect(output()['a.mdc']).toContain('b.mdc');
  write('filter.mjs', filter('b.md'));
  await run({ cache: true });
  expect(output()).not.toHaveProperty('b.mdc');
  expect(output()['a.mdc']).not.toContain('b.mdc');
  const again = await run({ cache: true });
  expect(again.dropped).toHaveLength(1);
  expect(again.unchanged).toBe(true);
  expect(again.metrics.documents).toMatchObject({ processed: 3, unchanged: 2, dropped: 1 });
  write('filter.mjs', filter('none'));
  await run({ cache: true });
  expect(output()['a.mdc']).toContain('b.mdc');
});
