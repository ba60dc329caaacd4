import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type AnyRunner,
  type EngineEvent,
  type MergeConflictError,
  mergeContexts,
  mergeContributions,
  pipeline,
} from '../../src/engine/index.ts';

const forever = () => new Promise<never>(() => undefined);

describe('what is thrown may be anything', () => {
  const unreadable = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('no');
      },
    },
  );
  test.each<[string, () => unknown]>([
    ['an object without a prototype', () => Object.create(null)],
    ['a symbol', () => Symbol('boom')],
    ['an object whose text throws', () => ({ toString: () => Object.create(null) })],
    ['what does not let itself be looked at', () => unreadable],
  ])('%s fails the stage', async (_what, make) => {
    const throwing: AnyRunner = () => {
      throw make();
    };
    const rejecting: AnyRunner = () => Promise.reject(make());
    for (const runner of [throwing, rejecting]) {
      const run = await pipeline('x').stage('a', runner).build().run(0);
      expect(run.stages.a.status).toBe('failed');
      expect(run.error).toBeInstanceOf(Error);
    }
  });

  test('a module namespace fails the stage', async () => {
    const namespace = await import('./fixtures/namespace.ts');
    const run = await pipeline('x')
      .stage('a', () => Promise.reject(namespace))
      .build()
      .run(0);
    expect(run.stages.a.status).toBe('failed');
  });
});

describe('what never settles ends', () => {
  test('a lazy resource, with the timeout of the stage that asks for it', async () => {
    const run = await pipeline('x')
      .stage('a', async (_input, context) => void (await context.lazy('db', forever, () => 1)), {
        timeoutMs: 10,
      })
      .build()
      .run(0);
    expect(run.error).toMatchObject({ code: 'STAGE_TIMEOUT' });
  });

  test('a cleanup, with the timeout of its stage', async () => {
    const events: EngineEvent[] = [];
    const run = await pipeline('x')
      .stage('a', (_input, context) => context.onCleanup(forever), { timeoutMs: 10 })
      .build()
      .run(0, { onEvent: (event) => events.push(event) });
    expect(run.status).toBe('ok');
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'cleanup-error',
        stage: 'a',
        error: expect.objectContaining({ code: 'CLEANUP_TIMEOUT' }),
      }),
    );
  });

  test('a cleanup, a second after the run is aborted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    const run = await pipeline('x')
      .stage('a', (_input, context) => context.onCleanup(forever))
      .build()
      .run(0, { signal: controller.signal });
    expect(run.status).toBe('cancelled');
  });

  test('a disposal, with the longest timeout of the stages', async () => {
    const run = await pipeline('x')
      .stage('a', (_input, context) => void context.lazy('db', () => 1, forever), { timeoutMs: 10 })
      .build()
      .run(0);
    expect(run.status).toBe('ok');
  });
});

describe('a stage that fails', () => {
  test('aborts the signals of the stages that run, which count as cancelled', async () => {
    let reason: unknown;
    const run = await pipeline('x')
      .stage('patient', async (_input, { signal }) => {
        await sleep(5_000, undefined, { signal, ref: false }).catch((error) => {
          reason = signal.reason;
          throw error;
        });
      })
      .stage('bad', async () => {
        await sleep(5);
        throw new Error('boom');
      })
      .build()
      .run(0);
    expect(run.error?.message).toBe('boom');
    expect(reason).toBe(run.error);
    expect(run.stages.patient.status).toBe('cancelled');
  });

  test('ends what waits to be repeated', async () => {
    const run = await pipeline('x')
      .stage('again', () => Promise.reject(new Error('later')), {
        retries: { times: 3, delayMs: 60_000 },
      })
      .stage('bad', async () => {
        await sleep(5);
        throw new Error('boom');
      })
      .build()
      .run(0);
    expect(run.error?.message).toBe('boom');
    expect(run.stages.again).toMatchObject({ status: 'cancelled', attempts: 1 });
  });
});

describe('what a graph hands out', () => {
  test('is frozen', async () => {
    const found: unknown[] = [];
    const graph = pipeline('x')
      .stage('a', () => ({ n: 1 }))
      .stage('b', (_input, c) => void found.push(c, c.upstreamNames, c.upstreamResults()), {
        after: ['a'],
      })
      .build();
    const run = await graph.run(0, { onEvent: (event) => void found.push(event) });
    found.push(
      graph,
      graph.stages,
      graph.stages[1],
      graph.stages[1]?.after,
      run,
      run.stages,
      run.stages.a,
    );
    found.push(graph.levels(), graph.levels()[0], run.provenance, run.provenance.n);
    const rivals = pipeline('y')
      .stage('a', () => ({ n: 1 }))
      .stage('b', () => ({ n: 2 }));
    const { conflicts } = (await rivals.build().run(0)).error as MergeConflictError;
    found.push(conflicts, conflicts[0], conflicts[0]?.values, conflicts[0]?.values[0]);
    expect(found.map((value) => Object.isFrozen(value))).toEqual(found.map(() => true));
  });

  test('keeps its provenance as JSON', async () => {
    const run = await pipeline('x')
      .stage('a', () => ({ n: 1 }))
      .build()
      .run(0);
    expect(JSON.parse(JSON.stringify(run))).toMatchObject({ provenance: { n: ['a'] } });
    const merged = mergeContributions({}, [{ stage: 'a', fields: { n: 1 } }]);
    expect(JSON.parse(JSON.stringify(merged)).provenance).toEqual({ n: ['a'] });
  });
});

test('an unknown dependency names the known stages in its message', () => {
  const build = () =>
    pipeline('x')
      .stage('a', () => 0 as never)
      .stage('b', () => 0 as never, { after: ['aa'] })
      .build();
  expect(build).toThrow(/unknown stage 'aa'; the stages are a, b/);
});

test.each([
  ['of a pipeline', () => pipeline('x', { merges: 'enhanced' } as never), 'merge, findable'],
  [
    'of a stage',
    () =>
      pipeline('x')
        .stage('a', () => undefined, { afer: [] } as never)
        .build(),
    'kind, after, merge, timeoutMs, retries, onError, concurrency',
  ],
  [
    'of a run',
    () =>
      pipeline('x')
        .stage('a', () => undefined)
        .build()
        .run(0, { timeout: 1 } as never),
    'context, signal',
  ],
])('an unknown option %s is an error that names the known ones', async (_what, call, names) => {
  await expect(async () => call()).rejects.toThrow(
    expect.objectContaining({
      code: 'ENGINE_BAD_OPTION',
      message: expect.stringContaining(`the options are ${names}`),
    }),
  );
});

describe('enhanced', () => {
  test('without deepMergeDicts replaces the objects of concurrent stages', () => {
    const spec = { strategy: 'enhanced', config: { deepMergeDicts: false } } as const;
    const one = { m: { a: 1 } };
    const other = { m: { b: 2 } };
    expect(mergeContexts(one, other, spec)).toEqual(other);
    const sides = [one, other].map((fields, at) => ({ stage: `s${at}`, fields }));
    expect(mergeContributions({}, sides, spec).context).toEqual(other);
  });

  test.each([
    [[1], 'x'],
    ['x', [1]],
    [null, [1]],
    [[1], { a: 1 }],
    [1, 'x'],
    [null, 1],
  ])('takes %j beside %j of a concurrent stage for a conflict', (one, other) => {
    expect(() => mergeContexts({ count: one }, { count: other }, 'enhanced')).toThrow(
      "Merge conflict for key 'count'",
    );
  });

  test('lets a later stage replace a list', async () => {
    const run = await pipeline('x', { merge: 'enhanced' })
      .stage('a', () => ({ f: [1] }))
      .stage('b', () => ({ f: 'x' }), { after: ['a'] })
      .build()
      .run(0);
    expect(run.context).toEqual({ f: 'x' });
  });
});

describe('a conflict', () => {
  const conflict = (fields: object[]) => {
    // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
    let builder: any = pipeline('docs');
    for (const [at, own] of fields.entries()) builder = builder.stage(`s${at}`, () => own);
    return builder.build().run(0) as Promise<{ error: Error }>;
  };

  test('says the name of the pipeline', async () => {
    const { error } = await conflict([{ n: 1 }, { n: 2 }]);
    expect(error.message).toContain("of pipeline 'docs'");
  });

  test('offers union for lists', async () => {
    const { error } = await conflict([{ tags: ['a'] }, { tags: ['b'] }]);
    expect(error.message).toContain("'union' unites lists: 'tags'");
  });

  test('gives advice that works for keys with dots', async () => {
    const fields = [{ m: { 'a.b': 1 } }, { m: { 'a.b': 2 } }];
    const { error } = await conflict(fields);
    expect(error.message).toContain("fields: [{ path: ['m', 'a.b'], rule: 'overwrite' }]");
    const sides = fields.map((own, at) => ({ stage: `s${at}`, fields: own }));
    const spec = { fields: [{ path: ['m', 'a.b'], rule: 'overwrite' as const }] };
    expect(mergeContributions({}, sides, spec).context).toEqual({ m: { 'a.b': 2 } });
  });

  test('shows ten writers and a kilobyte at most', async () => {
    const { error } = await conflict(
      Array.from({ length: 200 }, (_, at) => ({ n: `${at}`.repeat(500) })),
    );
    const [sentence] = error.message.split('\n');
    expect(sentence).toContain('and 190 more');
    expect(sentence!.length).toBeLessThan(1_500);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at]));
    const wide = await conflict([many, Object.fromEntries(Object.keys(many).map((k) => [k, 'x']))]);
    expect(wide.error.message.length).toBeLessThan(2_500);
    expect(wide.error).toHaveProperty('conflicts.length', 500);
  });
});

test('60 stages behind one join merge it once, and its name says so', async () => {
  const joins: EngineEvent[] = [];
  const sides = { a: { n: 1 }, b: { n: 2 } };
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('x', { merge: 'overwrite' });
  for (const [name, fields] of Object.entries(sides)) builder = builder.stage(name, () => fields);
  for (let at = 0; at < 60; at++) {
    builder = builder.stage(
      `c${at}`,
      (_: unknown, c: { fields: { n: number } }) => ({ [`c${at}`]: c.fields.n }),
      {
        after: ['a', 'b'],
      },
    );
  }
  const run = await builder.build().run(0, {
    events: ['merge'],
    onEvent: (event: EngineEvent) => joins.push(event),
  });
  expect(run.context).toMatchObject({ n: 2, c0: 2, c59: 2 });
  expect(joins).toHaveLength(2);
});

describe('retries', () => {
  test('wait, longer each time, and as long for the same seed', async () => {
    const times = async (seed: number) => {
      const starts: number[] = [];
      await pipeline('x')
        .stage(
          'a',
          () => {
            starts.push(performance.now());
            throw new Error('no');
          },
          { retries: { times: 2, delayMs: 20, factor: 2, jitter: 0.5, seed }, onError: 'skip' },
        )
        .build()
        .run(0);
      return starts.slice(1).map((start, at) => start - starts[at]!);
    };
    const [first, second] = await times(7);
    expect(first).toBeGreaterThan(9);
    expect(second).toBeGreaterThan(19);
  });

  test.each([
    [{ times: -1 }, 'not a whole number from 0'],
    [{ times: 1, delay: 5 }, "unknown key 'delay'; the keys are times, delayMs"],
    [{ times: 1, factor: 0 }, 'retries.factor is 0'],
    ['often', 'retries is "often"'],
  ])('of %j are refused', (retries, message) => {
    const build = () =>
      pipeline('x')
        .stage('a', () => undefined, { retries: retries as never })
        .build();
    expect(build).toThrow(message);
  });
});

test('concurrency bounds the attempts of a stage over all runs of the graph', async () => {
  let running = 0;
  let peak = 0;
  const graph = pipeline('x')
    .stage(
      'a',
      async () => {
        peak = Math.max(peak, ++running);
        await sleep(5);
        running--;
      },
      { concurrency: 3 },
    )
    .build();
  const runs = await Promise.all(Array.from({ length: 10 }, () => graph.run(0)));
  expect(peak).toBe(3);
  expect(runs.every(({ status }) => status === 'ok')).toBe(true);
});

test('a run that ends while it waits for a turn gives the turn to the next one', async () => {
  let open = () => {};
  const graph = pipeline('x')
    .stage('a', () => new Promise<void>((resolve) => (open = resolve)), { concurrency: 1 })
    .build();
  const first = graph.run(0);
  await sleep(5);
  const controller = new AbortController();
  const second = graph.run(0, { signal: controller.signal });
  const third = graph.run(0);
  controller.abort();
  expect((await second).status).toBe('cancelled');
  open();
  expect((await first).status).toBe('ok');
  await sleep(5);
  open();
  expect((await third).status).toBe('ok');
});

test('a signal that is first asked for once it is aborted is aborted', async () => {
  let reason: unknown;
  const run = await pipeline('x')
    .stage('late', async (_input, context) => {
      await sleep(20);
      reason = context.signal.reason;
    })
    .stage('bad', () => Promise.reject(new Error('boom')))
    .build()
    .run(0);
  expect(reason).toBe(run.error);
});

test.each<[what: string, input: unknown, change: (copy: never) => unknown, made: unknown]>([
  ['a list', [1, 2], (copy: number[]) => copy.pop(), [1]],
  ['an object', { a: 1, b: 2 }, (copy: { b?: number }) => delete copy.b, { a: 1 }],
  ['a number', 5, () => undefined, 5],
])('%s is what the attempt made of it that succeeded', async (_what, input, change, made) => {
  let attempts = 0;
  const attempt = (copy: unknown) => {
    change(copy as never);
    if (++attempts === 1) throw new Error('once');
  };
  const run = await pipeline('x')
    .stage('a', attempt, { kind: 'transform', retries: 1 })
    .build()
    .run(input);
  expect(run.status).toBe('ok');
  expect(input).toEqual(made);
});
