import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { DocumentRecord, DocumentTask } from '../../src/contract/record.ts';
import { processAll } from '../../src/job/in-flight.ts';

it.each([1, 2, 3, 8])(
  'with %i in hand, records come in the order of the documents, whoever is done first',
  async (atOnce) => {
    const waits = [20, 0, 10, 0, 5];
    const documents = waits.map((_, at) => ({ path: `${at}.md` })) as DocumentTask[];
    const process = async ({ path }: DocumentTask) => {
      await sleep(waits[Number.parseInt(path, 10)]!);
      return { path } as DocumentRecord;
    };
    const delivered: string[] = [];
    await processAll(documents, { atOnce, process }, ({ path }) => void delivered.push(path));
    expect(delivered).toEqual(documents.map(({ path }) => path));
  },
);
