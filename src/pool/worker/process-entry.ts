import { readFileSync } from 'node:fs';
import type { BatchTask, WorkerMessage, WorkerSetup } from '../protocol.ts';
import { createProcessor, type Processor } from './process.ts';

/** A child process finds its setup in a file that the host wrote. */
const setupVariable = 'CONTEXTOR_WORKER_SETUP';

let processor: Promise<Processor> | undefined;

function start(): Promise<Processor> {
  const file = process.env[setupVariable]!;
  processor ??= createProcessor(JSON.parse(readFileSync(file, 'utf8')) as WorkerSetup);
  return processor;
}

/** Tells whether this process can work. */
export async function ready(): Promise<void> {
  await start();
}

/** Works on a batch; each record leaves as soon as it is made. */
export async function work({ documents }: BatchTask): Promise<void> {
  const { process: make } = await start();
  const send = (message: WorkerMessage) => process.send!(message);
  send('started');
  for (const document of documents) send(await make(document));
}
