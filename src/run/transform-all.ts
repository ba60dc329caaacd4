import type { Settings } from '../config/settings.ts';
import { batches } from '../loader/batch.ts';
import type { SourceFile } from '../loader/discover.ts';
import { dispatch } from '../pool/host/dispatch.ts';
import { memoryShares } from '../pool/host/memory.ts';
import type { Runner } from '../pool/host/runner.ts';
import { checkOwnStages } from '../pool/host/setup.ts';
import { type WorkerStart, workloadOf } from '../pool/host/start.ts';
import type { DocumentRecord, WorkerSetup } from '../pool/protocol.ts';
import type { BuildRun } from './build-run.ts';

export interface TransformOptions {
  settings: Settings;
  setup: WorkerSetup;
  run: BuildRun;
  workers: WorkerStart;
  /** URL of the queue's Redis, for `executor: 'bullmq'`. */
  redis: string | undefined;
  /** Called when the workers are there, or where none are needed. */
  onStart: (workers: number) => void;
  emit: (record: DocumentRecord) => Promise<void>;
}

/** Sends documents through the workers; gives the number of workers. */
export async function transformAll(
  files: readonly SourceFile[],
  { settings, setup, run, workers, redis, onStart, emit }: TransformOptions,
): Promise<number> {
  if (files.length === 0) {
    onStart(0);
    return 0;
  }
  await checkOwnStages(setup);
  const runner = await runnerFor(files, { settings, setup, run, workers, redis });
  try {
    onStart(runner.workers);
    const { window, limits } = memoryShares(settings, runner.workers);
    await dispatch(batches(files, limits), {
      runner,
      window,
      documentTimeoutMs: settings.documentTimeoutMs,
      signal: run.signal,
      emit,
      onBatch: (milliseconds) => run.metrics.batch(milliseconds),
    });
  } finally {
    await runner.close();
  }
  run.metrics.documentsByWorker = runner.documentsByWorker?.();
  return runner.workers;
}

type RunnerOptions = Pick<TransformOptions, 'settings' | 'setup' | 'run' | 'workers' | 'redis'>;

/** Workers of a queue that others share, or of this machine. */
async function runnerFor(
  files: readonly SourceFile[],
  { settings, setup, run, workers, redis = '' }: RunnerOptions,
): Promise<Runner> {
  if (settings.executor === 'bullmq') {
    const { queueRunner } = await import('../queue/producer.ts');
    return queueRunner(setup, { url: redis, say: (severity, reason) => run.say(severity, reason) });
  }
  return workers.runner(setup, {
    workload: workloadOf(files),
    onFallback: (reason) =>
      run.say('warning', `The workers could not start (${reason}); building in one thread.`),
  });
}
