import { setImmediate } from 'node:timers/promises';
import type { DocumentRecord, DocumentTask } from '../contract/record.ts';
import type { Processor } from './process.ts';

/**
 * Works on documents, on several at once where a stage waits; each record is handed over in the order
 * of the documents.
 *
 * @param deliver may keep the next document waiting
 */
export async function processAll(
  documents: readonly DocumentTask[],
  { atOnce, process }: Pick<Processor, 'atOnce' | 'process'>,
  deliver: (record: DocumentRecord) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  if (atOnce === 1) {
    for (const document of documents) {
      if (signal?.aborted) return;
      await deliver(await process(document));
    }
    return;
  }
  const done = new Map<number, DocumentRecord>();
  let next = 0;
  let delivered = 0;
  const work = async () => {
    for (let at = next++; at < documents.length && !signal?.aborted; at = next++) {
      // What this thread has heard comes first: an end of a wait, or a turn to wait.
      await setImmediate();
      done.set(at, await process(documents[at]!));
      for (let ready = done.get(delivered); ready !== undefined; ready = done.get(delivered)) {
        done.delete(delivered++);
        await deliver(ready);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, documents.length) }, work));
}
