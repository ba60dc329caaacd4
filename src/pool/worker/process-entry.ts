import { readFileSync } from 'node:fs';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor, type Processor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import type { BatchTask, HostMessage, WorkerMessage } from '../protocol.ts';
import { RemoteTurns } from './remote-turns.ts';

/** A child process finds its setup in a file that the host wrote. */
const setupVariable = 'CONTEXTOR_WORKER_SETUP';

let processor: Promise<Processor> | undefined;
const turns = new RemoteTurns();
turns.use((message) => void process.send!(message));
process.on('message', (message: object) => {
  if ('granted' in message) turns.hear(message as HostMessage);
});

function start(): Promise<Processor> {
  const file = process.env[setupVariable]!;
  processor ??= createProcessor(JSON.parse(readFileSync(file, 'utf8')) as WorkerSetup, turns);
  return processor;
}

/** Tells whether this process can work. */
export async function ready(): Promise<void> {
  await start();
}

/** Works on a batch; each record leaves as soon as it is made. */
export async function work({ documents }: BatchTask): Promise<void> {
  const started = await start();
  const send = (message: WorkerMessage) => void process.send!(message);
  send('started');
  await processAll(documents, started, send);
}
