import { sourceName } from '../files/source-name.ts';
import { readNavigation, type SiteSection } from '../site/navigation.ts';
import { titleFromPath } from '../site/title.ts';
import type { Plan, ScannedSource } from './plan.ts';

/**
 * The sections of all sources, in the order of the configuration. Of several sources, each begins with
 * the title of its own, and pages that no navigation names come last in their source.
 */
export function sectionsOf({ sources }: Plan): SiteSection[] {
  const [only] = sources;
  if (only?.folder === '') return ownSections(only);
  return sources.flatMap((source) => {
    const { folder, settings, site } = source;
    const title = source.title ?? titleFromPath(settings.prefix || folder);
    const sections = ownSections(source);
    const named = new Set(sections.flatMap(({ paths }) => paths));
    const rest = site.pages.map(({ path }) => path).filter((path) => !named.has(path));
    const all = [...sections, { title: sections.length > 0 ? 'Other' : '', paths: rest }];
    return all
      .filter(({ paths }) => paths.length > 0)
      .map((section) => ({
        title: section.title === '' ? title : `${title}: ${section.title}`,
        paths: section.paths.map((path) => sourceName(folder, path)),
      }));
  });
}

function ownSections({ sourceRoot, projectRoot, site, dialect, onSite }: ScannedSource) {
  const pages = [...site.pages];
  return readNavigation({ sourceRoot, projectRoot, pages, dialect: dialect.name, onSite });
}
