import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { BuildResult } from '../../src/contract/build.ts';
import { countingService } from '../setup/counting-service.ts';
import { dist } from '../setup/package.ts';

const projects = process.env.CONTEXTOR_PROJECTS ?? resolve('../shared/projects');
const vue = join(projects, 'vue');
const isThere = existsSync(vue);

describe.skipIf(!isThere)('the five examples on the documentation of Vue', async () => {
  // Of a suite that is skipped this runs too.
  if (!isThere) return test('needs its sources', () => {});
  const root = mkdtempSync(join(tmpdir(), 'contextor-vue-'));
  cpSync('examples/stages', root, { recursive: true });
  for (const part of ['guide/components', 'guide/essentials', 'api'])
    cpSync(join(vue, 'src', part), join(root, 'src', part), { recursive: true });
  mkdirSync(join(root, 'src/internal'));
  writeFileSync(join(root, 'src/internal/plan.md'), '# Plan\n');
  // The package, as a project would have it installed.
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(dirname(dist), join(root, 'node_modules/contextor'));
  writeFileSync(join(root, 'OWNERS'), 'guide: Guide team\napi: API team\n');
  const service = await countingService({ most: 1, left: Number.POSITIVE_INFINITY });
  const asked = () => service.seen.rounds.reduce((sum, round) => sum + round, 0);
  afterAll(() => {
    service.close();
    rmSync(root, { recursive: true, force: true });
  });
  const run = (): Promise<BuildResult> => {
    const transforms = [
      { module: './owner.mjs', options: { file: join(root, 'OWNERS') } },
      './keywords.mjs',
      './score.mjs',
      {
        module: './service.mjs',
        options: { url: service.url },
        retries: { times: 1, delayMs: 1 },
        // Longer than the patience of the service: on a busy machine a round may wait that long.
        timeoutMs: 100_000,
      },
      './filter.mjs',
      './glossary.mjs',
    ];
    const config = { src: 'src', out: 'out', llmsTxt: true, maxWorkers: 2 };
    return build(resolveSettings({ ...config, transforms }, { cwd: root }));
  };
  const read = (path: string) => readFileSync(join(root, 'out', path), 'utf8');
  const index = (): Record<string, unknown>[] =>
    read('index.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('while the service is away each page is asked for twice, and built without the field', async () => {
    service.seen.status = 503;
    const { metrics } = await run();
    expect(metrics.documents.failed).toBe(0);
    // Once, and once more after it failed; nobody asks for the page that is dropped.
    expect(asked()).toBe(2 * metrics.documents.written);
    expect(index().some(({ rating }) => rating !== undefined)).toBe(false);
  }, 120_000);

  test('the next build asks again, never more than 8 at once and four fifths of it on average', async () => {
    const { seen } = service;
    const left = asked() / 2;
    Object.assign(seen, { status: 200, rounds: [], most: 8, left });
    const { metrics } = await run();
    expect(asked()).toBe(metrics.documents.processed - metrics.documents.dropped);
    expect(Math.max(...seen.rounds)).toBeLessThanOrEqual(8);
    expect(asked() / seen.rounds.length).toBeGreaterThanOrEqual(0.8 * 8);
    expect(read('guide/essentials/computed.mdc')).toMatch(/rating: 4/);
    seen.rounds.length = 0;
    expect((await run()).unchanged).toBe(true);
    expect(seen.rounds).toEqual([]);
  }, 120_000);

  test('each page has its values in front matter and index; tags are united', () => {
    const lines = index().filter(({ out, generated }) => out !== undefined && !generated);
    expect(lines.length).toBeGreaterThan(40);
    const tags = new Set<unknown>();
    for (const line of lines) {
      expect(line).toMatchObject({
        minutes: expect.any(Number),
        score: expect.any(Number),
        rating: 4,
      });
      const owner = { guide: 'Guide team', api: 'API team' }[String(line.path).split('/')[0]!];
      expect(line.owner).toBe(owner ?? 'nobody');
      expect(read(String(line.out))).toContain(`owner: ${line.owner}`);
      for (const tag of line.tags as string[]) tags.add(tag);
    }
    const { context } = JSON.parse(read('manifest.json'));
    expect(new Set(context.tags)).toEqual(tags);
    expect(context.minutes).toBe(lines.reduce((sum, { minutes }) => sum + Number(minutes), 0));
  });

  test('the dropped page is listed, and has no output', () => {
    const dropped = { stage: 'filter', reason: 'in a folder for internal pages' };
    expect(JSON.parse(read('manifest.json')).dropped).toEqual([
      { path: 'internal/plan.md', ...dropped },
    ]);
    expect(index()).toContainEqual({ path: 'internal/plan.md', dropped });
    expect(existsSync(join(root, 'out/internal'))).toBe(false);
  });

  test('the glossary is a page in the index and in llms.txt', () => {
    const page = index().find(({ path }) => path === 'glossary.mdc');
    expect(page).toMatchObject({ out: 'glossary.mdc', generated: 'glossary', title: 'Glossary' });
    expect((page!.outline as unknown[]).length).toBeGreaterThan(10);
    expect(read('llms.txt')).toContain('](glossary.mdc)');
    for (const out of (page!.links as { pages: string[] }).pages) {
      expect(existsSync(join(root, 'out', decodeURI(out)))).toBe(true);
    }
  });
});
