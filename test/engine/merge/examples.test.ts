import { expect, test } from 'vitest';
import { type MergeOption, type MergeSpec, pipeline, skip } from '../../../src/engine/index.ts';

type Stage = [name: string, after: string[], fields: Record<string, unknown> | null];

/** Graphs in which stages set the same fields beside, behind and above each other. */
const graphs: Record<string, Stage[]> = {
  beside: [
    ['a', [], { n: 1, count: 1, list: [1, 2], m: { x: 1, y: { z: 1 } } }],
    ['b', [], { n: 2, count: 2, list: [2, 3], m: { x: 2, y: { w: 1 } } }],
  ],
  behind: [
    ['a', [], { n: 1, count: 1, list: [1], m: { x: 1, y: 1 } }],
    ['b', ['a'], { n: 2, count: 2, list: [2], m: { x: 2 } }],
  ],
  diamond: [
    ['a', [], { n: 1, count: 1, list: [1], m: { x: 1 } }],
    ['b', ['a'], { n: 2, count: 2, list: [2], m: { y: 2 } }],
    ['c', ['a'], { n: 3, count: 4, list: [3], m: { y: 3, z: 3 } }],
    ['d', ['b', 'c'], { count: 8 }],
  ],
  late: [
    ['c', ['a'], { n: 3, m: { x: 3 } }],
    ['a', [], { n: 1, m: { x: 1, y: 1 } }],
    ['b', ['a'], { n: 2, m: { x: 2 } }],
    ['d', ['b', 'c'], { d: 1 }],
    ['e', ['b', 'c'], { e: 1 }],
  ],
  kinds: [
    ['a', [], { n: { x: 1 }, count: 'one', list: 'none' }],
    ['b', [], { n: 'two', count: 2, list: [1] }],
    ['c', ['b'], { n: { y: 3 }, count: 3, list: [1, 2] }],
  ],
  skipped: [
    ['a', [], { n: 1, m: { x: 1 } }],
    ['b', ['a'], null],
    ['c', ['b'], { n: 2, m: { x: 2 } }],
    ['d', ['a'], { n: 2, m: { x: 2 } }],
  ],
  crossed: [
    ['a', [], { n: 1, m: { x: 1 } }],
    ['b', [], { n: 2, m: { x: 2, y: 2 } }],
    ['ab', ['a', 'b'], {}],
    ['c', [], { n: 3, m: { y: 3 } }],
    ['bc', ['b', 'c'], { own: 1 }],
    ['all', ['ab', 'bc'], {}],
  ],
  private: [
    ['a', [], { _n: 1, m: { _x: 1 } }],
    ['b', [], { _n: 2, m: { _x: 1, y: 2 } }],
  ],
};

const specs: MergeOption[] = [
  'context-update',
  'error-on-conflict',
  'overwrite',
  'keep-first',
  'enhanced',
  'no-merge',
  { strategy: 'enhanced', config: { deepMergeDicts: false, deduplicateLists: false } },
  { strategy: 'enhanced', config: { accumulateCounters: false, excludedFields: ['n'] } },
  { fields: { n: 'max', m: 'deep', list: 'append', count: 'sum' } },
  {
    strategy: 'overwrite',
    fields: { 'm.x': 'min', 'm.*': 'keep-first', 'n.*': 'keep-first' },
    exclude: ['list'],
  },
  { strategy: 'keep-first', fields: { m: 'overwrite', 'm.y': 'error', n: 'overwrite' } },
  { strategy: 'overwrite', fieldMapping: { a: ['n', 'm', 'count'] } },
  { fieldMapping: { b: ['n', 'count', { from: 'm', to: 'o' }], c: ['list'] } },
];

async function outcome(stages: Stage[], merge: MergeOption, context: object, listens: boolean) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('x', { merge });
  for (const [name, after, fields] of stages) {
    builder = builder.stage(name, () => fields ?? skip(), { after });
  }
  const heard: string[] = [];
  const onEvent = ({ type, stage, conflicts }: Record<string, string>) =>
    void (type === 'merge' && heard.push(`${stage ?? 'end'} ${conflicts}`.trim()));
  const run = await builder.build().run(0, { context, ...(listens && { onEvent }) });
  const { error, provenance } = run;
  const said = [error?.message.split('\n')[0] ?? JSON.stringify(run.context)];
  if (error === undefined) said.push(JSON.stringify(provenance).replaceAll('"', ''));
  if (listens) said.push(heard.join('; '));
  return said.join('\n    ');
}

test.each(Object.entries(graphs))('%s', async (_name, stages) => {
  const lines: string[] = [];
  const names = new Set(stages.map(([name]) => name));
  for (const merge of specs) {
    const mapped =
      typeof merge === 'object' ? Object.keys((merge as MergeSpec).fieldMapping ?? {}) : [];
    if (!mapped.every((name) => names.has(name))) continue;
    for (const context of [{}, { n: 0, count: 10, list: [0], m: { x: 0 } }]) {
      const alone = await outcome(stages, merge, context, false);
      const heard = await outcome(stages, merge, context, true);
      expect(heard.startsWith(alone)).toBe(true);
      lines.push(`${JSON.stringify(merge)} on ${JSON.stringify(context)}:\n    ${heard}`);
    }
  }
  expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
});
