import { join } from 'node:path';
import type { DocumentRecord, DocumentTask } from '../contract/record.ts';
import { isInSource, nameInSource } from '../files/source-name.ts';
import { reasonOf } from '../job/messages.ts';
import { lostRecord } from '../pool/host/runner.ts';
import type { Contents } from './contents.ts';
import { JobFailed, type Jobs } from './jobs.ts';
import { needsOf, type Place } from './needs.ts';
import type { QueueTask, TaskFile } from './protocol.ts';

/**
 * Lost workers after which a document counts as the cause. One that is the cause fails with the second,
 * in a process of its own; this is for what takes whole machines down.
 */
export const maxStalled = 9;

interface Production {
  jobs: Jobs;
  contents: Contents;
  /** The sources, and the folder that holds them all, absolute. */
  place: { sourceRoot: string; places: readonly Place[] };
}

/** Has one document made; asks again with what the worker turned out to lack. */
export function documentProducer({ jobs, contents, place }: Production) {
  return async ({ path, bytes }: DocumentTask, signal: AbortSignal) => {
    const own = place.places.find(({ folder }) => isInSource(folder, path))!;
    const file = join(place.sourceRoot, path);
    let content: string;
    try {
      content = await contents.put(file, own.derived?.[nameInSource(own.folder, path)]?.text);
    } catch (error) {
      if (reasonOf(error).rule !== 'unreadable') throw error;
      return { worker: '', record: unreadRecord(path, error) };
    }
    let files: TaskFile[] = [];
    try {
      for (;;) {
        const task: QueueTask = { path, bytes, content, files };
        const result = await jobs.submit(task, signal);
        const needs = needsOf(result.record, files, own);
        if (needs.length === 0) return result;
        const added = await Promise.all(
          needs.map(async ({ path, content, standIn }) => ({
            path,
            content: content ? await contents.put(join(place.sourceRoot, path)) : undefined,
            standIn,
          })),
        );
        const paths = new Set(added.map((file) => file.path));
        files = [...files.filter((file) => !paths.has(file.path)), ...added];
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof JobFailed)) throw error;
      return { worker: '', record: givenUp(path, error) };
    } finally {
      contents.release(content);
    }
  };
}

/** What a local build makes of a document that cannot be read. */
function unreadRecord(path: string, error: unknown): DocumentRecord {
  return {
    ...lostRecord(path, new Error('it cannot be read')),
    messages: [{ severity: 'error', path, ...reasonOf(error) }],
  };
}

function givenUp(path: string, error: JobFailed): DocumentRecord {
  const isLost = /stalled/.test(error.message);
  const times = `its workers were lost ${maxStalled + 1} times`;
  return lostRecord(path, isLost ? new Error(times) : error);
}
