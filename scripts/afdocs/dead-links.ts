import { scanLinks } from './scan-links.ts';

/**
 * Follows every link of `llms.txt`, and of all that it leads to on the same server, and gives those
 * that lead nowhere: `PAGE: LINK`. A link without an address of its own counts as dead.
 */
export async function deadLinks(root: string): Promise<string[]> {
  const { origin } = new URL(root);
  const seen = new Set([`${root}/llms.txt`]);
  const dead: string[] = [];
  for (const page of seen) {
    for (const link of await linksOn(page)) {
      if (URL.canParse(link) && new URL(link).origin !== origin) continue;
      if (await isDead(link, seen)) dead.push(`${page}: ${link}`);
    }
  }
  return dead;
}

/** The links of a page that is text, without those within it and those of other protocols. */
async function linksOn(page: string): Promise<string[]> {
  const response = await fetch(page);
  const text = await response.text();
  if (!/markdown|plain/.test(response.headers.get('content-type') ?? '')) return [];
  const isOther = /^(?:#|[a-z][a-z0-9+.-]*:(?!\/\/)|\/\/)/i;
  return [...scanLinks(text)].filter((link) => !isOther.test(link));
}

/** Whether a link leads nowhere; where it leads to a page, that is added to the pages `seen`. */
async function isDead(link: string, seen: Set<string>): Promise<boolean> {
  if (!URL.canParse(link)) return true;
  const target = new URL(link);
  target.hash = '';
  if (seen.has(target.href)) return false;
  const { ok } = await fetch(target, { method: 'HEAD' });
  if (ok) seen.add(target.href);
  return !ok;
}
