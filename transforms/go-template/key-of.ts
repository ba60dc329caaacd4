import { Store } from './collections.ts';
import { callFunction } from './functions.ts';
import {
  DataPath,
  dataAt,
  OtherPage,
  ofPage,
  ofShortcode,
  page,
  shortcode,
  site,
  type Use,
  unknown,
  type Value,
} from './values.ts';

const scratchName = /^(?:Scratch|Store)$/;

const pageList = /^(?:Pages|RegularPages|Sections)$/;

/** `.Pages.ByTitle`; lists of pages are by weight already. */
function sortedBy(key: string, list: readonly Value[]): Value {
  if (key === 'ByWeight') return list;
  return key === 'ByTitle' || key === 'ByLinkTitle'
    ? callFunction('sort', [list, key.slice(2)])
    : unknown;
}

interface Known {
  use: Use;
  /** What the shortcode, and what all shortcodes of the page, keep. */
  ownStore: Store;
  pageStore: Store;
}

/** What a value has below some keys, as in `.Page.Params.kiln`. */
export function keyOf(
  from: Value,
  keys: readonly string[],
  { use, ownStore, pageStore }: Known,
): Value {
  let value = from;
  for (const [at, key] of keys.entries()) {
    const other = value instanceof OtherPage ? value : undefined;
    const isPage = value === page || other !== undefined;
    if (value === shortcode) value = scratchName.test(key) ? ownStore : ofShortcode(key, use);
    else if (key === 'Parent' && isPage) value = use.parentOf(other) ?? null;
    else if (pageList.test(key) && isPage) value = use.pagesOf(key, other);
    else if (Array.isArray(value) && key.startsWith('By')) value = sortedBy(key, value);
    else if (value === page || value === site) {
      if (!scratchName.test(key)) return ofPage(value, keys.slice(at), use);
      value = pageStore;
    } else if (value instanceof DataPath) return dataAt([...value.keys, ...keys.slice(at)], use);
    else if (value instanceof OtherPage) return value.value(keys.slice(at));
    else if (value instanceof Store) value = key === 'Values' ? value.values() : unknown;
    else if (value instanceof Map) value = (value.get(key) as Value | undefined) ?? null;
    else return value === null ? null : unknown;
  }
  return value;
}
