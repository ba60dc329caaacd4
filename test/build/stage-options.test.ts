import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { defineTransform } from '../../transforms/define.ts';
import { pages, project } from './project.ts';

const docs = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.md`, `# ${name}\n`]));

/** What a stage does, what an option is set to, and what the option makes of it. */
interface Case {
  /** The body of its `run`, with `document`, `context` and a `count` of its module. */
  run: string;
  /** The body where the option is set, if it is another one. */
  limited?: string;
  option: string;
  without: { failed: number } | { seen: unknown };
  with: { failed: number } | { seen: unknown };
}

const cases: Record<string, Case> = {
  timeoutMs: {
    run: 'await new Promise((resolve) => setTimeout(resolve, 300)); return { seen: 1 };',
    // No pause of a busy machine is as long.
    limited: 'await new Promise((resolve) => setTimeout(resolve, 60_000).unref());',
    option: 'timeoutMs: 10',
    without: { seen: 1 },
    with: { failed: 4 },
  },
  retries: {
    run: "if (context.attempt < 3) throw new Error('busy'); return { seen: context.attempt };",
    option: 'retries: { times: 2, delayMs: 1, factor: 2, jitter: 0.5, seed: 1 }',
    without: { failed: 4 },
    with: { seen: 3 },
  },
  onError: {
    run: "throw new Error('away');",
    option: "onError: 'skip'",
    without: { failed: 4 },
    with: { seen: undefined },
  },
  merge: {
    run: 'return { seen: context.fields.n };',
    option: "merge: 'keep-first'",
    without: { failed: 4 },
    with: { seen: 1 },
  },
  concurrency: {
    run: `count.now++; count.most = Math.max(count.most, count.now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      count.now--; return { seen: count.most > 1 };`,
    option: 'concurrency: 2',
    without: { seen: false },
    with: { seen: true },
  },
};

const rival = (name: string, n: number) =>
  `export default { name: '${name}', kind: 'enrich', run: () => ({ n: ${n} }) };`;

async function outcomeOf(run: string, { module = '', entry = '' }) {
  const { settings, write, output } = project(docs);
  const isMerge = run.includes('fields.n');
  write('one.mjs', rival('one', 1));
  write('two.mjs', rival('two', 2));
  const after = isMerge ? "after: ['one', 'two']," : '';
  write(
    'own.mjs',
    `const count = { now: 0, most: 0 };
     export default { name: 'own', kind: 'enrich', ${after} output: { index: ['seen'] }, ${module}
       async run(document, context) { ${run} } };`,
  );
  const own = { module: './own.mjs', ...(entry && new Function(`return { ${entry} }`)()) };
  const transforms = [...(isMerge ? ['./one.mjs', './two.mjs'] : []), own];
  const { metrics } = await build(settings({ transforms }));
  const { failed } = metrics.documents;
  if (failed > 0) return { failed };
  const lines = output()['index.jsonl']!.trim().split('\n');
  return { seen: JSON.parse(lines.at(-1)!).seen };
}

describe.each(Object.entries(cases))('%s', (_, one) => {
  it.each([
    ['is not there by itself', {}, one.without],
    ['acts where the module says it', { module: `${one.option},` }, one.with],
    ['acts where the configuration says it', { entry: one.option }, one.with],
  ])('%s', async (_, said, expected) => {
    const run = expected === one.with ? (one.limited ?? one.run) : one.run;
    expect(await outcomeOf(run, said)).toEqual(expected);
  });
});

it('is what the configuration says where the module says another', async () => {
  const { run } = cases.retries!;
  expect(await outcomeOf(run, { module: 'retries: 2,', entry: 'retries: 1' })).toEqual({
    failed: 4,
  });
});

it('a stage hears by its signal that its time is up', async () => {
  const { settings } = project(docs);
  let heard = 0;
  const wait = defineTransform({
    name: 'wait',
    kind: 'enrich',
    timeoutMs: 10,
    run: (_document, { signal }) =>
      new Promise(() => signal.addEventListener('abort', () => heard++)),
  });
  await build(settings({ transforms: [wait] }));
  expect(heard).toBe(4);
});

it('tells of a stage that failed and was skipped', async () => {
  const { settings, write } = project(docs);
  write(
    'away.mjs',
    "export default { name: 'away', kind: 'enrich', onError: 'skip', run() { throw new Error('503'); } };",
  );
  const { messages } = await build(settings({ transforms: ['./away.mjs'] }));
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message).toMatchObject({
      severity: 'warning',
      rule: 'transform-error',
      reason: "The stage 'away' failed and was skipped: 503 (away.mjs:1)",
      about: 'away: 503',
    });
  }
});

it('before retries with jitter, documents do not all wait alike', async () => {
  const { settings, write, output } = project(pages(20));
  const run = `async ({ path }, { attempt, shared }) => {
    const starts = shared('starts', () => new Map());
    if (attempt === 1) starts.set(path, performance.now());
    if (attempt === 1) throw new Error('busy');
    return { waited: performance.now() - starts.get(path) };
  }`;
  write(
    'slow.mjs',
    `export default { name: 'slow', kind: 'enrich', concurrency: 20, output: { index: ['waited'] },
    retries: { times: 1, delayMs: 1000, jitter: 0.9, seed: 1 }, run: ${run} };`,
  );
  await build(settings({ transforms: ['./slow.mjs'] }));
  const lines = output()['index.jsonl']!.trim().split('\n');
  const waits = lines.map((line) => JSON.parse(line).waited as number);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(200);
});
