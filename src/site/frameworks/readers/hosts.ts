import { listOf, member, type StaticData } from '../../config/values.ts';
import type { Redirect } from '../../record.ts';
import { isPattern } from '../addresses/patterns.ts';
import type { Folder } from './folder.ts';
import { redirectList } from './urls.ts';

const redirectFiles = [
  '_redirects',
  'public/_redirects',
  'static/_redirects',
  'docs/public/_redirects',
  'src/public/_redirects',
  'docs/_redirects',
];

/** Redirects in the configuration of the host: `_redirects`, `vercel.json`, `netlify.toml`. */
export function hostRedirects(folder: Folder): Redirect[] {
  const found: Redirect[] = [];
  for (const name of redirectFiles) {
    const text = folder.text(name);
    if (text !== undefined) found.push(...redirectLines(text));
  }
  for (const place of folder.andRoot()) {
    if (place.has('vercel.json')) {
      const data = place.data('vercel.json');
      found.push(...rulesIn(member(data, 'redirects'), 'source', 'destination'));
      const rewrites = rulesIn(member(data, 'rewrites'), 'source', 'destination');
      found.push(...rewrites.flatMap((rule) => unlessFallback(rule, 200)));
    }
    if (place.has('netlify.toml')) {
      found.push(...rulesIn(member(place.data('netlify.toml'), 'redirects'), 'from', 'to'));
    }
  }
  return found;
}

/** `/from /to 301`, with conditions that do not matter here. */
export function redirectLines(text: string): Redirect[] {
  return text.split('\n').flatMap((line): Redirect[] => {
    const words = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+|=(?=\/|https?:)/);
    const [from, ...rest] = words;
    const to = rest.find((word) => /^(?:\/|https?:)/.test(word));
    const status = Number.parseInt(rest.at(-1) ?? '', 10);
    return from === undefined || !from.startsWith('/') || to === undefined
      ? []
      : unlessFallback({ from, to }, status);
  });
}

/** A rule that shows one page for all missing ones is not a redirect. */
function unlessFallback(redirect: Redirect, status: unknown): Redirect[] {
  const { from, to } = redirect;
  const isFallback = status === 404 || status === 410 || (status === 200 && /\*|\(/.test(from));
  return isFallback && !isPattern(to) ? [] : [redirect];
}

function rulesIn(list: StaticData, fromKey: string, toKey: string): Redirect[] {
  return listOf(list).flatMap((rule) =>
    redirectList([rule], fromKey, toKey).flatMap((one) =>
      unlessFallback(one, member(rule, 'status')),
    ),
  );
}
