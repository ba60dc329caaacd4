import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  type AnyRunner,
  type EngineEvent,
  fail,
  type MergeEvent,
  type MergeOption,
  ok,
  pipeline,
  type StageContext,
  skip,
} from '../../src/engine/index.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('a result', () => {
  test.each<[string, AnyRunner, object]>([
    ['ok(fields)', () => ok({ n: 1 }), { n: 1 }],
    ['ok()', () => ok(), {}],
    ['a plain object', () => ({ n: 1 }), { n: 1 }],
    ['nothing', () => undefined, {}],
    ['null', () => null, {}],
  ])('may be %s', async (_what, runner, data) => {
    const run = await pipeline('x').stage('a', runner).build().run(0);
    expect(run.stages.a).toMatchObject({ status: 'ok', data, attempts: 1 });
    expect(run.context).toEqual(data);
  });

  test.each([
    ['a text', 'done'],
    ['a number', 5],
    ['a list', [1]],
    ['true', true],
    ['a class instance', new Date(0)],
    ['a function', () => 1],
  ])('of a wrong kind fails the stage: %s', async (_what, result) => {
    const run = await pipeline('x')
      .stage('odd', () => result as never)
      .build()
      .run(0);
    expect(run.status).toBe('failed');
    expect(run.error).toMatchObject({
      code: 'STAGE_RESULT',
      message: expect.stringContaining("'odd'"),
    });
  });

  test.each<[string, () => object]>([
    [
      'a cycle',
      () => {
        const a: Record<string, unknown> = {};
        a.a = a;
        return a;
      },
    ],
    [
      'a getter that throws',
      () => ({
        get n() {
          throw new Error('no');
        },
      }),
    ],
    ['a class instance', () => ({ at: new Map() })],
    ['a function', () => ({ call: () => 1 })],
    ['a number that is not finite', () => ({ n: Number.NaN })],
    ['a bigint', () => ({ n: 1n })],
    ['an undefined item', () => ({ list: [undefined] })],
  ])('whose contribution holds %s fails the stage', async (_what, runner) => {
    const run = await pipeline('x').stage('odd', runner).build().run(0);
    expect(run.error).toMatchObject({
      code: 'CONTRIBUTION_INVALID',
      message: expect.stringContaining("'odd'"),
    });
  });

  test('with an unsafe key at any depth fails the stage', async () => {
    const run = await pipeline('x')
      .stage('odd', () => JSON.parse('{"list": [{"__proto__": {"polluted": true}}]}') as object)
      .build()
      .run(0);
    expect(run.error).toMatchObject({ code: 'CONTRIBUTION_UNSAFE_KEY' });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('is copied and frozen deeply; what the stage holds stays its own', async () => {
    const mine = { list: [{ n: 1 }], gone: undefined };
    const run = await pipeline('x')
      .stage('a', () => mine)
      .build()
      .run(0);
    mine.list.push({ n: 2 });
    expect(run.context).toEqual({ list: [{ n: 1 }] });
    expect(Object.isFrozen(run.context.list?.[0])).toBe(true);
    expect(Object.isFrozen(mine.list)).toBe(false);
  });

  test('may hold a huge list', async () => {
    const list = Array.from({ length: 300_000 }, (_, index) => index);
    const run = await pipeline('x', { merge: 'enhanced' })
      .stage('a', () => ({ list }))
      .stage('b', () => ({ list }))
      .build()
      .run(0);
    expect(run.context.list).toHaveLength(300_000);
  });
});

describe('a skipped stage', () => {
  const graph = pipeline('x')
    .stage('a', () => skip('nothing to do'))
    .stage('b', (_input, context) => ({ saw: context.hasUpstream('a') }), { after: ['a'] })
    .build();

  test('satisfies its dependents, who see it as absent', async () => {
    const run = await graph.run(0);
    expect(run.status).toBe('ok');
    expect(run.stages.a).toMatchObject({
      status: 'skipped',
      reason: 'nothing to do',
      data: undefined,
    });
    expect(run.stages.b.data).toEqual({ saw: false });
  });

  test('leaves a run ok, even when all are skipped', async () => {
    const run = await pipeline('x')
      .stage('a', () => skip())
      .build()
      .run(0, { context: { n: 1 } });
    expect(run).toMatchObject({ status: 'ok', context: { n: 1 } });
  });
});

describe('a failed stage', () => {
  test('fails the run and cancels what has not started; others end', async () => {
    const later = vi.fn();
    const run = await pipeline('x')
      .stage('bad', () => fail('no heading'))
      .stage('good', async () => ({ n: 1 }))
      .stage('later', later, { after: ['bad', 'good'] })
      .build()
      .run(0, { context: { old: true } });
    expect(run).toMatchObject({ status: 'failed', context: { old: true } });
    expect(run.error?.message).toBe('no heading');
    expect(run.stages.bad.status).toBe('failed');
    expect(run.stages.later).toMatchObject({ status: 'cancelled', attempts: 0, durationMs: 0 });
    expect(later).not.toHaveBeenCalled();
  });

  test.each<[string, AnyRunner]>([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('boom');
      },
    ],
    ['returns fail', () => fail(new Error('boom'))],
    [
      'returns what is like a promise and throws',
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: somebody may write one
        then() {
          throw new Error('boom');
        },
      }),
    ],
    [
      'throws a text',
      () => {
        throw 'boom';
      },
    ],
  ])('is one that %s', async (_what, runner) => {
    const run = await pipeline('x').stage('a', runner).build().run(0);
    expect(run.stages.a.error?.message).toBe('boom');
    expect(run.error).toBe(run.stages.a.error);
  });

  test('counts as skipped under onError: skip', async () => {
    const run = await pipeline('x')
      .stage('a', () => fail('boom'), { onError: 'skip' })
      .stage('b', (_input, context) => ({ results: context.upstreamResults() }), { after: ['a'] })
      .build()
      .run(0);
    expect(run.status).toBe('ok');
    expect(run.stages.a).toMatchObject({
      status: 'skipped',
      reason: 'boom',
      error: { message: 'boom' },
    });
    expect(run.context.results).toEqual([{ stage: 'a', status: 'skipped', reason: 'boom' }]);
  });

  test('is told by the first in declared order when several fail', async () => {
    const run = await pipeline('x')
      .stage('slow', async () => {
        await sleep(10);
        throw new Error('slow');
      })
      .stage('fast', async () => {
        throw new Error('fast');
      })
      .build()
      .run(0);
    expect(run.error?.message).toBe('slow');
  });
});

describe('retries', () => {
  test('repeat a failed attempt, each from a fresh context', async () => {
    const seen = new Set<unknown>();
    const attempts: number[] = [];
    const run = await pipeline('x')
      .stage(
        'a',
        (_input, context) => {
          seen.add(context);
          attempts.push(context.attempt);
          if (context.attempt < 3) throw new Error('again');
          return { n: context.attempt };
        },
        { retries: 5 },
      )
      .build()
      .run(0);
    expect(run.stages.a).toMatchObject({ status: 'ok', data: { n: 3 }, attempts: 3 });
    expect(attempts).toEqual([1, 2, 3]);
    expect(seen.size).toBe(3);
  });

  test('end with the last error', async () => {
    const runner = vi.fn(() => fail('no'));
    const run = await pipeline('x').stage('a', runner, { retries: 2 }).build().run(0);
    expect(runner).toHaveBeenCalledTimes(3);
    expect(run.stages.a).toMatchObject({ status: 'failed', attempts: 3 });
  });

  test('do not repeat a skip, and 10,000 of them need no stack', async () => {
    const skipping = vi.fn(() => skip());
    await pipeline('x').stage('a', skipping, { retries: 3 }).build().run(0);
    expect(skipping).toHaveBeenCalledTimes(1);
    const run = await pipeline('x')
      .stage('a', () => fail('no'), { retries: 10_000 })
      .build()
      .run(0);
    expect(run.stages.a.attempts).toBe(10_001);
  });
});

describe('a timeout', () => {
  test('ends an asynchronous attempt and aborts its signal', async () => {
    let signal: AbortSignal | undefined;
    const run = await pipeline('x')
      .stage(
        'slow',
        async (_input, context) => {
          signal = context.signal;
          await sleep(5_000, undefined, { ref: false });
        },
        { timeoutMs: 5 },
      )
      .build()
      .run(0);
    expect(run.error).toMatchObject({
      code: 'STAGE_TIMEOUT',
      message: "Stage 'slow' took longer than 5 ms",
    });
    expect(signal?.aborted).toBe(true);
  });

  test('is no reason of stages that ended before; those that never began are cancelled', async () => {
    const run = await pipeline('x')
      .stage('a', () => ({ n: 1 }))
      .stage('b', () => new Promise(() => {}), { after: ['a'], timeoutMs: 5 })
      .stage('c', () => ({ m: 1 }), { after: ['b'] })
      .build()
      .run(0);
    expect(run.status).toBe('failed');
    const reasons = (['a', 'b', 'c'] as const).map((name) => run.stages[name].reason);
    expect(reasons).toEqual([undefined, undefined, "cancelled: Stage 'b' took longer than 5 ms"]);
  });

  test('leaves no timer behind when the attempt ends before', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    await pipeline('x')
      .stage('a', () => Promise.resolve({ n: 1 }), { timeoutMs: 60_000 })
      .stage('b', () => Promise.reject(new Error('no')), { timeoutMs: 60_000, onError: 'skip' })
      .stage('c', (_, { onCleanup }) => onCleanup(() => Promise.resolve()), { timeoutMs: 60_000 })
      .build()
      .run(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is repeated like any failure; what comes late is ignored', async () => {
    const run = await pipeline('x')
      .stage(
        'a',
        async (_input, { attempt }) => {
          if (attempt === 1) await sleep(30);
          return { attempt };
        },
        { timeoutMs: 10, retries: 1 },
      )
      .stage('wait', async () => {
        await sleep(50);
      })
      .build()
      .run(0);
    expect(run.stages.a).toMatchObject({ status: 'ok', data: { attempt: 2 } });
  });
});

describe('an abort', () => {
  test('that may still come keeps nothing of a run that has ended', async () => {
    const controller = new AbortController();
    const graph = pipeline('short')
      .stage('a', () => ok({ a: 1 }))
      .build();
    const inputs = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const input = { a: 1 };
        await graph.run(input, { signal: controller.signal });
        return new WeakRef(input);
      }),
    );
    await sleep(10);
    collectGarbage();
    expect(inputs.filter((input) => input.deref() !== undefined)).toEqual([]);
    controller.abort();
  });
  const graph = pipeline('x')
    .stage('a', async (_input: AbortController, context) => {
      _input.abort(new Error('enough'));
      await sleep(5_000, undefined, { ref: false });
      return { signal: context.signal.aborted };
    })
    .stage('b', () => ({ n: 1 }), { after: ['a'] })
    .build();

  test('before a run cancels all of it', async () => {
    const run = await graph.run(new AbortController(), { signal: AbortSignal.abort() });
    expect(run.status).toBe('cancelled');
    expect(run.error).toMatchObject({ code: 'RUN_ABORTED' });
    expect([run.stages.a.status, run.stages.b.status]).toEqual(['cancelled', 'cancelled']);
  });

  test('during a run ends what runs, starts nothing more, and keeps the initial context', async () => {
    const controller = new AbortController();
    const run = await graph.run(controller, { signal: controller.signal, context: { n: 0 } });
    expect(run).toMatchObject({ status: 'cancelled', context: { n: 0 } });
    expect(run.error).toMatchObject({ code: 'RUN_ABORTED', cause: { message: 'enough' } });
    expect(run.stages.a).toMatchObject({ status: 'cancelled', attempts: 1 });
    expect(run.stages.b).toMatchObject({ status: 'cancelled', attempts: 0 });
  });

  test.each([
    ['the first', 1],
    ['a second', 2],
  ])('by a listener keeps %s attempt from starting', async (_what, attempt) => {
    const controller = new AbortController();
    const runner = vi.fn(() => fail('no'));
    const onEvent = (event: EngineEvent) => {
      if (event.type === 'stage-start' && event.attempt === attempt) controller.abort();
    };
    const graph = pipeline('x').stage('a', runner, { retries: 3 }).build();
    const run = await graph.run(0, { signal: controller.signal, onEvent });
    expect(runner).toHaveBeenCalledTimes(attempt - 1);
    expect(run).toMatchObject({ status: 'cancelled', stages: { a: { status: 'cancelled' } } });
  });

  test('within a synchronous stage cancels that stage', async () => {
    const controller = new AbortController();
    const run = await pipeline('x')
      .stage('a', () => {
        controller.abort();
        return { n: 1 };
      })
      .build()
      .run(0, { signal: controller.signal });
    expect(run.stages.a).toMatchObject({ status: 'cancelled', data: undefined });
  });

  test('within a stage that then rejects cancels that stage, and nothing is left unhandled', async () => {
    const controller = new AbortController();
    const run = await pipeline('x')
      .stage('a', () => {
        controller.abort();
        return Promise.reject(new Error('late'));
      })
      .build()
      .run(0, { signal: controller.signal });
    expect(run).toMatchObject({ status: 'cancelled', stages: { a: { status: 'cancelled' } } });
  });

  test('while the fields before a stage are merged keeps it from starting', async () => {
    const controller = new AbortController();
    const runner = vi.fn();
    const run = await pipeline('x')
      .stage('a', () => ({ a: 1 }))
      .stage('b', () => ({ b: 1 }))
      .stage('c', runner, { after: ['a', 'b'] })
      .build()
      .run(0, { signal: controller.signal, events: ['merge'], onEvent: () => controller.abort() });
    expect(runner).not.toHaveBeenCalled();
    expect(run).toMatchObject({ status: 'cancelled', stages: { c: { status: 'cancelled' } } });
  });

  test('as a stage starts cancels the stages that go on, in order', async () => {
    const controller = new AbortController();
    const ended: string[] = [];
    const run = await pipeline('x')
      .stage('a', () => sleep(1))
      .stage('b', () => ({ b: 1 }), { after: ['a'] })
      .stage('c', () => new Promise<void>(() => undefined))
      .build()
      .run(0, {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'stage-start' && event.stage === 'b') controller.abort();
          if (event.type === 'stage-end') ended.push(event.stage);
        },
      });
    expect(ended).toEqual(['a', 'b', 'c']);
    expect(run.stages.b).toMatchObject({ status: 'cancelled', attempts: 1 });
  });

  test('ends every run under its signal, which one listener waits for', async () => {
    const controller = new AbortController();
    const graph = pipeline('x')
      .stage('a', () => sleep(5_000, undefined, { ref: false }))
      .build();
    const { signal } = controller;
    const runs = Array.from({ length: 20 }, () => graph.run(0, { signal }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    for (const run of await Promise.all(runs)) expect(run.status).toBe('cancelled');
  });

  test('after a run changes nothing', async () => {
    const controller = new AbortController();
    const run = await pipeline('x')
      .stage('a', () => ({ n: 1 }))
      .build()
      .run(0, { signal: controller.signal });
    controller.abort();
    expect(run).toMatchObject({ status: 'ok', context: { n: 1 } });
  });
});

describe('a transform that may fail half-way works on a copy', () => {
  const spoil =
    (times: number) =>
    (tree: { nodes: string[] }, { attempt }: { attempt: number }) => {
      tree.nodes.push(`try ${attempt}`);
      if (attempt <= times) throw new Error('half-way');
      return { attempt };
    };

  test('taken over when it succeeds', async () => {
    const tree = { nodes: ['root'] };
    const run = await pipeline('x')
      .stage('t', spoil(2), { kind: 'transform', retries: 2 })
      .build()
      .run(tree);
    expect(run.status).toBe('ok');
    expect(tree).toEqual({ nodes: ['root', 'try 3'] });
  });

  test('dropped when it fails and is skipped', async () => {
    const tree = { nodes: ['root'] };
    await pipeline('x')
      .stage('t', spoil(9), { kind: 'transform', onError: 'skip' })
      .build()
      .run(tree);
    expect(tree).toEqual({ nodes: ['root'] });
  });

  test('out of reach of an attempt that timed out', async () => {
    const tree = { nodes: ['root'] };
    const run = await pipeline<typeof tree>('x')
      .stage(
        't',
        async (copy, { attempt }) => {
          if (attempt === 1) await sleep(20);
          copy.nodes.push(`try ${attempt}`);
        },
        { kind: 'transform', timeoutMs: 5, retries: 1 },
      )
      .stage(
        'wait',
        async () => {
          await sleep(40);
        },
        { after: ['t'] },
      )
      .build()
      .run(tree);
    expect(run.status).toBe('ok');
    expect(tree).toEqual({ nodes: ['root', 'try 2'] });
  });

  test('made and taken over by the functions of the pipeline', async () => {
    const input = { tree: { text: 'a' } };
    const options = {
      fork: ({ tree }: typeof input) => ({ tree: { ...tree } }),
      adopt: (original: typeof input, copy: typeof input) => {
        original.tree = copy.tree;
      },
    };
    await pipeline('x', options)
      .stage(
        't',
        (copy) => {
          copy.tree.text += 'b';
        },
        { kind: 'transform', retries: 1 },
      )
      .build()
      .run(input);
    expect(input).toEqual({ tree: { text: 'ab' } });
  });

  test('that says what to do when it cannot be copied', async () => {
    const run = await pipeline('x')
      .stage('t', () => undefined, { kind: 'transform', retries: 1 })
      .build()
      .run({ live: () => 1 });
    expect(run.error).toMatchObject({ code: 'ENGINE_NO_FORK' });
  });
});

describe('concurrent stages', () => {
  test('start before any of them ends', async () => {
    const log: string[] = [];
    const stage = (name: string, ms: number) => async () => {
      log.push(`${name} starts`);
      await sleep(ms);
      log.push(`${name} ends`);
    };
    const graph = pipeline('x').stage('a', stage('a', 15)).stage('b', stage('b', 5)).build();
    await graph.run(0);
    expect(log).toEqual(['a starts', 'b starts', 'b ends', 'a ends']);
    log.length = 0;
    await graph.run(0, { parallel: false });
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  });

  test('a stage starts when its own dependencies have ended, not when a level has', async () => {
    const log: string[] = [];
    await pipeline('x')
      .stage('slow', async () => {
        await sleep(30);
        log.push('slow');
      })
      .stage('fast', async () => {
        log.push('fast');
      })
      .stage(
        'next',
        () => {
          log.push('next');
        },
        { after: ['fast'] },
      )
      .build()
      .run(0);
    expect(log).toEqual(['fast', 'next', 'slow']);
  });

  test.each<[string, string[], boolean, string[]]>([
    ['level by level', ['a', 'b:a', 'c', 'd:b', 'e:c'], true, ['a', 'c', 'b', 'e', 'd']],
    ['one by one', ['a', 'b:a', 'c', 'd:b', 'e:c'], false, ['a', 'b', 'c', 'd', 'e']],
    ['where one takes longer', ['a', 'b~:a', 'c', 'd:b', 'e:c'], true, ['a', 'c', 'b', 'e', 'd']],
    ['where the first does', ['a~', 'b:a', 'c', 'd:b', 'e:c'], true, ['a', 'c', 'e', 'b', 'd']],
    ['where one repeats', ['a', 'b!:a', 'c', 'd:b', 'e:c'], true, ['a', 'c', 'b', 'b', 'e', 'd']],
    ['one by one and again', ['a', 'b!:a', 'c', 'd:b'], false, ['a', 'b', 'b', 'c', 'd']],
    ['where one repeats later', ['a~!', 'b:a', 'c'], true, ['a', 'c', 'a', 'b']],
    ['where one repeats before another takes longer', ['a!', 'b~', 'c:b', 'd'], true, [...'aabdc']],
    ['behind several', ['a', 'b', 'c:a,b', 'd~:a', 'e:d,c', 'f:c'], true, [...'abdcfe']],
  ])('start %s', async (_how, stages, parallel, starts) => {
    const started: string[] = [];
    // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
    let builder: any = pipeline('x');
    for (const stage of stages) {
      const [, name, marks, after] = /^(\w)([~!]*):?(.*)$/.exec(stage)!;
      const runner = (_input: unknown, { attempt }: StageContext): unknown => {
        started.push(name!);
        if (marks!.includes('~')) return sleep(1).then(() => end(attempt));
        return end(attempt);
      };
      const end = (attempt: number) =>
        marks!.includes('!') && attempt === 1 ? fail('again') : undefined;
      builder = builder.stage(name, runner, {
        after: after === '' ? [] : after!.split(','),
        retries: 1,
      });
    }
    const run = await builder.build().run(0, { parallel });
    expect(run.status).toBe('ok');
    expect(started).toEqual(starts);
  });

  test('dependencies may be declared later', async () => {
    const run = await pipeline('x')
      .stage('b', (_input, context) => ({ saw: context.upstreamOr('a', 0) }), { after: ['a'] })
      .stage('a', () => ({ n: 1 }))
      .build()
      .run(0, { parallel: false });
    expect(run.context).toEqual({ saw: { n: 1 }, n: 1 });
    expect(Object.keys(run.stages)).toEqual(['b', 'a']);
  });
});

describe('misuse rejects', () => {
  const graph = pipeline('x')
    .stage('a', () => undefined)
    .build();
  test.each([
    ['options that are not an object', 7, 'ENGINE_BAD_OPTION'],
    ['a signal of a wrong kind', { signal: {} }, 'ENGINE_BAD_OPTION'],
    ['onEvent of a wrong kind', { onEvent: 1 }, 'ENGINE_BAD_OPTION'],
    [
      'a listener that throws',
      {
        onEvent: () => {
          throw new Error('no');
        },
      },
      'ENGINE_BAD_OPTION',
    ],
    ['events that are not a list', { events: 'merge' }, 'ENGINE_BAD_OPTION'],
    ['an event that there is not', { events: ['merged'] }, 'ENGINE_BAD_OPTION'],
    ['a context that is not an object', { context: [] }, 'CONTRIBUTION_INVALID'],
    ['a context that is not JSON data', { context: { at: new Date(0) } }, 'CONTRIBUTION_INVALID'],
  ])('%s', async (_what, options, code) => {
    await expect(graph.run(0, options as never)).rejects.toMatchObject({ code });
  });
});

test.each([
  [['merge'], ['merge end']],
  [['stage-end'], ['stage-end a', 'stage-end b']],
  [[], []],
] as const)('onEvent is told of %j alone', async (asked, told) => {
  const events: EngineEvent[] = [];
  await pipeline('x')
    .stage('a', () => ({ n: 1 }))
    .stage('b', () => ({ m: 1 }))
    .build()
    .run(0, { onEvent: (event) => events.push(event), events: asked });
  expect(events.map(({ type, stage = 'end' }) => `${type} ${stage}`)).toEqual(told);
});

test('events tell what happens, in order', async () => {
  const events: EngineEvent[] = [];
  await pipeline('x', { merge: 'overwrite' })
    .stage('a', () => ({ n: 1, _private: 0 }))
    .stage('b', () => ({ n: 2, m: 1 }))
    .stage('c', () => skip('no'), { after: ['a', 'b'] })
    .build()
    .run(0, { onEvent: (event) => events.push(event) });
  const brief = events.map((event) => `${event.type} ${event.stage ?? 'end'}`);
  expect(brief).toEqual([
    'stage-start a',
    'stage-end a',
    'stage-start b',
    'stage-end b',
    'merge c',
    'stage-start c',
    'stage-end c',
    'merge end',
  ]);
  expect(events.at(4)).toMatchObject({
    strategy: 'overwrite',
    fields: ['n', 'm'],
    conflicts: ['n'],
  });
  expect(events.at(6)).toMatchObject({ status: 'skipped', reason: 'no' });
});

test.each<[string, MergeOption, Record<string, unknown>, string[]]>([
  ['in the order in which they first occur, whatever their names', {}, {}, ['b', '1', 'a']],
  ['without those that were there before', {}, { a: 0, z: 0 }, ['b', '1', 'a']],
  ['with those that are excluded', { exclude: ['a'] }, {}, ['b', '1', 'a']],
])('a merge event names the fields that were set, %s', async (_how, merge, context, fields) => {
  const told: (readonly string[])[] = [];
  await pipeline('x', { merge })
    .stage('first', () => ({ b: 1, _c: 3 }))
    .stage('second', () => ({ 1: 2, a: 4, b: 1 }))
    .build()
    .run(0, {
      context,
      events: ['merge'],
      onEvent: (event) => told.push((event as MergeEvent).fields),
    });
  expect(told).toEqual([fields]);
});
