import { type MessagePort, workerData } from 'node:worker_threads';
import type { BatchTask, WorkerMessage, WorkerSetup } from '../protocol.ts';
import { createProcessor } from './process.ts';

const processor = createProcessor(workerData as WorkerSetup);
// Reported by `ready`, which waits for it.
processor.catch(() => {});

/** Tells whether this worker can work. */
export async function ready(): Promise<void> {
  await processor;
}

/** Works on a batch; each record leaves through the port as soon as it is made. */
export async function work({ documents, port }: BatchTask & { port: MessagePort }): Promise<void> {
  const { process } = await processor;
  port.postMessage('started' satisfies WorkerMessage);
  for (const document of documents) port.postMessage(await process(document));
  port.close();
}
