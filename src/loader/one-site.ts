import { nameInSource, sourceName, sourceOf } from '../files/source-name.ts';
import { readNavigation, type SiteSection } from '../site/navigation.ts';
import type { ProjectSite } from '../site/record.ts';
import { titleFromPath } from '../site/title.ts';
import { statedLocale, variantOf } from '../site/variants.ts';
import type { DocumentPlan, Plan, ScannedSource } from './plan.ts';

/** The site that serves all sources, where there is one and its configuration is known. */
export function oneSite({ sources }: DocumentPlan): ProjectSite | undefined {
  const records = new Set(sources.map(({ onSite }) => onSite?.record));
  return records.size === 1 ? sources[0]!.onSite?.record : undefined;
}

/** Address of the site's root, from `baseUrl` or the site's own configuration. */
export function publicBase(plan: DocumentPlan): string | undefined {
  const record = oneSite(plan);
  const { settings } = record === undefined ? plan : plan.sources[0]!;
  return settings.baseUrl ?? record?.baseUrl?.value;
}

/** Locale and version of a page, from the site's configuration, else from its folders. */
export function variantsIn({
  sources,
}: DocumentPlan): (path: string) => { locale?: string; version?: string } {
  const known = sources.map(({ folder, onSite, pages }) => ({
    folder,
    onSite,
    siblings: [...new Set(pages.map(({ path }) => path.split('/')[0]!))],
    parts: (onSite?.record.sources ?? []).filter(
      ({ locale, version }) => locale !== undefined || version !== undefined,
    ),
  }));
  return (path) => {
    const { folder, onSite, siblings, parts } = sourceOf(known, path);
    const inner = nameInSource(folder, path);
    const part = parts.find((one) => onSite!.inSource(inner, one) !== undefined);
    if (part === undefined) {
      const locale = statedLocale(inner, onSite);
      return { ...variantOf(inner, siblings), ...(locale !== undefined && { locale }) };
    }
    const { locale, version } = part;
    return { ...(locale !== undefined && { locale }), ...(version !== undefined && { version }) };
  };
}

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
