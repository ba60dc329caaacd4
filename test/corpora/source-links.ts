import { posix } from 'node:path';

/** A page of a site: its source, and where it is served from the root of its host. */
export interface ServedPage {
  path: string;
  address: string;
}

/**
 * Links that a source writes, outside code, comments and scripts; read by patterns alone. A link in a
 * `<code>` element is left out: the output writes the element as Markdown's code, which holds no links.
 */
export function linksIn(source: string): string[] {
  const prose = source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^([ \t>]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n[ \t>]*\2`*[ \t]*$/gm, '')
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}|<(script|style|svg|code)\b[\s\S]*?<\/\1>/g, '')
    .replace(/(`+)(?!`)[^`\n]+\1/g, '');
  const inline = prose.matchAll(
    /(?<!!)\[(?:[^\][]|\[[^\][]*\])*\]\(<?([^\s()<>]+)>?(?:\s+"[^"]*")?\)/g,
  );
  const attributes = prose.matchAll(/\s(?:href|to)=["']([^"'{}\s]+)["']/g);
  const uses = prose.replace(definition, '').toLowerCase();
  const defined = [...prose.matchAll(definition)].filter(([, label = '']) =>
    uses.includes(`[${label.toLowerCase()}]`),
  );
  const plain = [...inline, ...attributes].map(([, url]) => url!);
  return [...plain, ...defined.map(([, , url]) => url!)];
}

const definition = /^[ \t>]*\[((?!\^)[^\]\n]+)\]:[ \t]*<?([^\s<>]+)>?.*$/gm;

/** Finds the page that a site shows for a link, by its address as browsers work it out, or by its file. */
export function pageFinder(pages: readonly ServedPage[], base = '') {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  // A page that another shows has the address of that one, which comes first.
  const byAddress = new Map(pages.toReversed().map((page) => [keyOf(page.address), page]));
  return (url: string, from: ServedPage): ServedPage | undefined => {
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#|\?)/i.test(url)) return undefined;
    const plain = url.replace(/[?#].*$/s, '');
    if (/%(?![\da-f]{2})/i.test(plain)) return undefined;
    if (/\.mdx?$/.test(plain)) {
      const file = plain.startsWith('/')
        ? plain.slice(1)
        : posix.join(posix.dirname(from.path), plain);
      const found = byPath.get(file);
      if (found) return found;
    }
    const { pathname } = new URL(plain, `https://host${from.address}`);
    return (
      byAddress.get(keyOf(decodeURI(pathname))) ?? byAddress.get(keyOf(base + decodeURI(pathname)))
    );
  };
}

const keyOf = (address: string) =>
  address.replace(/\.(?:html|mdx?)$/, '').replace(/(?:\/index)?\/*$/, '') || '/';
