import ignore from 'ignore';
import type { SitePage } from '../document/site.ts';
import type { BuildSite } from './build-site.ts';

/** Which variant of the docs a path belongs to. */
interface PathVariant {
  /** Language tag of a locale folder, such as `en` or `pt-br`. */
  locale?: string;
  /** Version folder, such as `v2` or `0.71`. */
  version?: string;
}

const localeTag =
  /^(?:ar|az|be|bg|bn|bs|ca|cs|da|de|el|en|eo|es|et|fa|fi|fil|fr|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|ko|lt|lv|mk|ml|mn|ms|my|nb|ne|nl|no|pl|ps|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tl|tr|uk|ur|uz|vi|zh)(?:[-_][A-Za-z]{2,4}){0,2}$/;
const versionName = /^(?:version-)?v?\d+(?:\.(?:\d+|x)){0,3}(?:-(?:alpha|beta|rc|next)[\w.]*)?$/i;
const localeParent = /^(?:i18n|locales?|translations|languages|l10n)$/i;
const versionParent = /^(?:versions?|versioned_docs|\w+_versioned_docs|releases)$/i;

/**
 * The locale and version of a path, by its folders. A folder named like a language counts at the
 * root, below a folder such as `i18n`, and where its siblings are locales too; so `guides/no` is none.
 *
 * @param siblings names of the folders at the root of the source tree
 */
export function variantOf(path: string, siblings: readonly string[]): PathVariant {
  const folders = path.split('/').slice(0, -1);
  const variant: PathVariant = {};
  const several = siblings.filter((name) => localeTag.test(name)).length > 1;
  for (const [at, folder] of folders.entries()) {
    const parent = folders[at - 1] ?? '';
    const atRoot = at === 0 || variant.version !== undefined || variant.locale !== undefined;
    const isLocale =
      localeTag.test(folder) &&
      (localeParent.test(parent) || (atRoot && (several || siblings.length === 1)));
    if (isLocale) variant.locale ??= folder.toLowerCase().replace('_', '-');
    else if (versionName.test(folder) && (atRoot || versionParent.test(parent))) {
      variant.version ??= folder.replace(/^version-/i, '');
    }
  }
  return variant;
}

interface VariantFilter {
  /** Globs of the locales to keep; pages without a locale are always kept. */
  locales?: readonly string[] | undefined;
  /** Globs of the versions to keep; pages without a version are always kept. */
  versions?: readonly string[] | undefined;
}

/** The locale that the configuration of a site gives a page, by the folder that it begins with. */
export function statedLocale(path: string, onSite: BuildSite | undefined): string | undefined {
  const main = onSite?.record.sources.find((source) => source.main);
  const [first, ...rest] = (main && onSite!.inSource(path, main))?.split('/') ?? [];
  const isStated = rest.length > 0 && onSite!.record.locales.some(({ key }) => key === first);
  return isStated ? first : undefined;
}

/** Locale and version of each of all pages of a source. */
function variantsOf(paths: readonly string[], onSite: BuildSite | undefined): PathVariant[] {
  const siblings = topFolders(paths);
  return paths.map((path) => {
    const locale = statedLocale(path, onSite);
    return { ...variantOf(path, siblings), ...(locale !== undefined && { locale }) };
  });
}

/** Keeps the pages whose locale and version are wanted. */
export function selectVariants(
  paths: readonly string[],
  { locales, versions }: VariantFilter,
  onSite?: BuildSite,
): string[] {
  if (locales === undefined && versions === undefined) return [...paths];
  const variants = variantsOf(paths, onSite);
  const wantsLocale = matcher(locales);
  const wantsVersion = matcher(versions);
  return paths.filter((_, at) => {
    const { locale, version } = variants[at]!;
    return wantsLocale(locale) && wantsVersion(version);
  });
}

/** The globs that no page's locale or version matches, and the ones that there are. */
export function unmatchedVariants(
  paths: readonly string[],
  filter: VariantFilter,
  onSite?: BuildSite,
): { setting: 'locales' | 'versions'; glob: string; present: readonly string[] }[] {
  const variants = variantsOf(paths, onSite);
  // Pages of the main language may stand beside the folders of the others.
  const { locales = [], defaultLocale = '' } = onSite?.record ?? {};
  const main = locales.find(({ key }) => key === defaultLocale)?.lang;
  const kinds = { locales: 'locale', versions: 'version' } as const;
  return (['locales', 'versions'] as const).flatMap((setting) => {
    const globs = filter[setting];
    if (globs === undefined) return [];
    const names = variants.map((variant) => variant[kinds[setting]]);
    if (setting === 'locales') names.push(main);
    const present = [...new Set(names)].filter((name) => name !== undefined).sort();
    return globs
      .filter((glob) => !glob.startsWith('!') && !present.some(matcher([glob])))
      .map((glob) => ({ setting, glob, present }));
  });
}

function topFolders(paths: readonly string[]): string[] {
  return [
    ...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]!)),
  ];
}

function matcher(globs: readonly string[] | undefined): (name: string | undefined) => boolean {
  if (globs === undefined) return () => true;
  const wanted = ignore({ ignorecase: true }).add([...globs]);
  return (name) => name === undefined || wanted.ignores(name);
}

/** Whether a page belongs into what is published: drafts, hidden and unlisted pages do not. */
export const isPublished = ({ visibility }: Pick<SitePage, 'visibility'>): boolean =>
  visibility === undefined;
