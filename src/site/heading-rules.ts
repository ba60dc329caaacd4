import type { Dialect, RenderingSpec } from '../contract/dialect.ts';
import { withDashedNames } from '../document/html-names.ts';
import { splitHeading, withoutAttributeLists } from '../document/prepare/attribute-lists.ts';
import { expandHeading } from '../document/prepare/syntaxes/mkdocs-badges.ts';
import { firstOf } from '../first-of.ts';

/** What a dialect changes of headings and their anchors. */
export interface HeadingRules {
  /** The source of a heading as the output has it: with the labels of its badges. */
  shown(source: string): string;
  /** Takes attribute lists off that give no id. */
  withoutAttributes?(source: string): string;
  /** Names of the shortcodes that the dialect knows: others may make headings. */
  macros?: ReadonlySet<string>;
  /** Whether tags of the site's own may stand in pages. */
  hasTags?: boolean;
  /** Whether pages name places in them as MyST does. */
  hasNames?: boolean;
  /** Whether keys may stand above a page without marks, as MkDocs reads them. */
  hasMetaLines?: boolean;
  /** Whether boxes that open, and tabs, have an anchor by their title, as GitBook and Nextra give them. */
  hasBoxes?: boolean | undefined;
  /** The number in the id of the second heading of some words, where it is not 1. */
  second?: number | undefined;
}

/** Where no dialect changes anything. */
export const plainHeadings: HeadingRules = { shown: (source) => source };

/** What one prints is not known here; what it is called is not printed. */
const shortcode = /\{\{([<%])[^{}]*[%>]\}\}[ \t]*/g;

/** The words of a role of MyST that says what it is of: `` {index}`Kilns <single: Kilns>` ``. */
const roleOfTarget =
  /(?<!`)\{(?:index|ref|doc|term|any|numref|download)\}`([^`<>]*?)\s*<[^`<>]*>`(?!`)/g;
/** The name of a role of MyST before its words, which are code to Markdown; in code it is a word. */
const role = /(?<!`)\{[\w:+-]+\}(?=`)/g;

const element = /<([A-Za-z][\w.]*)((?:\s[^<>]*?)?)(?:\/>|>([^<]*)<\/\1>)/g;

export function headingRules({
  components = {},
  conventions = [],
  macros,
  syntaxes = [],
  routes,
}: Pick<Dialect, 'components' | 'conventions' | 'macros' | 'syntaxes' | 'routes'>): HeadingRules {
  const withBadges = badgesOf(syntaxes.includes('vue') ? withDashedNames(components) : components);
  const isMyst = syntaxes.includes('myst');
  const isMkdocs = syntaxes.includes('mkdocs');
  const hasShortcodes = syntaxes.includes('shortcodes');
  return {
    shown(source) {
      if (hasShortcodes && source.includes('{{'))
        return withBadges(source.replace(shortcode, '').trim());
      if (isMyst) return withBadges(source.replace(roleOfTarget, '$1').replace(role, ''));
      return withBadges(isMkdocs ? expandHeading(source) : source);
    },
    ...((isMkdocs || syntaxes.includes('attrs')) && { withoutAttributes }),
    ...(syntaxes.includes('mdc') && { withoutAttributes: withoutInlineAttributes }),
    ...(macros && { macros: new Set(Object.keys(macros)) }),
    hasTags: syntaxes.includes('liquid'),
    hasNames: isMyst,
    hasMetaLines: conventions.includes('meta-lines'),
    hasBoxes: syntaxes.includes('markdoc') || routes?.boxes,
    second: routes?.secondHeading,
  };
}

const withoutAttributes = (source: string): string =>
  source.endsWith('}') ? splitHeading(`# ${source}`).text.slice(2) : source;

/** `` `x()`{lang="ts"} `` -> `` `x()` `` */
const withoutInlineAttributes = (source: string): string =>
  withoutAttributeLists(source, { ownLine: false });

function badgesOf(components: Readonly<Record<string, RenderingSpec>>): HeadingRules['shown'] {
  const badges = new Map<string, Exclude<RenderingSpec, string>>();
  for (const [name, spec] of Object.entries(components)) {
    if (spec === 'badge') badges.set(name, { as: 'badge' });
    else if (typeof spec !== 'string' && spec.as === 'badge') badges.set(name, spec);
  }
  const badgeOf = (name: string, attributes: string) => {
    const classes = attribute(attributes, 'className') ?? attribute(attributes, 'class') ?? '';
    const words = classes.split(/\s+/).filter(Boolean);
    const byClass = firstOf(
      words,
      (word) => badges.get(`${name}.${word}`) ?? badges.get(`.${word}`),
    );
    return byClass ?? badges.get(name);
  };
  if (badges.size === 0) return (source) => source;
  return (source) => {
    if (!source.includes('<')) return source;
    const read = source.replace(element, (all, name: string, attributes: string, inner = '') => {
      const spec = badgeOf(name, attributes);
      if (spec === undefined) return all;
      const words = inner.trim() || given(attributes, spec.text) || spec.label || '';
      return words === '' ? ' ' : ` (${words}) `;
    });
    return read.replace(/\s+/g, ' ').trim();
  };
}

const given = (attributes: string, names: unknown): string | undefined =>
  firstOf([names].flat(), (name) =>
    typeof name === 'string' ? attribute(attributes, name) || undefined : undefined,
  );

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2];
}
