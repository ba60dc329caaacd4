import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type Graph,
  MergeConflictError,
  type MergeOption,
  mergeContexts,
  mergeContributions,
  pipeline,
  type StageContext,
} from '../../src/engine/index.ts';
import fc from '../setup/properties.ts';

interface Node {
  readonly name: string;
  readonly after: readonly string[];
  readonly fields: Record<string, unknown>;
}

const contribution = fc.record(
  {
    n: fc.integer({ min: 0, max: 3 }),
    count: fc.integer({ min: -5, max: 5 }),
    list: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
    deep: fc.dictionary(
      fc.constantFrom('x', 'y', 'z'),
      fc.oneof(fc.integer({ min: 0, max: 2 }), fc.record({ w: fc.integer({ min: 0, max: 1 }) })),
      { maxKeys: 2 },
    ),
    flag: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Random graphs: each stage follows some of those made before it; declared in any order. */
const nodes: fc.Arbitrary<Node[]> = fc
  .array(fc.record({ fields: contribution, links: fc.infiniteStream(fc.nat(2)) }), {
    minLength: 1,
    maxLength: 9,
  })
  .chain((made) => {
    const list = made.map(({ fields, links }, index): Node => {
      const after = made
        .slice(0, index)
        .flatMap((_, other) => (links.next().value === 0 ? [`s${other}`] : []));
      return { name: `s${index}`, after, fields };
    });
    return fc.shuffledSubarray(list, { minLength: list.length });
  });

const spec: MergeOption = {
  strategy: 'enhanced',
  fields: { n: 'max', flag: 'or', deep: 'deep' },
};

type Runner = (node: Node, context: StageContext) => unknown;

function graphOf(
  list: readonly Node[],
  merge: MergeOption,
  runner: Runner = (node) => node.fields,
) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('random', { merge });
  for (const node of list) {
    const run = (_input: unknown, context: StageContext) => runner(node, context);
    builder = builder.stage(node.name, run, { after: node.after });
  }
  return builder.build() as Graph<unknown, object, Record<string, object>>;
}

/** The ancestors of each stage, found by walking: independent of the engine's own. */
function ancestry(list: readonly Node[]) {
  const byName = new Map(list.map((node) => [node.name, node]));
  const of = (name: string): Set<string> => {
    const { after } = byName.get(name)!;
    return new Set(after.flatMap((parent) => [parent, ...of(parent)]));
  };
  return new Map(list.map(({ name }) => [name, of(name)]));
}

/** Runs a graph in which stages end in an order that `picks` decides. */
async function runInOrder(list: readonly Node[], merge: MergeOption, picks: fc.Stream<number>) {
  const gates: (() => void)[] = [];
  const graph = graphOf(list, merge, async ({ fields }) => {
    await new Promise<void>((resolve) => gates.push(resolve));
    return fields;
  });
  let over = false;
  const run = graph.run(0, { context: { count: 100 } }).finally(() => {
    over = true;
  });
  while (!over) {
    const pick = (picks.next().value ?? 0) % Math.max(1, gates.length);
    for (const open of gates.splice(pick, 1)) open();
    await tick();
  }
  const { status, context, provenance } = await run;
  return JSON.stringify({ status, context, provenance });
}

describe('law 1: every contribution counts exactly once', () => {
  test('at every join and at the end', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, async (list) => {
        const seen = new Map<string, Record<string, unknown>>();
        const graph = graphOf(list, spec, (node, context) => {
          seen.set(node.name, context.fields);
          return node.fields;
        });
        const run = await graph.run(0, { context: { count: 100 } });
        const above = ancestry(list);
        const total = (names: ReadonlySet<string>) =>
          list.reduce(
            (sum, { name, fields }) =>
              sum + (names.has(name) ? ((fields.count as number) ?? 0) : 0),
            100,
          );
        const united = (names: ReadonlySet<string>) =>
          new Set(
            list.flatMap(({ name, fields }) =>
              names.has(name) ? ((fields.list as number[]) ?? []) : [],
            ),
          );
        const all = new Set(list.map(({ name }) => name));
        for (const [fields, names] of [
          [run.context, all] as const,
          ...list.map(({ name }) => [seen.get(name)!, above.get(name)!] as const),
        ]) {
          const { count, list: items = [] } = fields as { count: number; list?: number[] };
          expect(count).toBe(total(names));
          expect(new Set(items)).toEqual(united(names));
        }
      }),
    );
  });
});

describe('law 2: only concurrent stages conflict, and only over unequal values', () => {
  test('and a later stage overrides an ancestor', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, async (list) => {
        const above = ancestry(list);
        const writers = list.filter(({ fields }) => 'n' in fields);
        const latest = (names: ReadonlySet<string>) =>
          writers.filter(
            ({ name }) =>
              names.has(name) &&
              !writers.some((other) => names.has(other.name) && above.get(other.name)!.has(name)),
          );
        const values = (names: ReadonlySet<string>) =>
          new Set(latest(names).map(({ fields }) => fields.n));
        const all = new Set(list.map(({ name }) => name));
        const joins = [...above.values(), all];
        const scalars = list.map(({ fields, ...node }) => ({
          ...node,
          fields: 'n' in fields ? { n: fields.n } : {},
        }));
        const run = await graphOf(scalars, {}).run(0, { context: { n: -1 } });
        if (joins.some((names) => values(names).size > 1)) {
          expect(run.error).toBeInstanceOf(MergeConflictError);
        } else {
          expect(run.context).toEqual({ n: [...values(all)][0] ?? -1 });
        }
      }),
    );
  });
});

describe('law 3: a conflict that a join has resolved is not raised again below it', () => {
  const resolving: MergeOption[] = [
    'overwrite',
    'keep-first',
    'enhanced',
    spec,
    {
      strategy: 'keep-first',
      fields: { deep: 'overwrite', 'deep.x': 'keep-first', list: 'append' },
    },
    (_base, all) => Object.assign({}, ...all.map(({ fields }) => fields)),
  ];
  const strategies = fc.constantFrom<MergeOption>(...resolving);
  const above = fc.constantFrom<MergeOption>('no-merge', ...resolving);
  test('and what it decided holds', async () => {
    const graphs = fc.tuple(nodes, strategies, fc.infiniteStream(above), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(graphs, async ([list, merge, merges, below]) => {
        let seen: unknown;
        // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
        let builder: any = pipeline('x');
        for (const { name, after, fields } of list) {
          builder = builder.stage(name, () => fields, { after, merge: merges.next().value });
        }
        const join = (_input: unknown, { fields }: StageContext) => {
          seen = fields;
        };
        builder = builder.stage('join', join, { after: list.map(({ name }) => name), merge });
        for (let index = 0; index < below; index++) {
          const after = ['join', list[0]!.name];
          builder = builder.stage(`below${index}`, () => undefined, { after });
        }
        const run = await builder.build().run(0);
        fc.pre(run.stages.join.status === 'ok');
        expect(run.error).toBeUndefined();
        expect(run.context).toEqual(seen);
      }),
    );
  });
});

describe('law 4: the result depends on the graph and the declared order alone', () => {
  const strategies = fc.constantFrom<MergeOption>(
    spec,
    'context-update',
    'overwrite',
    'keep-first',
    'error-on-conflict',
    'enhanced',
  );
  test('the same bytes for every completion order', async () => {
    await fc.assert(
      fc.asyncProperty(
        nodes,
        strategies,
        fc.infiniteStream(fc.nat(50)),
        async (list, merge, picks) => {
          const { status, context, provenance } = await graphOf(list, merge).run(0, {
            context: { count: 100 },
            parallel: false,
          });
          const expected =
            status === 'ok' ? JSON.stringify({ status, context, provenance }) : undefined;
          const first = await runInOrder(list, merge, picks);
          expect(await runInOrder(list, merge, picks)).toBe(first);
          if (expected !== undefined) expect(first).toBe(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a stage starts as soon as what it waits for has ended', () => {
  test('whichever stages take their time, and in whatever order those end', async () => {
    await fc.assert(
      fc.asyncProperty(
        nodes,
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.nat(8)),
        async (list, patience, picks) => {
          const slow = new Set(list.filter(() => patience.next().value).map(({ name }) => name));
          const started: string[] = [];
          const ended = new Set<string>();
          const open: { name: string; end: () => void }[] = [];
          const graph = graphOf(list, spec, ({ name, fields }) => {
            started.push(name);
            if (slow.has(name)) {
              return new Promise((end) => open.push({ name, end: () => end(fields) }));
            }
            ended.add(name);
            return fields;
          });
          const run = graph.run(0);
          for (;;) {
            await tick();
            const ready = list.filter(({ after }) => after.every((name) => ended.has(name)));
            expect(started.toSorted()).toEqual(ready.map(({ name }) => name).toSorted());
            if (open.length === 0) break;
            const [next] = open.splice(picks.next().value % open.length, 1);
            ended.add(next!.name);
            next!.end();
          }
          expect((await run).status).toBe('ok');
          expect(started).toHaveLength(list.length);
        },
      ),
    );
  });
});

describe('law 5: a merge is atomic', () => {
  const strategies = fc.constantFrom<MergeOption>(
    'context-update',
    'error-on-conflict',
    spec,
    'overwrite',
    'keep-first',
  );
  test('it leaves its inputs as they were, and lists every conflict', () => {
    fc.assert(
      fc.property(
        contribution,
        fc.array(contribution, { maxLength: 4 }),
        strategies,
        (base, sides, merge) => {
          const contributions = sides.map((fields, index) => ({ stage: `s${index}`, fields }));
          const before = JSON.stringify([base, sides]);
          try {
            mergeContributions(base, contributions, merge);
          } catch (error) {
            const { conflicts } = error as MergeConflictError;
            for (const { values } of conflicts) {
              expect(
                new Set(values.map(({ value }) => JSON.stringify(value))).size,
              ).toBeGreaterThan(1);
            }
            const keys = conflicts.map(({ path }) => path[0]!);
            const rest = contributions.map(({ stage, fields }) => ({
              stage,
              fields: Object.fromEntries(
                Object.entries(fields).filter(([key]) => !keys.includes(key)),
              ),
            }));
            mergeContributions(base, rest, merge);
          }
          expect(JSON.stringify([base, sides])).toBe(before);
          expect(
            Object.values(base).some(
              (value) => typeof value === 'object' && Object.isFrozen(value),
            ),
          ).toBe(false);
        },
      ),
    );
  });
});

describe('law 6: what adds up is associative and has a neutral element', () => {
  const context = fc.record(
    {
      count: fc.integer({ min: -1000, max: 1000 }),
      list: fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.record({ id: fc.nat(2) })), {
        maxLength: 5,
      }),
      deep: fc.record(
        { x: fc.nat(3), y: fc.record({ tokens: fc.nat(9) }, { requiredKeys: [] }) },
        { requiredKeys: [] },
      ),
      high: fc.nat(9),
      low: fc.nat(9),
      flag: fc.boolean(),
      log: fc.array(fc.nat(3), { maxLength: 3 }),
      last: fc.nat(5),
      first: fc.nat(5),
    },
    { requiredKeys: [] },
  );
  const folding: MergeOption = {
    strategy: 'enhanced',
    fields: {
      high: 'max',
      low: 'min',
      flag: 'or',
      log: 'append',
      first: 'keep-first',
      'deep.y.tokens': 'sum',
    },
  };
  type Grouped = Record<string, unknown>;

  test('merging in any grouping gives one result', () => {
    fc.assert(
      fc.property(
        fc.array(context, { minLength: 1, maxLength: 7 }),
        fc.infiniteStream(fc.nat(20)),
        (list, picks) => {
          const rest: Grouped[] = [...list];
          while (rest.length > 1) {
            const at = picks.next().value % (rest.length - 1);
            rest.splice(at, 2, mergeContexts(rest[at], rest[at + 1], folding));
          }
          const contributions = list.map((fields, index) => ({ stage: `s${index}`, fields }));
          const once = mergeContributions({}, contributions, folding).context;
          expect(JSON.stringify(rest[0])).toBe(JSON.stringify(once));
        },
      ),
    );
  });

  test('an empty context changes nothing', () => {
    fc.assert(
      fc.property(context, (fields) => {
        const bytes = JSON.stringify(fields);
        expect(JSON.stringify(mergeContexts(fields, {}, folding))).toBe(bytes);
        expect(JSON.stringify(mergeContexts({}, fields, folding))).toBe(bytes);
        expect(JSON.stringify(mergeContexts(null, fields, folding))).toBe(bytes);
      }),
    );
  });
});

describe('a run that somebody listens to is like any other', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(1, 2, 'a', null, [1], [2, 1], { x: 1 }, { x: [1] }, 1e308),
    fc.integer({ min: 0, max: 1 }),
  );
  // The more fields a stage sets, the sooner some are at odds: few of each run are.
  const contributions = fc.dictionary(fc.constantFrom('count', 'total', 'n', 'one', 'two'), value, {
    maxKeys: 1,
  });
  const seenBy = async (list: readonly Node[], merge: MergeOption, listens: boolean) => {
    const seen: unknown[] = [];
    const graph = graphOf(list, merge, (node, context) => {
      if (node.name.endsWith('1')) seen.push([node.name, context.fields]);
      return node.fields;
    });
    const options = listens ? { onEvent: () => {} } : {};
    const run = await graph.run(0, { context: { n: [3], one: 'text', count: 5 }, ...options });
    const { status, context, provenance, error, stages } = run;
    const ends = Object.entries(stages).map(([name, end]) => [
      name,
      end.status,
      end.error?.message,
    ]);
    return JSON.stringify({ status, context, provenance, error: error?.message, ends, seen });
  };
  test.each<MergeOption>([
    'context-update',
    'overwrite',
    'keep-first',
    'enhanced',
    { strategy: 'enhanced', config: { accumulateCounters: false } },
    { strategy: 'enhanced', config: { deduplicateLists: false } },
    { strategy: 'enhanced', config: { deepMergeDicts: false } },
    { strategy: 'enhanced', fields: { n: 'max' } },
    { strategy: 'keep-first', fields: { count: 'sum', one: 'overwrite' } },
  ])('under %j', async (merge) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fields: contributions, links: fc.infiniteStream(fc.nat(3)) }), {
          minLength: 3,
          maxLength: 24,
        }),
        // Joins below so many stages look at what is new alone, unless somebody listens.
        fc.constantFrom(0, 32),
        async (made, above) => {
          const chain = Array.from({ length: above }, (_, at): Node => {
            return { name: `above${at}`, after: at === 0 ? [] : [`above${at - 1}`], fields: {} };
          });
          const top = chain.slice(-1).map(({ name }) => name);
          const own = made.map(({ fields, links }, index): Node => {
            const before = made.slice(0, index);
            const after = before.flatMap((_, at) => (links.next().value === 0 ? [`s${at}`] : []));
            return { name: `s${index}`, after: after.length === 0 ? top : after, fields };
          });
          const list = [...chain, ...own];
          expect(await seenBy(list, merge, false)).toBe(await seenBy(list, merge, true));
        },
      ),
      { numRuns: 200 },
    );
  });
});
