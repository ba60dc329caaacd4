import { existsSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import type { LinkKind, Site } from '../document/site.ts';
import { sourceName } from '../files/source-name.ts';
import type { BuildSite } from '../site/build-site.ts';
import { unmatchedVariants } from '../site/variants.ts';
import type { Discoveries, SourceDiscovery } from './discover-sources.ts';
import { forwardSlashes } from './patterns.ts';

/** A glob of a setting that nothing in a source matches. */
interface Unmatched {
  about: 'include' | 'exclude' | 'variants.locales' | 'variants.versions';
  glob: string;
  /** What the setting does with the glob, and what is missing. */
  reason: string;
}

/**
 * A warning for each glob of a setting that nothing matches. A glob that several sources share is
 * matched if one of them matches it, and reported once.
 */
export function unmatchedSettings(
  sources: readonly SourceDiscovery[],
  plans: readonly { onSite?: BuildSite | undefined }[],
): Message[] {
  const found = sources.map((source, at) => unmatchedIn(source, plans[at]?.onSite));
  return sources.flatMap(({ settings }, at) =>
    found[at]!.flatMap(({ about, glob, reason }) => {
      const isSame = (other: Unmatched) => other.about === about && other.glob === glob;
      const sharing = sources.filter((source) => globsOf(source.settings, about).includes(glob));
      const missing = found.filter((all) => all.some(isSame));
      if (missing.length < sharing.length || sharing[0] !== sources[at]) return [];
      const path = sourceName(settings.folder ?? '', '.');
      const said = `"${about}" ${reason}`;
      return [{ severity: 'warning', rule: 'setting-unmatched', about, path, reason: said }];
    }),
  );
}

function unmatchedIn(
  { settings, sourceRoot, files }: SourceDiscovery,
  onSite: BuildSite | undefined,
): Unmatched[] {
  const paths = files.map(({ path }) => path);
  return [
    ...includesOf(settings, paths),
    ...excludesOf(settings, sourceRoot),
    ...unmatchedVariants(paths, settings.variants, onSite).map(
      ({ setting, glob, present }): Unmatched => {
        const there = present.join(', ') || 'none';
        const reason = `names ${JSON.stringify(glob)}, but no document has it; available: ${there}`;
        return { about: `variants.${setting}`, glob, reason };
      },
    ),
  ];
}

function globsOf(settings: Settings, about: Unmatched['about']): readonly string[] {
  const { include, exclude, variants } = settings;
  const { locales = [], versions = [] } = variants;
  return { include, exclude, 'variants.locales': locales, 'variants.versions': versions }[about];
}

/** One of several; where there is one, there would be no documents at all. */
function includesOf({ include }: Settings, paths: readonly string[]): Unmatched[] {
  if (include.length < 2 || paths.length === 0) return [];
  return include.flatMap((glob) => {
    const matches = picomatch(forwardSlashes(glob));
    if (glob.startsWith('!') || paths.some((path) => matches(path))) return [];
    const reason = `names ${JSON.stringify(glob)}, which matches no document`;
    return [{ about: 'include', glob, reason }];
  });
}

/** What a glob leaves out is not looked at; that the folder which it begins with is not there shows. */
function excludesOf({ exclude }: Settings, sourceRoot: string): Unmatched[] {
  return exclude.flatMap((glob) => {
    const { base } = picomatch.scan(forwardSlashes(glob));
    if (existsSync(join(sourceRoot, base))) return [];
    const reason = `names ${JSON.stringify(glob)}, but there is no ${base}`;
    return [{ about: 'exclude', glob, reason }];
  });
}

const kinds: Readonly<Record<LinkKind, string>> = {
  root: 'links from the root of the site',
  bare: 'links by a bare name',
};

/** Warnings for links of a site whose routes neither its configuration nor its links show. */
export function unknownLinks(unknown: Site['unknown'] = {}, folder: string): Message[] {
  return (['root', 'bare'] as const).flatMap((kind) => {
    const found = unknown[kind];
    if (found === undefined) return [];
    const reason = `${found.none} of ${found.of} sampled ${kinds[kind]} lead to no document, and no configuration says how the site serves them: such links stay as they are and are not reported one by one`;
    const message = {
      severity: 'warning',
      rule: 'site-unknown',
      about: kind,
      path: folder,
      reason,
    };
    return [message as Message];
  });
}

/** A warning for each of several sources in which no document was found. */
export function emptySources({ sources }: Discoveries): Message[] {
  if (sources.length < 2) return [];
  return sources.flatMap(({ settings, files }) => {
    if (files.length > 0) return [];
    const { folder = '', include } = settings;
    const reason = `"src" lists ${JSON.stringify(folder)}, and no document in it matches ${include.join(', ')}`;
    return [{ severity: 'warning', rule: 'setting-unmatched', about: 'src', path: folder, reason }];
  });
}
