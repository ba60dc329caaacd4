import type { Host } from '../../src/components/host.ts';
import type { Document } from '../../src/document/document.ts';
import { toValue } from '../../src/static/value.ts';
import { locationOf } from '../renderings/page-data.ts';
import type { Place } from './place.ts';
import { isTold, tablesOf } from './tables.ts';

/** What the components of a site ask of the document that uses them, and of the site. */
export function hostOf(place: Place): Host {
  const { document } = place;
  return {
    path: document.path,
    root: document.site.source ?? '',
    framework: document.dialect.name,
    frontMatter: toValue(document.frontmatter),
    locale: localeOf(document),
    include: (specifier, from) => document.include(specifier, from),
    filesBelow: (folder, from) => document.filesBelow(folder, from),
    location: () => locationOf(document),
    page: (path) => document.site.pageByPath(path),
    pageAt: (route) => document.site.pageByRoute(route)?.path,
    pagesBelow: (folder) => pagesBelow(folder, document),
    isTold: (element) => isTold(element, tablesOf(document.dialect)),
    parse: (text) => place.parse(text),
  };
}

/** The folder counts from the root of the site, which may hold the source root or be in it: `/src/content/docs` in `docs/src/content`. */
function pagesBelow(folder: string, { site }: Document): readonly string[] | undefined {
  const parts = folder.replace(/^\//, '').split('/');
  const source = `/${site.source ?? ''}`;
  for (let count = parts.length; count >= 0; count -= 1) {
    const [outer, inner] = [parts.slice(0, count), parts.slice(count)];
    if (count === 0 || source.endsWith(`/${outer.join('/')}`)) {
      const paths = site.pagesBelow(inner.join('/'));
      return paths.length > 0 ? paths : undefined;
    }
  }
  return undefined;
}

function localeOf({ path, settings: { languages } }: Document): Host['locale'] {
  if (languages === undefined) return undefined;
  const first = /^[^/]+(?=\/)/.exec(path)?.[0] ?? '';
  const folder = [first, first.toLowerCase()].find((name) => Object.hasOwn(languages, name)) ?? '';
  const language = languages[folder];
  return language === undefined ? undefined : { folder, language, main: languages[''] };
}
