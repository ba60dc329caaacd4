import { copyFileSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';

const docs = {
  'guide/start.md': '# Start\n\n## Install\n\nInstall the package. Install it, package and all.\n',
  'guide/next.md': '# Next\n\nSee [secrets](../internal/secrets.md).\n',
  'internal/secrets.md': '# Secrets\n\nText.\n',
};

/** A project that uses these examples as its stages. */
function using(names: string[], entries: Record<string, object> = {}) {
  const own = project(docs);
  for (const name of names) {
    copyFileSync(join('examples/stages', name), join(own.root, name));
  }
  const transforms = names.map((name) => ({ module: `./${name}`, ...entries[name] }));
  const run = (config = {}) => build(own.settings({ transforms, ...config } as never));
  const index = () => {
    const lines = own.output()['index.jsonl']!.trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => JSON.parse(line)).map((line) => [line.path, line]),
    );
  };
  return { ...own, run, index };
}

test('owner: one field into front matter, index and manifest', async () => {
  const own = using(['owner.mjs'], { 'owner.mjs': { options: { file: 'unset' } } });
  own.write('OWNERS', 'guide: Docs team\n');
  const { run, index, output, root } = own;
  const file = join(root, 'OWNERS');
  await run({ transforms: [{ module: './owner.mjs', options: { file } }] });
  expect(output()['guide/start.mdc']).toContain('owner: Docs team');
  expect(index()['internal/secrets.md']).toMatchObject({ owner: 'nobody', minutes: 1 });
  expect(JSON.parse(output()['manifest.json']!).context.minutes).toBe(3);
});

test('keywords and score: two stages and a join', async () => {
  const { run, index, output } = using(['keywords.mjs', 'score.mjs']);
  await run();
  expect(index()['guide/start.md']).toMatchObject({ tags: ['install', 'package'], score: 3 });
  expect(JSON.parse(output()['manifest.json']!).context).toMatchObject({
    score: 3,
    tags: expect.arrayContaining(['install', 'secrets']),
  });
});

test('service: asked again while it is busy, then skipped, and asked by the next build', async () => {
  let answers = 503;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(answers).end('{"rating":5}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const retries = { times: 1, delayMs: 1 };
  const { run, output } = using(['service.mjs'], {
    'service.mjs': { options: { url }, retries },
  });
  const first = await run({ cache: true });
  expect(first.metrics.documents).toMatchObject({ written: 3, failed: 0 });
  expect(asked).toBe(6);
  answers = 200;
  await run({ cache: true });
  expect(asked).toBe(9);
  expect(output()['guide/start.mdc']).toContain('rating: 5');
  expect((await run({ cache: true })).unchanged).toBe(true);
  expect(asked).toBe(9);
});

test('filter: dropped pages have no output and are listed', async () => {
  const { run, output, root, write } = using([]);
  // The package of this repository, as a project would have it installed.
  const text = readFileSync('examples/stages/filter.mjs', 'utf8');
  const source = JSON.stringify(join(process.cwd(), 'transforms/define.ts'));
  write('filter.ts', text.replace("'contextor'", source));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  const { dropped } = await run({ transforms: ['./filter.ts'] });
  expect(dropped).toEqual([
    { path: 'internal/secrets.md', stage: 'filter', reason: 'in a folder for internal pages' },
  ]);
  expect(Object.keys(output())).not.toContain('internal/secrets.mdc');
  expect(output()['guide/next.mdc']).not.toContain('secrets.mdc');
});

test('glossary: one page over all others, in the index', async () => {
  const { run, index, output } = using(['glossary.mjs']);
  await run({ transforms: [{ module: './glossary.mjs', options: { pages: 1 } }], llmsTxt: true });
  expect(output()['glossary.mdc']).toContain(
    '# Glossary\n\n## Install\n\n- [Start](guide/start.mdc#install)\n',
  );
  expect(index()['glossary.mdc']).toMatchObject({ title: 'Glossary', generated: 'glossary' });
  expect(output()['llms.txt']).toContain('glossary.mdc');
});
