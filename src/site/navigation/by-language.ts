import type { SitePage } from '../../document/site.ts';
import { languageBySuffix } from '../frameworks/addresses/languages.ts';
import { documentEnding } from '../frameworks/addresses/routes.ts';
import type { NavigationGroup, NavigationNode, NavigationPlace } from './place.ts';

/** Reads the navigation of the pages of one language; of a site of one language `lang` is undefined. */
type ReadLanguage = (place: NavigationPlace, lang?: string) => NavigationNode[];

/**
 * The navigation of each language that pages have as a suffix (`intro.fr.mdx`), the default language
 * first, the others as the configuration lists them.
 */
export function byLanguage(place: NavigationPlace, read: ReadLanguage): NavigationNode[] {
  const { locales = [], defaultLocale = '' } = place.onSite?.record ?? {};
  const main = locales.find(({ key }) => key === defaultLocale)?.lang;
  const pages = new Map<string | undefined, SitePage[]>([[main, []]]);
  for (const { lang } of locales) if (!pages.has(lang)) pages.set(lang, []);
  for (const page of place.pages) {
    const { locale } = languageBySuffix(page.path.replace(documentEnding, ''), locales);
    pages.get(locale === undefined ? main : locale.lang)!.push(page);
  }
  const own = [...pages].filter(([, ofLanguage]) => ofLanguage.length > 0);
  return own.flatMap(([lang, some]) => {
    const nodes = read(own.length === 1 ? place : place.among(some), lang);
    return lang === main ? nodes : inDivision(nodes, lang!);
  });
}

/** The navigation of a language, with its pages outside of groups under its tag. */
export const inDivision = (nodes: readonly NavigationNode[], division: string): NavigationGroup[] =>
  inSections(nodes, division).map((group) => ({ ...group, division }));

/** Runs of pages beside groups become sections with the name of the division, in the same order. */
export function inSections(nodes: readonly NavigationNode[], title: string): NavigationGroup[] {
  const sections: NavigationGroup[] = [];
  let run: NavigationGroup | undefined;
  for (const node of nodes) {
    if (typeof node !== 'string') {
      run = undefined;
      sections.push(node);
    } else if (run === undefined) {
      run = { title, items: [node] };
      sections.push(run);
    } else run.items.push(node);
  }
  return sections;
}

/** The name that navigation files have for a page or folder of a language. */
export function entryName(item: string, lang: string | undefined): string {
  const name = item.slice(item.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
  return lang !== undefined && name.endsWith(`.${lang}`) ? name.slice(0, -lang.length - 1) : name;
}
