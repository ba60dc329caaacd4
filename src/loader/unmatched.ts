import { existsSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { unmatchedVariants } from '../site/variants.ts';
import type { SourceDiscovery } from './discover-sources.ts';
import { forwardSlashes } from './patterns.ts';

/** A warning for each setting that nothing in a source matches. */
export function unmatchedSettings({
  settings,
  sourceRoot,
  files,
}: Pick<SourceDiscovery, 'settings' | 'sourceRoot' | 'files'>): Message[] {
  const paths = files.map(({ path }) => path);
  return [
    ...includesOf(settings, paths),
    ...excludesOf(settings, sourceRoot),
    ...unmatchedVariants(paths, settings.variants).map(({ setting, glob, present }) => {
      const there = present.join(', ') || 'none';
      const reason = `asks for ${JSON.stringify(glob)}, and no document is of it; there are: ${there}`;
      return warning(`variants.${setting}`, reason);
    }),
  ];
}

/** One of several; where there is one, there would be no documents at all. */
function includesOf({ include }: Settings, paths: readonly string[]): Message[] {
  if (include.length < 2 || paths.length === 0) return [];
  return include.flatMap((glob) => {
    const matches = picomatch(forwardSlashes(glob));
    if (glob.startsWith('!') || paths.some((path) => matches(path))) return [];
    return [warning('include', `names ${JSON.stringify(glob)}, and no document matches it`)];
  });
}

/** What a glob leaves out is not looked at; that the folder which it begins with is not there shows. */
function excludesOf({ exclude }: Settings, sourceRoot: string): Message[] {
  return exclude.flatMap((glob) => {
    const { base } = picomatch.scan(forwardSlashes(glob));
    if (existsSync(join(sourceRoot, base))) return [];
    return [warning('exclude', `names ${JSON.stringify(glob)}, and there is no ${base}`)];
  });
}

function warning(about: string, reason: string): Message {
  const said = `"${about}" ${reason}`;
  return { severity: 'warning', rule: 'setting-unmatched', about, path: '.', reason: said };
}
