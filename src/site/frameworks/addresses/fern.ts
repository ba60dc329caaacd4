import { posix } from 'node:path';
import type { DerivedPage } from '../../record.ts';
import { addressOf, partsOf } from './routes.ts';

const style = { pages: 'plain', indexes: 'plain' } as const;

export interface Place {
  /** The routes of a page, its own first. */
  routes: string[];
  /** Those of its product and version. */
  bases: string[];
  /** Those of sections, products and versions that have no page of their own and lead to it. */
  leads?: string[];
}

/** Where the navigation serves files, by their paths in the project. */
export interface Served {
  pages: Map<string, Place>;
  /** Folders whose files are pages, and the routes that they are below. */
  folders: (Place & { path: string; dated: boolean })[];
  /** Routes below which pages of APIs are made. */
  generated: string[];
  /** The pages that are made of operations. */
  derived: DerivedPage[];
}

/** A `slug` of the front matter is the whole route in its product and version, which it may begin with. */
export function routeIn({ pages, folders }: Served, path: string, slug: string | undefined) {
  const known = pages.get(path);
  const inside = folders.find((one) => path.startsWith(`${one.path}/`));
  const place = known ?? inside;
  if (place === undefined) return undefined;
  const [route = '', ...aliases] =
    slug === undefined
      ? (known?.routes ?? routesInFolder(inside!, path))
      : inBases(slug, place.bases);
  return addressOf(route, style, { aliases: [...aliases, ...(place.leads ?? [])] });
}

/** The first version has a base without its name, which its routes leave out, too. */
function inBases(route: string, bases: readonly string[]): string[] {
  const own = bases
    .filter((base) => `${route}/`.startsWith(`${base}/`))
    .map(({ length }) => length);
  const inner = route.slice(Math.max(0, ...own));
  return bases.map((base) => base + inner);
}

function routesInFolder({ path: folder, routes, dated }: Served['folders'][number], path: string) {
  const { folders, name } = partsOf(posix.relative(folder, path));
  const end = dated ? dayOf(name) : [...folders, name].map(kebab).join('/');
  return routes.map((route) => `${route}/${end}`);
}

/** `2024-05-20` and `5-20-24` -> `2024/5/20`, as changelogs have it; empty for what has no date: the overview. */
function dayOf(name: string): string {
  const [, ...parts] = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(name) ?? [];
  if (parts.length > 0) return parts.map(Number).join('/');
  const [, month, day, year] = /(\d{1,2})-(\d{1,2})-(\d{2,4})/.exec(name) ?? [];
  if (year === undefined) return '';
  return [Number(year) + (year.length < 4 ? 2000 : 0), Number(month), Number(day)].join('/');
}

/** As `kebabCase` of lodash: words end at capitals and digits. */
export function kebab(title: string): string {
  const plain = title.normalize('NFD').replace(/[\u0300-\u036f'\u2019]/g, '');
  const words = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+|\p{N}+/gu;
  return (plain.match(words) ?? []).join('-').toLowerCase();
}
