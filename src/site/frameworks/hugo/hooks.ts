import {
  entriesOf,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { Redirect } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { redirectLines } from '../readers/hosts.ts';

const hooks = ['layouts/_markup/render-link.html', 'layouts/_default/_markup/render-link.html'];

/** Destinations that the site's own template for links compares with a word, where it names one page for them. */
export function madeByHook(
  folder: Folder,
  config: StaticData,
): [destination: string, route: string][] {
  const places = ['', ...themesOf(config)];
  const file = folder.first(places.flatMap((place) => hooks.map((hook) => place + hook)));
  const text = (file === undefined ? '' : (folder.text(file) ?? '')).replace(
    /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g,
    '',
  );
  const words = Array.from(text.matchAll(/\beq\s+[$.][\w.]+\s+"([\w-]+)"/g), ([, word]) => word!);
  const pages = new Set(Array.from(text.matchAll(/"(\/[\w/-]+)"/g), ([, route]) => route!));
  const [page] = pages;
  const levels = new Set(['ignore', 'warning', 'error', 'leaf', 'link']);
  const own = words.filter((word) => !levels.has(word));
  return pages.size === 1 && page !== undefined ? own.map((word) => [word, page]) : [];
}

/** Folders of the themes, whose templates are used if the site has none of its own; modules are in `_vendor`. */
function themesOf(config: StaticData): string[] {
  const themes = textsOf(member(config, 'theme')).map((name) => `themes/${name}/`);
  const modules = listOf(member(config, 'module', 'imports')).flatMap((one) => {
    const path = stringMember(one, 'path');
    return path === undefined ? [] : [`_vendor/${path}/`, `themes/${path}/`];
  });
  return [...themes, ...modules];
}

/** The lines without code in the template of an output named `_redirects`, the file that some hosts read. */
export function madeRedirects(folder: Folder, config: StaticData): Redirect[] {
  return entriesOf(member(config, 'outputFormats')).flatMap(([name, format]) => {
    if (stringMember(format, 'baseName') !== '_redirects') return [];
    const ending = name.toLowerCase();
    const file = folder.first([`layouts/index.${ending}`, `layouts/home.${ending}`]);
    const text = file === undefined ? undefined : folder.text(file);
    if (file === undefined || text === undefined) return [];
    const plain = text.replace(/^.*\{\{.*$/gm, '');
    return redirectLines(plain);
  });
}
