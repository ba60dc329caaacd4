import { posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { SiteRoutes } from '../document/site.ts';

/** A file of its own: threads need it, and not fast-glob, which finds the rules. */
export type Unwritten = NonNullable<SiteRoutes['unwritten']>;

const pageNames = ['.md', '.mdx', '/index.md', '/index.mdx', '/_index.md'];

/** Whether the file that a route would be served from is one that git ignores. */
export function unwrittenFinder(unwritten: Unwritten | undefined): (route: string) => boolean {
  if (unwritten === undefined || unwritten.rules.length === 0) return () => false;
  let rules: (readonly [start: string, rules: Ignore])[] | undefined;
  const isIgnored = (file: string): boolean => {
    rules ??= unwritten.rules.map(([folder, lines]) => [
      folder === '' ? '' : `${folder}/`,
      ignore().add(lines),
    ]);
    let ignored = false;
    for (const [start, rule] of rules) {
      if (!file.startsWith(start)) continue;
      const verdict = rule.test(file.slice(start.length));
      ignored = verdict.ignored || (ignored && !verdict.unignored);
    }
    return ignored;
  };
  return (route) =>
    unwritten.sources.some(([prefix, folder]) => {
      if (!route.startsWith(`${prefix}/`) || route.length === prefix.length + 1) return false;
      const file = posix.join(folder, route.slice(prefix.length + 1));
      return !file.startsWith('..') && pageNames.some((name) => isIgnored(file + name));
    });
}
