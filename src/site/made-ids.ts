import { plainText } from './heading-text.ts';
import { lineEnd } from './lines-of-text.ts';
import { slug } from './slug.ts';

const named = (names: string): RegExp => new RegExp(`\\s(?:${names})=["']([^"']+)["']`);

/** Components that get an id on the site: from which attribute, or always the same. */
const titled: Readonly<Record<string, { attribute?: RegExp; prefix?: string; id?: string }>> = {
  Accordion: { attribute: named('title') },
  Expandable: { attribute: named('title') },
  Step: { attribute: named('title') },
  Tab: { attribute: named('title') },
  Update: { attribute: named('label') },
  ParamField: { attribute: named('path|query|body|header'), prefix: 'param-' },
  ResponseField: { attribute: named('name'), prefix: 'param-' },
  Recipes: { attribute: named('titleText') },
  Challenges: { id: 'challenges' },
  Recap: { id: 'recap' },
};

/** HTML needs no blank before an attribute that follows a quoted value. */
const idAttribute =
  /^<(?:[A-Za-z][\w.]*(?=\s)[^<>]*?[\s"'](?:id|titleId|permalink)|a\s(?:[^<>]*?\s)?name)=["']([^"'\s]+)["']/;
const component = /^<([A-Z][A-Za-z]+)\b([^>]*)/;

/** The ids that a site gives to an element: that of its component, and its own. */
export function idsOfTag(tag: string): string[] {
  const ids = componentIds(tag);
  const own = idAttribute.exec(tag)?.[1];
  if (own !== undefined) ids.push(withoutEntities(own));
  return ids;
}

/** An id that a component may give by the name it is told, `<Field name="heat">`; others go before it. */
export const guessOfTag = (tag: string): string | undefined =>
  /^<[A-Z][\w.]*\s(?:[^<>]*?\s)?name=["']([^"'\s]+)["']/.exec(tag)?.[1];

function componentIds(tag: string): string[] {
  const [, name = '', attributes = ''] = component.exec(tag) ?? [];
  const entry = Object.hasOwn(titled, name) ? titled[name] : undefined;
  if (entry?.id !== undefined) return [entry.id];
  if (entry?.attribute === undefined) return [];
  const value = entry.attribute.exec(attributes)?.[1];
  return value === undefined ? [] : [(entry.prefix ?? '') + slug(value)];
}

/** `result-&#x5F;meta` -> `result-_meta` */
function withoutEntities(id: string): string {
  if (!id.includes('&')) return id;
  return id
    .replace(/&#x([\da-f]{1,6});/gi, (all, code) => character(all, Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (all, code) => character(all, Number(code)))
    .replaceAll('&amp;', '&');
}

const character = (entity: string, code: number): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : entity;

const macro = /<!--\s*\w+:\w+\s+([^\n]{1,200}?)\s*-->/;

/** Words that macros of a site are given, such as `<!-- md:option toc.slugify -->`: they make ids of them. */
export const idsOfMacro = (source: string): string[] =>
  macro.exec(source)?.[1]?.replaceAll('`', '').split(/\s+/).slice(0, 5) ?? [];

/** Ids of definition terms, of footnotes, and of content tabs, which `+` marks to follow that of their section. */
export function idsOfSign(
  text: string,
  { at, end, sign }: { at: number; end: number; sign: string },
): string[] {
  if (sign.startsWith('[')) {
    const label = sign.slice(2, -2);
    return [`fn:${label}`, `fnref:${label}`, `fn-${label}`, `user-content-fn-${label}`];
  }
  if (sign.startsWith('=')) {
    const label = text.slice(end, lineEnd(text, end)).split('"')[0]!;
    const own = slug(plainText(label));
    return [own, `+${own}`];
  }
  const above = text
    .slice(Math.max(0, at - 400), at)
    .replace(/\n[ \t]*$/, '')
    .trimEnd();
  const term = above.slice(above.lastIndexOf('\n') + 1);
  return term === '' || /^[ \t:]/.test(term) ? [] : [slug(plainText(term))];
}

interface TabSet {
  number: number;
  /** Number of its tabs so far. */
  tabs: number;
  indent: number;
  /** Where the line of its last tab ends. */
  end: number;
}

/** The ids that `pymdownx.tabbed` gives to tabs by their places: `__tabbed_2_1` is the first of the second set. */
export class TabSets {
  readonly #text: string;
  readonly #open: TabSet[] = [];
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The id of the tab whose line begins here, `=== "One"`; `===!` begins a set. */
  next(at: number, indent: number): string {
    const open = this.#open;
    while (open.length > 0 && open.at(-1)!.indent > indent) open.pop();
    if (!this.#goesOn(at, indent)) {
      if (open.at(-1)?.indent === indent) open.pop();
      open.push({ number: ++this.#count, tabs: 0, indent, end: at });
    }
    const set = open.at(-1)!;
    set.tabs++;
    set.end = lineEnd(this.#text, at);
    return `__tabbed_${set.number}_${set.tabs}`;
  }

  #goesOn(at: number, indent: number): boolean {
    const last = this.#open.at(-1);
    if (last?.indent !== indent || this.#text.startsWith('===!', at + indent)) return false;
    const lines = this.#text.slice(last.end, at).split('\n');
    return lines.every((line) => line.search(/\S/) > indent || line.trim() === '');
  }
}
