import type { RenderingSpec } from '../contract/dialect.ts';

/** Puts the labels of badges in a heading's source, as the output will have them. */
export interface ReadBadges {
  (source: string): string;
  /** Names of the shortcodes that the dialect knows: others may make headings. */
  macros?: ReadonlySet<string>;
}

const element = /<([A-Za-z][\w.]*)((?:\s[^<>]*?)?)(?:\/>|>([^<]*)<\/\1>)/g;

/** Badges are the one kind of component whose rendering changes the slug of a heading. */
export function readBadges(
  components: Readonly<Record<string, RenderingSpec>> = {},
  macros?: readonly string[],
): ReadBadges {
  const read = badgesOf(components);
  return macros === undefined ? read : Object.assign(read, { macros: new Set(macros) });
}

function badgesOf(components: Readonly<Record<string, RenderingSpec>>): ReadBadges {
  const badges = new Map<string, Exclude<RenderingSpec, string>>();
  for (const [name, spec] of Object.entries(components)) {
    if (spec === 'badge') badges.set(name, { as: 'badge' });
    else if (typeof spec !== 'string' && spec.as === 'badge') badges.set(name, spec);
  }
  const badgeOf = (name: string, attributes: string) => {
    const classes = attribute(attributes, 'className') ?? attribute(attributes, 'class') ?? '';
    for (const word of classes.split(/\s+/)) {
      const spec = badges.get(`${name}.${word}`) ?? badges.get(`.${word}`);
      if (word !== '' && spec !== undefined) return spec;
    }
    return badges.get(name);
  };
  if (badges.size === 0) return (source) => source;
  return (source) => {
    if (!source.includes('<')) return source;
    const read = source.replace(element, (all, name: string, attributes: string, inner = '') => {
      const spec = badgeOf(name, attributes);
      if (spec === undefined) return all;
      const words = given(attributes, spec.text) || inner.trim() || spec.label || '';
      return words === '' ? ' ' : ` (${words}) `;
    });
    return read.replace(/\s+/g, ' ').trim();
  };
}

function given(attributes: string, names: unknown): string {
  for (const name of [names].flat()) {
    const value = typeof name === 'string' ? attribute(attributes, name) : undefined;
    if (value !== undefined && value !== '') return value;
  }
  return '';
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2];
}
