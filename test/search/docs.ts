import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import { type Context, openContext } from '../../src/search/open.ts';
import { project, type WhenFinished } from '../build/project.ts';

interface BuiltDocs {
  out: string;
  docs: ReturnType<typeof project>;
}

/** Builds documents with a search index; `whenFinished` is told what removes them. */
export async function builtDocs(
  files: Record<string, string>,
  config: { profile?: 'lossless' | 'compact' } = { profile: 'lossless' },
  whenFinished: WhenFinished = onTestFinished,
): Promise<BuiltDocs> {
  const docs = project(files, whenFinished);
  await build(docs.settings({ search: true, ...config }));
  return { out: docs.out, docs };
}

/** The same, and opens it. */
export async function searchable(
  files: Record<string, string>,
  config?: { profile?: 'lossless' | 'compact' },
  whenFinished: WhenFinished = onTestFinished,
): Promise<BuiltDocs & { context: Context }> {
  const { out, docs } = await builtDocs(files, config, whenFinished);
  const context = await openContext(out);
  whenFinished(() => context.close());
  return { context, out, docs };
}

export const guide = {
  'index.md': '# Acme\n\nAcme sends letters. See [Sending](send.md).\n',
  'send.md': [
    '# Sending letters',
    'Letters go out in batches.',
    '## Retry a failed letter',
    'Call `retryLetter` with the number of the letter:',
    '```js\nretryLetter(42);\n```',
    '## Limits',
    '- At most 100 letters a minute.\n- At most 5 pages a letter.',
    '### Raise a limit',
    'Write to support.',
  ].join('\n\n'),
  'api/client.md': '# Client\n\n## useFetch\n\nFetches with a `baseUrl`.\n\n## Close\n\nEnds it.\n',
};

export const chunkLines = (output: Record<string, string>) =>
  output['chunks.jsonl']!.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

export const indexPath = (out: string): string => join(out, 'search.idx');
