/** What every build writes beside the documents, in the order of the manifest. */
export const corpusFiles = ['index.jsonl', 'links.json', 'statistics.json'] as const;

/** Further files of contextor at the root of an output. */
export const ownNames = [...corpusFiles, 'manifest.json', 'part.json', 'contexts.jsonl'] as const;

/** Files that a build writes where its settings ask for them. */
export const publishedNames = ['llms.txt', 'llms-full.txt', 'chunks.jsonl', 'search.idx'] as const;
