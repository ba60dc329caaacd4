import type { MessagePort } from 'node:worker_threads';
import { keepCode } from '../../code-cache.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { loadNative } from '../../document/parse/native.ts';
import { type PageMemory, PageTable } from '../../site/page-table.ts';
import { type ScannedChunk, type SharedScan, scanRest } from '../../site/scan-together.ts';
import type { BatchTask, ThreadTask, WorkerMessage, WorkerSetup } from '../protocol.ts';
import { createProcessor, type Processor } from './process.ts';

// The thread may start before the host knows what the build is about.
void loadTokenizer();
loadNative();

let processor: Promise<Processor> | undefined;

function start({ setup, pages }: ThreadTask): Promise<Processor> {
  processor ??= createProcessor(setupOf(setup, pages));
  return processor;
}

function setupOf(json: SharedArrayBuffer, pages: PageMemory): WorkerSetup {
  const setup = JSON.parse(Buffer.from(json).toString()) as WorkerSetup;
  return { ...setup, site: { ...setup.site, pages: new PageTable(pages) } };
}

/** Takes part in the scan of the site. */
export function scan(task: SharedScan): ScannedChunk[] {
  return [...scanRest(task)];
}

/** Tells whether this worker can work. */
export async function ready(task: ThreadTask): Promise<void> {
  await start(task);
}

/** Works on a batch; each record leaves through the port as soon as it is made. */
export async function work(task: ThreadTask & BatchTask & { port: MessagePort }): Promise<void> {
  const { process } = await start(task);
  const { documents, port } = task;
  port.postMessage('started' satisfies WorkerMessage);
  for (const document of documents) port.postMessage(await process(document));
  port.close();
  keepCode();
}
