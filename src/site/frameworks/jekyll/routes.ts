import { isWithin } from '../../../files/source-name.ts';
import type { PageAddress } from '../../record.ts';
import { normalRoute } from '../../routes.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { partsOf } from '../addresses/routes.ts';

export interface JekyllRules {
  /** `permalink` of the site: the name of a style, or a pattern. */
  style: string;
  /** Folder of the collections; empty for that of the site. */
  folder: string;
  /** Collections whose documents are pages, with the patterns of their addresses. */
  collections: ReadonlyMap<string, string | undefined>;
  /** `permalink` that `defaults` sets for a folder. */
  defaults: readonly { path: string; type: string | undefined; permalink: string }[];
}

/** The patterns that the names of styles mean for posts. */
export const permalinkStyles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

/** Where Jekyll serves a document: a permalink of its own, of its folder or collection, or its path. */
export function jekyllAddress(
  path: string,
  { matter, rules }: { matter: SiteMatter; rules: JekyllRules },
): PageAddress {
  const { folders, name } = partsOf(path);
  const collection = collectionOf(path, rules);
  const own = matter.permalink ?? defaultOf(path, collection, rules);
  const suffix = suffixOf(rules.style);
  const isIndex = name === 'index' && collection === undefined;
  const usual = isIndex
    ? '/:path/'
    : collection === undefined
      ? `/:path/:basename${suffix}`
      : (rules.collections.get(collection) ?? `/:collection/:path${suffix}`);
  const inside = path.slice(path.indexOf(`_${collection}/`) + `_${collection}/`.length);
  const values =
    collection === undefined
      ? { path: folders.join('/'), basename: name }
      : { collection, ...namesOf(inside, { folders, name, matter }) };
  const dated = datedOf(matter.date ?? /^\d{4}-\d{2}-\d{2}/.exec(name)?.[0]);
  const address = fill(own ?? usual, { ...values, ...dated, output_ext: '.html' });
  const aliases = matter.aliases?.map((alias) => normalRoute(alias));
  return { route: normalRoute(address), address, ...(aliases && { aliases }) };
}

/** The collection that a path belongs to; posts may be in any folder. */
function collectionOf(path: string, { folder, collections }: JekyllRules): string | undefined {
  if (/(?:^|\/)_posts\//.test(path)) return 'posts';
  const inner =
    folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  const name = /^_([^/]+)\//.exec(inner)?.[1];
  return name !== undefined && collections.has(name) ? name : undefined;
}

/** Of several defaults, that of the deepest folder counts. */
function defaultOf(
  path: string,
  collection: string | undefined,
  { defaults }: JekyllRules,
): string | undefined {
  const type = collection ?? 'pages';
  const fitting = defaults.filter((one) => {
    const isOf = one.path === '' || isWithin(one.path, path);
    return isOf && (one.type === undefined || one.type === type);
  });
  return fitting.sort((a, b) => a.path.length - b.path.length).at(-1)?.permalink;
}

/** What the addresses of pages end with in the style of the site. */
function suffixOf(style: string): string {
  if (style === 'pretty' || style.endsWith('/')) return '/';
  return Object.hasOwn(permalinkStyles, style) || style.endsWith(':output_ext')
    ? ':output_ext'
    : '';
}

function namesOf(
  inside: string,
  { folders, name, matter }: { folders: readonly string[]; name: string; matter: SiteMatter },
) {
  const plain = name.replace(/^\d{4}-\d{2}-\d{2}-/, '');
  const above = folders.includes('_posts') ? folders.slice(0, folders.indexOf('_posts')) : [];
  return {
    path: inside.replace(/\.\w+$/, ''),
    name: slugged(plain),
    title: pretty(matter.slug ?? plain),
    slug: slugged(matter.slug ?? plain),
    categories: [...above, ...(matter.categories ?? [])].map(slugged).join('/'),
  };
}

/** The parts of a date by the names that patterns of addresses have for them; none without a date. */
export function datedOf(date: string | undefined): Record<string, string> {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(date ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return {};
  const of = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const days = Math.round((of - Date.UTC(Number(year), 0, 0)) / 86_400_000);
  return {
    year,
    month: month.padStart(2, '0'),
    day: day.padStart(2, '0'),
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    short_year: year.slice(2),
    y_day: String(days).padStart(3, '0'),
  };
}

/** A pattern with its values; a name that is none may begin with one, up to an underscore. */
export function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  const filled = pattern.replace(/:([a-z]+(?:_[a-z]+)*)/g, (whole, token: string) => {
    for (let name = token; name !== ''; name = name.replace(/_?[a-z]+$/, '')) {
      const value = values[name];
      if (value !== undefined) return value + token.slice(name.length);
    }
    return whole;
  });
  return `/${filled}`.replace(/\/{2,}/g, '/');
}

/** Letters and digits in lower case, joined by hyphens. */
function slugged(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{M}\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** The same with the signs that addresses may contain, and in its own letter case. */
function pretty(text: string): string {
  return text.replace(/[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu, '-').replace(/^-|-$/g, '');
}
