import type { CorpusContext, CorpusStage } from '../../transforms/corpus-stage.ts';
import { isDrop } from '../../transforms/define.ts';
import type { StageContext } from '../engine/index.ts';
import { frozenCopy } from './own-stage.ts';
import { quietly } from './quiet-console.ts';

/** A user's corpus stage as the output runs it: with its options, and nothing of it on stdout. */
export function ownCorpusStage(stage: CorpusStage, given: unknown): CorpusStage {
  const options = frozenCopy(given);
  const names = stage.after ?? [];
  return {
    ...stage,
    run(corpus, context) {
      const own = contextOf(context as unknown as StageContext, { options, names });
      const returned = quietly(() => stage.run(corpus, own));
      return returned instanceof Promise ? returned.then(undropped) : undropped(returned);
    },
  };
}

function undropped(returned: unknown): unknown {
  if (!isDrop(returned)) return returned;
  throw new Error('a corpus stage cannot drop: all documents are through');
}

function contextOf(
  context: StageContext,
  { options, names }: { options: unknown; names: readonly string[] },
): CorpusContext {
  return {
    get fields() {
      return context.fields;
    },
    get signal() {
      return context.signal;
    },
    attempt: context.attempt,
    options,
    upstreamNames: names,
    upstream: (name) => context.upstream(name) as never,
    upstreamOr: (name, fallback) => context.upstreamOr(name, fallback) as never,
    hasUpstream: (name) => context.hasUpstream(name),
    upstreamResults: () => context.upstreamResults().filter(({ stage }) => names.includes(stage)),
    lazy: (name, create, dispose) => context.lazy(name, create, dispose),
    onCleanup: (cleanup) => context.onCleanup(cleanup),
    log: (...values) => quietly(() => console.log(`[${context.stage}]`, ...values)),
  };
}
