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
    const response = await fetch(page);
    const text = await response.text();
    if (!/markdown|plain/.test(response.headers.get('content-type') ?? '')) continue;
    for (const link of scanLinks(text)) {
      if (/^(?:#|[a-z][a-z0-9+.-]*:(?!\/\/)|\/\/)/i.test(link)) continue;
      const isWhole = URL.canParse(link);
      if (isWhole && new URL(link).origin !== origin) continue;
      const target = new URL(link, page);
      target.hash = '';
      if (!isWhole) dead.push(`${page}: ${link}`);
      else if (!seen.has(target.href)) {
        const { ok } = await fetch(target, { method: 'HEAD' });
        if (ok) seen.add(target.href);
        else dead.push(`${page}: ${link}`);
      }
    }
  }
  return dead;
}
