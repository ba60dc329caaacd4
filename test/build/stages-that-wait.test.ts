import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import '../setup/package.ts';
import { pages, project } from './project.ts';

/** A service that takes its time; tells how many it answered at once, and when it first and last heard. */
async function service(ms: number) {
  const seen = { now: 0, peak: 0, first: 0, last: 0 };
  const server = createServer((_request, response) => {
    seen.peak = Math.max(seen.peak, ++seen.now);
    seen.first ||= performance.now();
    setTimeout(() => {
      seen.now--;
      seen.last = performance.now();
      response.end('1');
    }, ms);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

it.each([
  ['inline', {}],
  ['threads', { parallel: true, inlineThreshold: 1 }],
  ['threads', { parallel: true, inlineThreshold: 1, batchSize: 3, maxWorkers: 2 }],
  ['processes', { parallel: true, inlineThreshold: 1, batchSize: 7, maxWorkers: 2 }],
])('13 documents, 8 at once, take two rounds (%s, %j)', async (executor, config) => {
  const { url, seen } = await service(200);
  const { settings, write, output } = project(pages(13));
  write(
    'ask.mjs',
    `export default { name: 'ask', kind: 'enrich', concurrency: 8, output: { index: ['answer'] },
       run: async (document, { signal }) =>
         ({ answer: Number(await (await fetch('${url}', { signal })).text()) }) };`,
  );
  const { metrics } = await build(
    settings({ executor: executor as 'threads', transforms: ['./ask.mjs'], ...config }),
  );
  expect(metrics.documents.written).toBe(13);
  expect(seen.peak).toBeLessThanOrEqual(8);
  expect(seen.peak).toBeGreaterThanOrEqual(6);
  expect(seen.last - seen.first).toBeLessThan(8 * 200);
  const paths = output()
    ['index.jsonl']!.trim()
    .split('\n')
    .map((line) => JSON.parse(line).path);
  expect(paths).toEqual([...paths].sort());
});

it('says that a queue bounds a stage in each worker, not over all', async () => {
  const { settings, write } = project(pages(2));
  write('ask.mjs', "export default { name: 'ask', kind: 'enrich', concurrency: 8, run() {} };");
  const said: string[] = [];
  const config = settings({ executor: 'bullmq', parallel: true, transforms: ['./ask.mjs'] });
  const failed = build(config, {
    onEvent: (event) => event.type === 'message' && said.push(event.reason),
  });
  // There is no queue here.
  await expect(failed).rejects.toMatchObject({ name: 'ContextorError' });
  expect(said.join()).toMatch(/concurrency of ask holds in each worker/);
});
