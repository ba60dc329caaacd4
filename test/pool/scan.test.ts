import { expect, it } from 'vitest';
import { WorkerStart } from '../../src/pool/host/start.ts';
import { startThreads } from '../../src/pool/host/threads.ts';
import type { FileScan } from '../../src/site/scan-file.ts';
import { type ScannedChunk, scanRest, sharedScan } from '../../src/site/scan-together.ts';
import { type Project, pages, project } from '../build/project.ts';

const count = 100;

/** Pages to scan, one of which is not there, with a badge in their headings. */
function task({ src }: Project) {
  const paths = Object.keys(pages(count)).sort();
  return {
    sourceRoot: src,
    paths: ['gone.md', ...paths],
    components: { Pill: { as: 'badge', text: 'text' } } as const,
  };
}

function byPath(paths: readonly string[], given: Parameters<typeof scanRest>[0]) {
  const scans = new Map<string, FileScan>();
  for (const { first, scans: found } of scanRest(given)) {
    for (const [at, scan] of found.entries()) scans.set(paths[first + at]!, scan);
  }
  return scans;
}

const inOrder = (scans: ReadonlyMap<string, FileScan>) =>
  [...scans].sort(([a], [b]) => (a < b ? -1 : 1));

it('gives with threads what one after the other gives', async () => {
  const own = project(pages(count));
  own.write('docs/folder-0/page-0.md', '# Page\n\n## New <Pill text="beta" />\n');
  const given = task(own);
  const alone = byPath(given.paths, sharedScan(given));
  expect(alone.get('folder-0/page-0.md')?.anchors).toContain('new-beta');
  const pool = startThreads({ workers: 2, heapMb: 512, parser: 'native' });
  try {
    expect(inOrder(await pool.scan(sharedScan(given)))).toEqual(inOrder(alone));
  } finally {
    await pool.close();
  }
});

it('shares the documents out, each once', () => {
  const given = sharedScan(task(project(pages(count))));
  const some = scanRest(given);
  const first = some.next().value as ScannedChunk;
  const others = [...scanRest(given)];
  expect([...some]).toEqual([]);
  const taken = [first, ...others].flatMap(({ first: from, scans }) =>
    scans.map((_, at) => from + at),
  );
  expect(taken.sort((a, b) => a - b)).toEqual(given.paths.map((_, at) => at));
});

it('gives what it can where the workers do not start', async () => {
  const given = task(project(pages(count)));
  const pool = startThreads({ workers: 1, heapMb: 512, parser: 'native' });
  await pool.close();
  expect((await pool.scan(sharedScan(given))).size).toBe(count + 1);
});

it.each([
  [1_500, 1_000_000_000, 1_500],
  // Where the documents are few, or no threads were started early, the host scans them.
  [1_499, 1_000_000_000, undefined],
  [1_500, 1_500, undefined],
])('of %i documents with %i bytes gives %s scans', async (documents, bytes, expected) => {
  const own = project();
  const paths = Array.from({ length: documents }, (_, at) => `page-${at}.md`);
  const workers = new WorkerStart(own.settings({ parallel: true, maxWorkers: 2 }));
  try {
    await workers.early({ documents, bytes, largestBytes: bytes / documents });
    const scans = await workers.scan({ sourceRoot: own.src, paths, components: {} });
    expect(scans?.size).toBe(expected);
  } finally {
    await workers.close();
  }
});
