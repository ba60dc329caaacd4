import type { PageAddress, SiteSource } from '../../record.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { type AddressStyle, addressOf, partsOf } from '../addresses/routes.ts';

interface Page {
  source: SiteSource;
  matter: SiteMatter;
  style: AddressStyle;
}

// Dates and versions are not number prefixes.
const notPrefix = /^(?:(?:\d{2}|\d{4})[-_.]\d{2}(?:[-_.](?:\d{2}|\d{4}))?|\d+[-_.]\d+)/;
const numberPrefix = /^\d+\s*[-_.]+\s*(?=[^-_.\s])/;

export const withoutNumber = (name: string): string =>
  notPrefix.test(name) ? name : name.replace(numberPrefix, '');

/** A document: the front matter's `slug`, else the folders and the `id` or the name. */
export function docsAddress(
  path: string,
  { source, matter, style, numbers }: Page & { numbers: boolean },
): PageAddress {
  const { folders, name } = partsOf(path);
  const clean = numbers ? withoutNumber : (part: string) => part;
  const dirs = folders.map(clean);
  const { slug } = matter;
  // Of an index, the names count as they are: `02-kilns/02-kilns.md`, not `01-index.md`.
  const file = name.toLowerCase();
  const isIndex =
    slug === undefined && ['index', 'readme', folders.at(-1)?.toLowerCase()].includes(file);
  const own = slug ?? matter.id ?? clean(name);
  const inner = isIndex ? dirs : resolved(own, dirs);
  return addressOf([source.prefix, ...inner].join('/'), style, {
    isIndex: isIndex || (slug?.endsWith('/') ?? false),
  });
}

/** A slug counts from the folder of its document, or from the root of the documents. */
function resolved(slug: string, folders: readonly string[]): string[] {
  const parts = slug.startsWith('/') ? [] : [...folders];
  for (const part of slug.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

const dated = /^(.*?)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:\/index)?$/;

/** A post: the front matter's `slug`, else the date and name of the file. */
export function blogAddress(path: string, { source, matter, style }: Page): PageAddress {
  const { folders, name } = partsOf(path);
  const stem = [...folders, name].join('/');
  const [, folder = '', date, text = ''] = dated.exec(stem) ?? [];
  const fallback =
    date === undefined
      ? stem.replace(/\/index$/, '')
      : `${date.replaceAll('-', '/')}/${folder}${text}`;
  return addressOf(`${source.prefix}/${matter.slug ?? fallback}`, style);
}
