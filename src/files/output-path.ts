import { createHash } from 'node:crypto';
import { posix } from 'node:path';

interface OutputLayout {
  layout: 'tree' | 'flat';
  /** `owner/name` or its URL; `flat` begins file names with the name. */
  repo?: string | undefined;
  /** Folder that a source of several has in the output, forward slashes. */
  prefix?: string | undefined;
}

/** Longest file name that common file systems take, in bytes. */
const longestName = 255;

/**
 * Where a document's output goes, relative to the output root: `guides/auth.mdx` becomes
 * `guides/auth.mdc`, or `repo__guides__auth.mdc` in the flat layout.
 */
export function outputPath(path: string, { layout, repo, prefix }: OutputLayout): string {
  const bare = path.slice(0, path.length - posix.extname(path).length);
  const parts = printable(prefix ? `${prefix}/${bare}` : bare).split('/');
  const names = layout === 'tree' ? parts : [[...repoName(repo), ...parts].join('__')];
  const name = fitting(`${names.pop()}.mdc`, path);
  return [...names, name].join('/');
}

/** Whether a path stays in the output folder, with forward slashes, and leads to nothing hidden. */
export function isOutputPath(path: string): boolean {
  return path
    .split('/')
    .every((name) => name !== '' && !name.startsWith('.') && !/[\\:\u0000-\u001f]/.test(name));
}

function repoName(repo: string | undefined): string[] {
  const name = repo
    ?.replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .pop();
  return name ? [printable(name)] : [];
}

/** Line breaks and control characters in a path would break every list it stands in. */
const printable = (name: string): string => name.replace(/[\u0000-\u001f\u007f\\]/g, '_');

function fitting(name: string, path: string): string {
  // A code unit takes three bytes at most.
  if (name.length * 3 <= longestName || Buffer.byteLength(name) <= longestName) return name;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  const ending = `~${hash}.mdc`;
  const room = longestName - ending.length;
  const head = Buffer.from(name)
    .subarray(0, room)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  return head + ending;
}

/** What every build writes beside the documents, in the order of the manifest. */
export const corpusFiles = ['index.jsonl', 'links.json', 'statistics.json'] as const;

/** Further files of contextor at the root of an output. */
export const ownNames = [...corpusFiles, 'manifest.json', 'part.json', 'contexts.jsonl'] as const;

/** Files that a build writes where its settings ask for them. */
export const publishedNames = ['llms.txt', 'llms-full.txt', 'chunks.jsonl', 'search.idx'] as const;
