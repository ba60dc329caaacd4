import { isMainThread, type MessagePort } from 'node:worker_threads';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { loadNativeInThread } from '../../document/parse/native.ts';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor, type Processor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import type { DocumentVerification } from '../../verify/share.ts';
import type { BatchTask, ThreadTask, VerifyTask, WorkerMessage } from '../protocol.ts';
import { RemoteTurns } from './remote-turns.ts';

// The thread may start before the host knows what the build is about.
void loadTokenizer();
// The main thread, which has this code in its bundle, loads the parser when a document needs it.
const native = isMainThread ? Promise.resolve() : loadNativeInThread();

let processor: Promise<Processor> | undefined;
const turns = new RemoteTurns();

function start({ setup }: ThreadTask): Promise<Processor> {
  processor ??= native.then(() =>
    createProcessor(JSON.parse(Buffer.from(setup).toString()) as WorkerSetup, turns),
  );
  return processor;
}

/** Tells whether this worker can work. */
export async function ready(task: ThreadTask): Promise<void> {
  await start(task);
}

/** Works on a batch; each record leaves through the port as soon as it is made. */
export async function work(task: ThreadTask & BatchTask & { port: MessagePort }): Promise<void> {
  const started = await start(task);
  const { documents, port } = task;
  const send = (message: WorkerMessage) => port.postMessage(message);
  if (started.takesTurns) {
    turns.use(send);
    port.on('message', (message) => turns.hear(message));
  }
  send('started');
  await processAll(documents, started, send);
  port.close();
}

/** Checks a share of a finished build. */
export async function verify({ input, share }: VerifyTask): Promise<DocumentVerification[]> {
  const { verifyShare } = await import('../../verify/share.ts');
  return verifyShare(input, share);
}
