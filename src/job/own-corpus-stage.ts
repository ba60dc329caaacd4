import type { CorpusStage } from '../../transforms/corpus-stage.ts';
import { isDrop } from '../../transforms/define.ts';
import type { StageContext } from '../engine/index.ts';
import { frozenCopy, ownContext } from './own-stage.ts';
import { quietly } from './quiet-console.ts';

/** A user's corpus stage as the output runs it: with its options, and nothing of it on stdout. */
export function ownCorpusStage(stage: CorpusStage, given: unknown): CorpusStage {
  const options = frozenCopy(given);
  const names = stage.after ?? [];
  return {
    ...stage,
    run(corpus, context) {
      const own = ownContext(context as unknown as StageContext, { options, names });
      const returned = quietly(() => stage.run(corpus, own));
      return returned instanceof Promise ? returned.then(undropped) : undropped(returned);
    },
  };
}

function undropped(returned: unknown): unknown {
  if (!isDrop(returned)) return returned;
  throw new Error('a corpus stage cannot drop: all documents are through');
}
