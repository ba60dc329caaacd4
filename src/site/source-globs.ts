import ignore from 'ignore';
import type { SiteSource } from './record.ts';

/** Whether a source serves a file, by the globs of the source. */
export function servedBy({ include, exclude }: SiteSource): (path: string) => boolean {
  const wanted = include && ignore().add(include.flatMap(withoutBraces).map(rooted));
  const unwanted = ignore().add([...exclude]);
  return (path) => (wanted === undefined || wanted.ignores(path)) && !unwanted.ignores(path);
}

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
