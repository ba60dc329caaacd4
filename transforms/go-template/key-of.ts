import { Store } from './collections.ts';
import { callFunction } from './functions.ts';
import { dataAt, isNode, ofPage } from './page-keys.ts';
import {
  DataPath,
  OtherPage,
  OuterShortcode,
  ofShortcode,
  page,
  shortcode,
  site,
  type Use,
  unknown,
  type Value,
} from './values.ts';

const scratchName = /^(?:Scratch|Store)$/;

/** Other pages that a page knows. */
const relatives = /^(?:Parent|CurrentSection|Pages|RegularPages(?:Recursive)?|Sections)$/;

/** The pages of a site are those below its home page. */
const ofSite: Readonly<Record<string, string>> = {
  Pages: 'PagesRecursive',
  RegularPages: 'RegularPagesRecursive',
  Sections: 'Sections',
};

/** `.Pages.ByTitle`; lists of pages are by weight already. */
function sortedBy(key: string, list: readonly Value[]): Value {
  if (key === 'ByWeight') return list;
  if (key === 'Reverse') return list.toReversed();
  return /^By(?:(?:Link)?Title|Date)$/.test(key)
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
export function keyOf(from: Value, keys: readonly string[], known: Known): Value {
  const { use } = known;
  let value = from;
  for (const [at, key] of keys.entries()) {
    const other = value instanceof OtherPage ? value : undefined;
    const rest = keys.slice(at);
    if ((value === page || other) && relatives.test(key)) value = relativeOf(other, key, use);
    else if (value === site && Object.hasOwn(ofSite, key)) value = allPages(ofSite[key]!, use);
    else if (other) return other.value(rest);
    else if (value instanceof DataPath) return dataAt([...value.keys, ...rest], use);
    else if ((value === page || value === site) && !scratchName.test(key))
      return ofPage(value, rest, use);
    else value = memberOf(value, key, known);
  }
  return value;
}

/** What is near a page in the tree of the site; that of the page itself where there is no `other`. */
function relativeOf(other: OtherPage | undefined, key: string, use: Use): Value {
  if (key === 'Parent') return use.parentOf(other) ?? null;
  if (key !== 'CurrentSection') return use.pagesOf(key, other);
  const isSection = other ? other.value(['IsSection']) === true : isNode(use);
  return isSection ? (other ?? page) : (use.parentOf(other) ?? unknown);
}

function allPages(kind: string, use: Use): Value {
  const home = use.home();
  return home === undefined ? unknown : use.pagesOf(kind, home);
}

function memberOf(value: Value, key: string, { use, ownStore, pageStore }: Known): Value {
  if (value instanceof OuterShortcode)
    return scratchName.test(key) || key.startsWith('Inner') ? unknown : ofShortcode(key, value.use);
  if (value === shortcode) return scratchName.test(key) ? ownStore : ofShortcode(key, use);
  if (value === page || value === site) return pageStore;
  if (Array.isArray(value) && /^(?:By|Reverse$)/.test(key)) return sortedBy(key, value);
  if (value instanceof Store) return key === 'Values' ? value.values() : unknown;
  if (value instanceof Map) return (value.get(key) as Value | undefined) ?? null;
  return value === null ? null : unknown;
}
