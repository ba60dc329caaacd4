import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { blockquote, link, paragraph, text } from '../nodes.ts';
import { bold, boldLine, ownLabel } from './content.ts';
import { defineRendering } from './rendering.ts';

/** Words that frameworks have for the five kinds of alert. */
const kindWords: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'NOTE',
        'note info information default seealso abstract summary question example quote todo',
      ],
      ['TIP', 'tip success check idea hint best-practices'],
      ['IMPORTANT', 'important'],
      ['WARNING', 'warning warn attention'],
      ['CAUTION', 'caution danger error destructive fail failure bug severe'],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** The kind of alert that a word stands for; undefined where it is a name that says nothing of it. */
export const kindOfWord = (word: string): string | undefined => kindWords.get(word.toLowerCase());

/**
 * A GitHub alert. `kind` is its kind, or `type` names the attributes that hold a word for it
 * (`kinds` adds words); `title` names attributes, `lead` is a fixed name; both are bold first lines.
 * An alert inside an alert is a bold lead inside the outer one.
 */
export const alert = defineRendering(
  {
    kind: 'text',
    type: 'names',
    kinds: 'map',
    title: 'names',
    lead: 'text',
    /** Title where no attribute gives one; `*` is the name that the element was written with. */
    name: 'text',
    /** Attributes that say where the box leads. */
    href: 'names',
    /** Attributes that hold what a box says above its content. */
    text: 'names',
  },
  (element, { kind, type, kinds = {}, title, lead, name, href, text: body }, env) => {
    // A class may be one of several: `alert alert-warning`.
    const types = env.text(element, type)?.toLowerCase().split(/\s+/) ?? [];
    const known = types.flatMap((word) =>
      Object.hasOwn(kinds, word)
        ? kinds[word]!
        : (kindWords.get(word.replace(/^alert-/, '')) ?? []),
    );
    const fallback = name === '*' ? (element.name ?? undefined) : name;
    const blocks = env.blocks(element);
    const titled = ownLabel(element, title, env) ?? (fallback ? [text(fallback)] : undefined);
    const resolved = kindSaid(heaviest(known) ?? kind ?? 'NOTE', titled);
    const own = titled ? undefined : ownTitle(element, blocks);
    const said = own ?? headLine(lead, titled, resolved);
    const url = env.text(element, href);
    const words = env.prose(element, body);
    const inner = words ? [paragraph(words), ...blocks] : blocks;
    const content = url ? linked(inner, env.url(url)) : inner;
    if (content.length === 0 && said.length === 0) return [];
    if (env.alerts > 1) {
      const word = text(resolved[0] + resolved.slice(1).toLowerCase());
      return [...boldLine(said.length > 0 ? said : [word]), ...content];
    }
    return [blockquote(withMarker(resolved, said, content))];
  },
);

/** The heading that an `<aside>` begins with, taken from its blocks: it is no section of the page. */
function ownTitle({ name }: ElementNode, blocks: RootContent[]): PhrasingContent[] | undefined {
  const [first] = blocks;
  if (name !== 'aside' || first?.type !== 'heading') return undefined;
  blocks.shift();
  return first.children;
}

const heaviest = (kinds: readonly string[]): string | undefined =>
  kinds.toSorted((left, right) => (weights[right] ?? 0) - (weights[left] ?? 0))[0];

/** Content that leads somewhere: its last paragraph is the link, or one stands below it where none leads there. */
function linked(content: RootContent[], url: string): RootContent[] {
  if (content.some((node) => leadsTo(node, url))) return content;
  const last = content.at(-1);
  const isPlain = last?.type === 'paragraph' && !last.children.some(({ type }) => type === 'link');
  return isPlain
    ? [...content.slice(0, -1), paragraph([link(url, last.children)])]
    : [...content, paragraph([link(url, [text(url)])])];
}

const leadsTo = (node: RootContent, url: string): boolean =>
  holds(node, (inner) => inner.type === 'link' && inner.url === url);

/** How much each kind asks of its reader. */
const weights: Readonly<Record<string, number>> = {
  NOTE: 0,
  TIP: 0,
  IMPORTANT: 1,
  WARNING: 2,
  CAUTION: 3,
};

/** A title that only names a kind is the kind, unless the box asks for more than its title does. */
function kindSaid(kind: string, title: PhrasingContent[] | undefined): string {
  const named = plainText(title ?? [])
    .trim()
    .toUpperCase();
  if (!Object.hasOwn(weights, named)) return kind;
  return (weights[named] ?? 0) >= (weights[kind] ?? 0) ? named : kind;
}

function headLine(
  lead: string | undefined,
  title: PhrasingContent[] | undefined,
  kind: string,
): PhrasingContent[] {
  const isRepeated = title && plainText(title).trim().toLowerCase() === kind.toLowerCase();
  const shown = isRepeated ? [] : (title ?? []);
  if (!lead) return shown;
  return shown.length > 0 ? [text(`${lead}: `), ...shown] : [text(lead)];
}

function withMarker(kind: string, said: PhrasingContent[], content: RootContent[]): RootContent[] {
  const marker = `[!${kind}]`;
  if (said.length > 0) return [paragraph([text(`${marker}\n`), ...bold(said)]), ...content];
  const [first, ...rest] = content;
  if (first?.type !== 'paragraph') return [paragraph([text(marker)]), ...content];
  return [paragraph([text(`${marker}\n`), ...first.children]), ...rest];
}
