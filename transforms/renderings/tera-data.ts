import { posix } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import type { Document } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { yamlData } from '../../src/document/yaml-data.ts';
import { separated } from '../../src/includes/separated.ts';
import { given } from './tera-functions.ts';

/** More pages are not listed. */
const mostPages = 300;

/**
 * Functions that give templates of Zola what other files say; they throw where that is not known.
 *
 * https://www.getzola.org/documentation/templates/overview/#built-in-functions
 */
export const dataFunctions = (
  document: Document,
): Readonly<Record<string, (options: unknown) => unknown>> => ({
  get_page: (options) => pageAt(given(options, 'path'), document),
  get_section: (options) => sectionAt(given(options, 'path'), document),
  load_data(options) {
    const path = given(options, 'path');
    const format = given(options, 'format') || posix.extname(path).slice(1);
    const read = parsers[format] ?? ((text: string) => text);
    return read(given(options, 'literal') || textOf(path.replace(/^@\//, ''), document));
  },
});

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text),
  toml: (text) => plain(parseToml(text)),
  yaml: (text) => plain(yamlData(text)),
  yml: (text) => plain(yamlData(text)),
  csv(text) {
    const [headers = [], ...records] = separated(text, ',');
    return { headers, records };
  },
};

function textOf(path: string, { include }: Document): string {
  const file = include(`/${path}`);
  if (!file.ok) throw new ReferenceError(path);
  return file.text;
}

/** Data without what only JavaScript has, such as dates. */
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

interface Page {
  extra: object;
  slug: string;
  permalink: string;
  path: string;
  relative_path: string;
  weight?: number;
  date?: string;
  title?: string;
  draft?: boolean;
}

/** A page by its path in the folder of the content; its address is written as a link to it. */
function pageAt(path: string, document: Document): Page {
  const { data } = readFrontmatter(textOf(path, document));
  const address = `@/${path}`;
  const slug = posix.basename(path, '.md');
  const own = { slug, permalink: address, path: address, relative_path: path };
  return { extra: {}, ...(plain(data) as object), ...own };
}

function sectionAt(path: string, document: Document): object {
  const folder = posix.dirname(path).replace(/^\.$/, '');
  const below = document.site.pagesBelow(folder);
  const pages = below.filter((name) => /^(?:[^/]+|[^/]+\/index)\.md$/.test(name));
  const inside = below.filter((name) => /^[^/]+\/_index\.md$/.test(name));
  if (pages.length > mostPages) throw new RangeError(path);
  const at = (name: string) => posix.join(folder, name);
  const listed = pages
    .filter((name) => !/^_index\./.test(name) && !isTranslation(name, below))
    .map((name) => pageAt(at(name), document))
    .filter(({ draft }) => draft !== true);
  const section: Page & { sort_by?: string } = pageAt(path, document);
  const order = orders[section.sort_by ?? ''];
  return { ...section, pages: order ? listed.sort(order) : listed, subsections: inside.map(at) };
}

/** `fire.fr.md` beside `fire.md`. */
const isTranslation = (name: string, names: readonly string[]): boolean =>
  /\.[\w-]+\.md$/.test(name) && names.includes(name.replace(/\.[\w-]+(?=\.md$)/, ''));

const byText = (left = '', right = '') => (left < right ? -1 : left > right ? 1 : 0);

/** https://www.getzola.org/documentation/content/section/#sorting */
const orders: Readonly<Record<string, (left: Page, right: Page) => number>> = {
  weight: (left, right) => (left.weight ?? 0) - (right.weight ?? 0),
  date: (left, right) => byText(right.date, left.date),
  title: (left, right) => byText(left.title, right.title),
  title_bytes: (left, right) => byText(left.title, right.title),
};
