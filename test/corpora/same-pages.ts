import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import fastGlob from 'fast-glob';
import { anchorsIn } from '../../src/verify/output/targets.ts';

/**
 * Tells which pages of a build are as in another one, and lead to the same headings: what was found
 * of these in lossless holds in all profiles, as `test/verify/damage.test.ts` shows.
 */
export function samePages(known: string, out: string): (path: string, text: string) => boolean {
  const texts = textsOf(known);
  const others = textsOf(out);
  const isOther = (path: string) => texts.get(path) !== others.get(path);
  const changed = [...new Set([...texts.keys(), ...others.keys()])].filter(isOther);
  const names = changed
    .filter((path) => anchors(texts.get(path)) !== anchors(others.get(path)))
    .map((path) => posix.basename(path));
  const ways = names.flatMap((name) => [name, encodeURI(name)]);
  return (path, text) => text === texts.get(path) && !ways.some((name) => text.includes(name));
}

const textsOf = (folder: string): Map<string, string> =>
  new Map(
    fastGlob
      .sync('**/*.mdc', { cwd: folder, dot: true })
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );

/** One text for all that a link may name; none of a page that is not there. */
const anchors = (text: string | undefined): string | undefined =>
  text && [...anchorsIn(text)].join('\n');
