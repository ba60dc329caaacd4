import ignore from 'ignore';
import type { SiteSource } from './record.ts';

/** Whether a source serves a file, by the globs of the source. */
export function servedBy({ include, exclude }: SiteSource): (path: string) => boolean {
  const wanted = include && ignore().add(asIgnoreLines(include));
  const unwanted = ignore().add([...exclude]);
  return (path) => (wanted === undefined || wanted.ignores(path)) && !unwanted.ignores(path);
}

/** Globs, which count from the folder of a source, as lines of an ignore file, which match at any depth without a slash. */
export const asIgnoreLines = (globs: readonly string[]): string[] =>
  globs.flatMap(withoutBraces).map(rooted);

/** A glob counts from its folder, a line of an ignore file without a slash at any depth. */
function rooted(glob: string): string {
  return /^(?:!|\*\*|\/)/.test(glob) ? glob : `/${glob.replace(/^\.\//, '')}`;
}

/** `*.{md,mdx}`, `*.md?(x)` and `*.@(md|mdx)` -> `*.md`, `*.mdx`; those of more than some are left alone. */
function withoutBraces(glob: string): string[] {
  const found = /\{([^{}]*)\}|([?@+*]?)\(([^()]*)\)/.exec(glob);
  if (found === null || glob.length > 500) return [glob];
  const [all, inBraces, mark = '', inParentheses = ''] = found;
  const inner = inBraces?.split(',') ?? inParentheses.split('|');
  const options = [...(mark === '?' || mark === '*' ? [''] : []), ...inner].slice(0, 20);
  return options.flatMap((option) => withoutBraces(glob.replace(all, () => option))).slice(0, 100);
}
