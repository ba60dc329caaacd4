import type { DocumentRecord } from '../contract/record.ts';
import { sourceName } from '../files/source-name.ts';

/** A record of one source of several, with its paths in the folder that holds all. */
export function inAllSources(record: DocumentRecord, folder: string): DocumentRecord {
  if (folder === '') return record;
  const named = (path: string) => sourceName(folder, path);
  const { dependencies, messages } = record;
  return {
    ...record,
    path: named(record.path),
    messages: messages.map((message) => ({ ...message, path: named(message.path) })),
    dependencies: {
      ...dependencies,
      includes: dependencies.includes.map(([path, hash]) => [named(path), hash]),
    },
  };
}
