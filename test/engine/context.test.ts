import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type AnyRunner,
  type EngineEvent,
  fail,
  getContext,
  pipeline,
  type StageOptions,
  skip,
  tryGetContext,
} from '../../src/engine/index.ts';

/** Runs one stage behind `a` (ok), `b` (skipped) and `c` (failed, skipped), with those it declares. */
async function behind(after: string[], runner: AnyRunner, options: StageOptions = {}) {
  const run = await pipeline('x')
    .stage('a', () => ({ n: 1 }))
    .stage('b', () => skip('empty'))
    .stage('c', () => fail('boom'), { onError: 'skip' })
    .stage('end', runner, { ...options, after })
    .build()
    .run(0, { context: { user: 7 } });
  return run;
}

describe('upstream', () => {
  test('gives the data of a declared dependency', async () => {
    const run = await behind(['a'], (_input: unknown, context) => ({ got: context.upstream('a') }));
    expect(run.stages.end.data).toEqual({ got: { n: 1 } });
  });

  test.each([
    [
      'undeclared',
      ['b'],
      'a',
      'UPSTREAM_UNDECLARED',
      "'end' reads 'a' without declaring it; it declared 'b'",
    ],
    ['unknown', [], 'zzz', 'UPSTREAM_UNDECLARED', 'it declared no dependency'],
    [
      'skipped',
      ['a', 'b'],
      'b',
      'UPSTREAM_ABSENT',
      "'end' reads 'b', which is skipped: empty; it declared 'a', 'b'",
    ],
    [
      'failed',
      ['c'],
      'c',
      'UPSTREAM_ABSENT',
      "'end' reads 'c', which is skipped: boom; it declared 'c'",
    ],
  ])('refuses one that is %s', async (_what, after, name, code, message) => {
    const run = await behind(after, (_input: unknown, context) => ({
      got: context.upstream(name),
    }));
    expect(run.error).toMatchObject({ code });
    expect(run.error?.message).toContain(message);
  });

  test('upstreamOr gives the fallback for an absent one, and refuses an undeclared one', async () => {
    const run = await behind(['a', 'b'], (_input: unknown, context) => ({
      there: context.upstreamOr('a', 'none'),
      absent: context.upstreamOr('b', 'none'),
    }));
    expect(run.stages.end.data).toEqual({ there: { n: 1 }, absent: 'none' });
    const bad = await behind(['a'], (_input: unknown, context) => ({
      got: context.upstreamOr('b', 1),
    }));
    expect(bad.error).toMatchObject({ code: 'UPSTREAM_UNDECLARED' });
  });

  test('hasUpstream is true for declared stages that completed ok', async () => {
    const run = await behind(['a', 'b'], (_input: unknown, context) => ({
      has: ['a', 'b', 'c', 'zzz'].map((name) => context.hasUpstream(name)),
    }));
    expect(run.stages.end.data).toEqual({ has: [true, false, false, false] });
  });

  test('names and results come in declared order', async () => {
    const run = await behind(['c', 'a', 'b'], (_input: unknown, context) => ({
      names: context.upstreamNames,
      results: context.upstreamResults(),
    }));
    expect(run.stages.end.data).toEqual({
      names: ['c', 'a', 'b'],
      results: [
        { stage: 'c', status: 'skipped', reason: 'boom' },
        { stage: 'a', status: 'ok', data: { n: 1 } },
        { stage: 'b', status: 'skipped', reason: 'empty' },
      ],
    });
  });
});

describe('fields', () => {
  test('are the initial context and what all ancestors contributed, frozen', async () => {
    const run = await pipeline('x')
      .stage('a', () => ({ a: { n: 1 } }))
      .stage('beside', () => ({ beside: true }))
      .stage('b', () => ({ b: 1 }), { after: ['a'] })
      .stage('c', (_input, { fields }) => ({ seen: fields, frozen: Object.isFrozen(fields.a) }), {
        after: ['b'],
      })
      .build()
      .run(0, { context: { user: 7 } });
    expect(run.stages.c.data).toEqual({ seen: { user: 7, a: { n: 1 }, b: 1 }, frozen: true });
  });

  test('cannot be changed', async () => {
    const run = await behind(['a'], (_input: unknown, { fields }) => {
      fields.user = 8;
    });
    expect(run.error).toBeInstanceOf(TypeError);
    expect(run.context).toEqual({ user: 7 });
  });

  test('leave out private keys, which upstream() shows', async () => {
    const run = await pipeline('x')
      .stage('a', () => ({ _path: '/big.json', n: 1 }))
      .stage(
        'b',
        (_input, context) => ({
          path: context.upstream('a')._path,
          keys: Object.keys(context.fields),
        }),
        { after: ['a'] },
      )
      .build()
      .run(0);
    expect(run.context).toEqual({ n: 1, path: '/big.json', keys: ['n'] });
  });
});

describe('getContext', () => {
  const helper = () => getContext().stage;

  test('finds the context of the running stage in nested helpers, across await', async () => {
    const nested = async () => {
      const before = helper();
      await sleep(2);
      return [before, await Promise.resolve().then(helper)];
    };
    const run = await pipeline('x')
      .stage('a', async () => ({ a: await nested() }))
      .stage('b', async () => ({ b: await nested() }))
      .build()
      .run(0);
    expect(run.context).toEqual({ a: ['a', 'a'], b: ['b', 'b'] });
  });

  test('throws outside a stage, where tryGetContext gives undefined', () => {
    expect(helper).toThrow(expect.objectContaining({ code: 'NO_STAGE_CONTEXT' }));
    expect(tryGetContext()).toBeUndefined();
  });

  test.each([
    ['ended ok', () => undefined],
    [
      'failed',
      () => {
        throw new Error('boom');
      },
    ],
  ])('is gone for timers of a stage that %s', async (_what, end) => {
    let late: Promise<unknown> | undefined;
    await pipeline('x')
      .stage('a', () => {
        late = sleep(5).then(() => tryGetContext() ?? 'gone');
        end();
      })
      .build()
      .run(0);
    expect(await late).toBe('gone');
  });

  test('finds nothing in a pipeline without it', async () => {
    const run = await pipeline('x', { findable: false })
      .stage('a', async (_input, context) => {
        await sleep(1);
        return { found: tryGetContext() !== undefined, given: context.stage };
      })
      .build()
      .run(0);
    expect(run.context).toEqual({ found: false, given: 'a' });
  });

  test('is that of the inner stage in a graph within a stage', async () => {
    const inner = pipeline('inner')
      .stage('deep', () => ({ deep: helper() }))
      .build();
    const run = await pipeline('x')
      .stage('outer', async () => ({ ...(await inner.run(0)).context, outer: helper() }))
      .build()
      .run(0);
    expect(run.context).toEqual({ deep: 'deep', outer: 'outer' });
  });
});

describe('cleanups', () => {
  test('run last in, first out, also asynchronous ones, and before dependents start', async () => {
    const log: string[] = [];
    await pipeline('x')
      .stage('a', (_input, context) => {
        context.onCleanup(() => log.push('first'));
        context.onCleanup(async () => {
          await sleep(5);
          log.push('second');
        });
        context.onCleanup(() => log.push('third'));
      })
      .stage(
        'b',
        () => {
          log.push('b');
        },
        { after: ['a'] },
      )
      .build()
      .run(0);
    expect(log).toEqual(['third', 'second', 'first', 'b']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('torn');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('torn');
      },
    ],
  ])('one that %s stops none of the others and fails nothing', async (_what, torn) => {
    const log: string[] = [];
    const events: EngineEvent[] = [];
    const run = await pipeline('x')
      .stage('a', (_input, context) => {
        context.onCleanup(() => log.push('other'));
        context.onCleanup(torn);
      })
      .build()
      .run(0, { onEvent: (event) => events.push(event) });
    expect(run.status).toBe('ok');
    expect(log).toEqual(['other']);
    expect(events).toContainEqual({ type: 'cleanup-error', stage: 'a', error: new Error('torn') });
  });

  test('run after each attempt, failed ones too', async () => {
    const log: number[] = [];
    await pipeline('x')
      .stage(
        'a',
        (_input, context) => {
          context.onCleanup(() => log.push(context.attempt));
          throw new Error();
        },
        { retries: 1 },
      )
      .build()
      .run(0);
    expect(log).toEqual([1, 2]);
  });

  test('run when the run is aborted', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    await pipeline('x')
      .stage('a', async (_input, context) => {
        context.onCleanup(() => log.push('clean'));
        controller.abort();
        await sleep(5_000, undefined, { ref: false });
      })
      .build()
      .run(0, { signal: controller.signal });
    expect(log).toEqual(['clean']);
  });

  test('cannot be added after the stage has ended, nor can resources be made', async () => {
    const late: (() => unknown)[] = [];
    await behind([], (_input: unknown, context) => {
      late.push(
        () => context.onCleanup(() => 1),
        () => context.lazy('db', () => 1),
      );
    });
    for (const call of late) {
      expect(call).toThrow(expect.objectContaining({ code: 'STAGE_ENDED' }));
    }
    expect(late).toHaveLength(2);
  });
});

describe('lazy resources', () => {
  test('are made once a run, when first asked for, and disposed of at its end, last made first', async () => {
    const log: string[] = [];
    const ask =
      (name: string): AnyRunner =>
      (_input: unknown, context) => {
        context.lazy(
          name,
          () => {
            log.push(`make ${name}`);
            return name;
          },
          (it: string) => log.push(`drop ${it}`),
        );
      };
    const graph = pipeline('x')
      .stage('a', ask('db'))
      .stage('b', ask('db'))
      .stage('c', ask('cache'), { after: ['a'] })
      .build();
    await graph.run(0);
    expect(log).toEqual(['make db', 'make cache', 'drop cache', 'drop db']);
    await graph.run(0);
    expect(log).toHaveLength(8);
  });

  test('may be asynchronous: stages share the promise, and dispose gets the value and is waited for', async () => {
    const log: string[] = [];
    const open = async () => {
      log.push('open');
      await sleep(5);
      return 'db';
    };
    const use: AnyRunner = async (_input: unknown, context) => ({
      [context.stage]: await context.lazy('db', open, async (db: string) => {
        await sleep(5);
        log.push(`close ${db}`);
      }),
    });
    const run = await pipeline('x').stage('a', use).stage('b', use).build().run(0);
    expect(run.context).toEqual({ a: 'db', b: 'db' });
    expect(log).toEqual(['open', 'close db']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('down');
      },
    ],
  ])('whose creation %s are made anew by the next attempt', async (_what, down) => {
    let made = 0;
    const run = await pipeline('x')
      .stage(
        'a',
        async (_input, context) => ({
          db: (await context.lazy('db', () => (made++ === 0 ? down() : 'up'))) as string,
        }),
        { retries: 1 },
      )
      .build()
      .run(0);
    expect(run.context).toEqual({ db: 'up' });
  });

  test('whose disposal throws do not fail the run', async () => {
    const events: EngineEvent[] = [];
    const run = await pipeline('x')
      .stage('a', (_input, context) => {
        context.lazy(
          'db',
          () => 1,
          () => {
            throw new Error('torn');
          },
        );
      })
      .build()
      .run(0, { onEvent: (event) => events.push(event) });
    expect(run.status).toBe('ok');
    expect(events.at(-2)).toEqual({
      type: 'stage-end',
      stage: 'a',
      status: 'ok',
      durationMs: expect.any(Number),
    });
    expect(events.at(-1)).toEqual({
      type: 'cleanup-error',
      stage: undefined,
      error: new Error('torn'),
    });
  });
});
