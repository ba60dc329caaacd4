import { posix } from 'node:path';
import { member, type StaticData, stringMember, textsOf, Unknown } from '../../config/values.ts';
import type { SiteSource } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { trimmed } from '../readers/urls.ts';

interface Versioning {
  folder: Folder;
  options: StaticData;
  id: string;
}

/** The sidebars that `sidebarPath` names, else `sidebars.js` of the plugin for "the docs". */
function withSidebar(source: SiteSource, { folder, options, id }: Versioning): SiteSource {
  const path = folder.value(options, ['sidebarPath']);
  const named = typeof path === 'string' ? folder.inProject(path) : undefined;
  const own = named === undefined ? undefined : posix.relative(folder.path, named);
  const sidebar =
    own !== undefined
      ? sidebarsOf(folder, own)
      : id === 'default'
        ? sidebarsOf(folder, 'sidebars')
        : undefined;
  return sidebar === undefined ? source : { ...source, sidebar };
}

function sidebarsOf(folder: Folder, name: string): StaticData {
  const file = folder.first([name, ...moduleNames(name), `${name}.json`]);
  if (file === undefined || !/\.\w+$/.test(file)) return undefined;
  const sidebars = folder.data(file);
  if (sidebars instanceof Unknown) folder.note('sidebars', sidebars);
  return sidebars;
}

/** The current documents, and those of the versions that `versions.json` names. */
export function versionsOf(current: SiteSource, { folder, options, id }: Versioning): SiteSource[] {
  const prefix = id === 'default' ? '' : `${id}_`;
  const names = textsOf(
    folder.has(`${prefix}versions.json`) ? folder.data(`${prefix}versions.json`) : undefined,
  );
  const shown = withSidebar(current, { folder, options, id });
  if (names.length === 0 || member(options, 'disableVersioning') === true) return [shown];
  const only = textsOf(member(options, 'onlyIncludeVersions'));
  const last = stringMember(options, 'lastVersion') ?? names[0]!;
  const all = member(options, 'includeCurrentVersion') === false ? names : ['current', ...names];
  const main = all.includes('current') ? 'current' : last;
  const sources = all
    .filter((name) => only.length === 0 || only.includes(name))
    .map((name): SiteSource => {
      const path =
        stringMember(options, 'versions', name, 'path') ??
        (name === last ? '' : name === 'current' ? 'next' : name);
      const own = `${prefix}versioned_docs/version-${name}`;
      // Where it is not there, the current documents are put there before the site is built.
      const isMade = name === main && !folder.has(own);
      const inside = name === 'current' || isMade ? current.folder : folder.inProject(own);
      const sidebar =
        inside === current.folder
          ? shown.sidebar
          : sidebarsOf(folder, `${prefix}versioned_sidebars/version-${name}-sidebars.json`);
      return {
        ...current,
        sidebar,
        folder: inside,
        prefix: current.prefix + trimmed(path),
        version: name,
        main: current.main && name === main,
      };
    });
  return sources;
}

/** Translations are in `i18n/<locale>/`; other pages are served in the default language. */
export function withLocales(
  sources: SiteSource[],
  { folder, id, locales }: { folder: Folder; id: string; locales: readonly string[] },
): SiteSource[] {
  const plugin = `docusaurus-plugin-content-docs${id === 'default' ? '' : `-${id}`}`;
  const translated = locales
    .filter((key) => key !== '')
    .flatMap((locale) =>
      sources.flatMap((source): SiteSource[] => {
        const version =
          source.version === undefined || source.version === 'current'
            ? 'current'
            : `version-${source.version}`;
        const inner = `i18n/${locale}/${plugin}/${version}`;
        if (folder.names(inner).length === 0) return [];
        return [
          {
            ...source,
            folder: folder.inProject(inner),
            prefix: `/${locale}${source.prefix}`,
            locale,
            main: false,
          },
        ];
      }),
    );
  return [...sources, ...translated];
}
