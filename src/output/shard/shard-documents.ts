import type { OutcomeDone } from '../../contract/outcome.ts';
import { TextFile } from '../../files/text-file.ts';

/** Name of the file with what the whole may have to know of each document, where stages may drop some. */
export const documentsName = 'documents.jsonl';

/** What a document of a shard asked of the site, and what it contributes to the merged context. */
export interface ShardDocument extends Pick<OutcomeDone, 'path' | 'contribution'> {
  asked: readonly string[];
}

/** Writes them to an unfinished file. */
export function writeDocuments(path: string, documents: Iterable<ShardDocument>): void {
  const file = new TextFile(path);
  for (const { path, asked, contribution } of documents) {
    file.add(JSON.stringify({ path, asked, contribution } satisfies ShardDocument));
  }
  file.close();
}

export function isShardDocument(
  value: {
    [Field in keyof ShardDocument]?: unknown;
  },
): boolean {
  const { path, asked, contribution } = value ?? {};
  return (
    typeof path === 'string' &&
    Array.isArray(asked) &&
    asked.every((entry) => typeof entry === 'string') &&
    typeof contribution === 'object' &&
    contribution !== null
  );
}
