import { describe, expectTypeOf, test } from 'vitest';
import {
  fail,
  getContext,
  ok,
  type Provenance,
  pipeline,
  type RunStatus,
  type StageContext,
  type StageReport,
  skip,
} from '../../src/engine/index.ts';

interface Document {
  readonly path: string;
}
interface Initial {
  readonly source: string;
}

const graph = pipeline<Document, Initial>('types')
  .stage('metadata', (document) => ok({ title: document.path, words: 1 }))
  .stage('links', async () => ({ links: ['a'], words: 2 }))
  .stage('maybe', (document) => (document.path === '' ? skip('empty') : { lang: 'en' }))
  .stage('nothing', () => undefined)
  .stage('failing', () => fail('no'))
  .stage(
    'summary',
    (document, context) => {
      expectTypeOf(document).toEqualTypeOf<Document>();
      expectTypeOf(context.upstream('metadata')).toEqualTypeOf<{ title: string; words: number }>();
      expectTypeOf(context.upstream('maybe').lang).toEqualTypeOf<string>();
      expectTypeOf(context.upstreamOr('links', 'none')).toEqualTypeOf<
        { links: string[]; words: number } | 'none'
      >();
      expectTypeOf(context.upstreamNames).toEqualTypeOf<
        readonly ('metadata' | 'maybe' | 'links')[]
      >();
      expectTypeOf(context.fields.source).toEqualTypeOf<string>();
      expectTypeOf(context.fields.title).toEqualTypeOf<string | undefined>();
      expectTypeOf(context.fields.words).toEqualTypeOf<number | undefined>();
      expectTypeOf(context.fields.links).toEqualTypeOf<string[] | undefined>();
      // @ts-expect-error a stage that is not in `after`
      () => context.upstream('nothing');
      // @ts-expect-error a field that nobody contributes
      () => context.fields.zzz;
      return { summary: { short: true } };
    },
    { after: ['metadata', 'maybe', 'links'] },
  )
  .build();

type Run = Awaited<ReturnType<typeof graph.run>>;

describe('a run', () => {
  test('types the data of each stage', () => {
    type Stages = Run['stages'];
    expectTypeOf<Stages['metadata']>().toEqualTypeOf<
      StageReport<{ title: string; words: number }>
    >();
    expectTypeOf<Stages['maybe']['data']>().toEqualTypeOf<{ lang: string } | undefined>();
    expectTypeOf<Stages['summary']['data']>().toEqualTypeOf<
      { summary: { short: boolean } } | undefined
    >();
    expectTypeOf<keyof Stages>().toEqualTypeOf<
      'metadata' | 'links' | 'maybe' | 'nothing' | 'failing' | 'summary'
    >();
  });

  test('types the merged context', () => {
    type Context = Run['context'];
    expectTypeOf<Context['source']>().toEqualTypeOf<string>();
    expectTypeOf<Context['title']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Context['summary']>().toEqualTypeOf<{ short: boolean } | undefined>();
  });

  test('types the rest of the result', () => {
    expectTypeOf<Run['status']>().toEqualTypeOf<RunStatus>();
    expectTypeOf<Run['provenance']>().toEqualTypeOf<Provenance>();
    expectTypeOf<Run['error']>().toEqualTypeOf<Error | undefined>();
    expectTypeOf<Run['durationMs']>().toEqualTypeOf<number>();
  });

  test('takes the input and the initial context of its pipeline', () => {
    expectTypeOf(graph.run).parameter(0).toEqualTypeOf<Document>();
    // @ts-expect-error the initial context lacks `source`
    () => graph.run({ path: '' }, { context: {} });
  });
});

test('a runner may be an object, a class, or take the input alone', () => {
  class Counting {
    run(document: Document) {
      return { length: document.path.length };
    }
  }
  const built = pipeline<Document>('shapes')
    .stage('object', { run: (document) => ({ path: document.path }) })
    .stage('class', Counting)
    .stage('input', (document: Document) => ({ first: document.path }))
    .build();
  type Stages = Awaited<ReturnType<typeof built.run>>['stages'];
  expectTypeOf<Stages['object']['data']>().toEqualTypeOf<{ path: string } | undefined>();
  expectTypeOf<Stages['class']['data']>().toEqualTypeOf<{ length: number } | undefined>();
  expectTypeOf<Stages['input']['data']>().toEqualTypeOf<{ first: string } | undefined>();
});

test('without types the input is any, and fields are what stages contribute', () => {
  const built = pipeline('loose')
    .stage('a', (input) => ({ n: input.length as number }))
    .stage('b', (_input, context) => ({ m: context.fields.n }), { after: ['a'] })
    .build();
  expectTypeOf<Awaited<ReturnType<typeof built.run>>['context']['n']>().toEqualTypeOf<
    number | undefined
  >();
});

test('options are checked', () => {
  const builder = pipeline('x').stage('a', () => undefined);
  // @ts-expect-error an unknown kind
  () => builder.stage('b', () => undefined, { kind: 'read' });
  // @ts-expect-error an unknown strategy
  () => builder.stage('b', () => undefined, { merge: 'last' });
  // @ts-expect-error an unknown rule
  () => builder.stage('b', () => undefined, { merge: { fields: { n: 'add' } } });
  // @ts-expect-error a number is not a result
  () => builder.stage('b', () => 5);
  // @ts-expect-error neither is a text
  () => builder.stage('b', { run: () => 'done' });
});

test('getContext gives a context whose fields are to be checked', () => {
  expectTypeOf(getContext).returns.toEqualTypeOf<StageContext>();
});
