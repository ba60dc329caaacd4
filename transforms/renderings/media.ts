import { posix } from 'node:path';
import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { firstOf } from '../../src/first-of.ts';
import { emphasis, link, paragraph, strong, text } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';
import { inOneLine } from './content.ts';
import {
  defineRendering,
  type Names,
  namesOf,
  type OptionsOf,
  type RenderEnv,
} from './rendering.ts';

/** An image; a caption becomes a paragraph below it. An image without a static source is its alt text. */
export const image = defineRendering(
  {
    src: 'names',
    alt: 'names',
    /** Words, rather than the name of a file, that say more than the description does. */
    title: 'names',
    caption: 'names',
    /** A line above the caption. */
    heading: 'names',
    /** Whose it is, and where more of that stands. */
    credit: 'names',
    creditTo: 'names',
    /** Where a click on the picture leads. */
    linkTo: 'names',
    /** The same picture is there for light pages: the rule `decorative-images` leaves this one out. */
    repeated: 'flag',
    /** The source may be a part of the name of a picture beside the page. */
    named: 'flag',
  },
  (element, spec, env) => {
    if (isRepeated(spec, env)) {
      env.save('decorative-images', [element]);
      return [];
    }
    const source = sourceOf(element, spec.src, env);
    const url = source && spec.named ? pictureBeside(source, env) : source;
    const alt = env.prose(element, spec.alt);
    const caption = env.prose(element, spec.caption);
    const below = env.flow ? env.blocks(element) : [];
    const named = alt === undefined && url && env.flow ? plainCaption(caption, below) : '';
    const words = named || plainText(alt ?? []);
    const said = env.text(element, spec.title);
    const title = said !== undefined && /\S\s+\S/.test(said) && said !== words ? said : null;
    const drawn: PhrasingContent[] = url
      ? [{ type: 'image', url: env.url(url), alt: words, title }]
      : alt
        ? [emphasis(alt)]
        : [];
    const picture = linked(drawn, env.text(element, spec.linkTo), env);
    const heading = env.prose(element, spec.heading) ?? [];
    const by = env.prose(element, spec.credit) ?? [];
    const lines = [
      picture,
      ['', words].includes(plainText(heading)) ? [] : [strong(heading)],
      named ? [] : (caption ?? []),
      linked(by, env.text(element, spec.creditTo), env),
    ].filter((parts) => parts.length > 0);
    if (!env.flow) return inOneLine(lines);
    return [...lines.map((parts) => paragraph(parts)), ...(named ? [] : below)];
  },
);

const isRepeated = ({ repeated }: { repeated?: boolean | undefined }, env: RenderEnv): boolean =>
  repeated === true && env.rule('decorative-images') !== false;

const linked = (
  nodes: PhrasingContent[],
  url: string | undefined,
  env: RenderEnv,
): PhrasingContent[] => (url && nodes.length > 0 ? [link(env.url(url), nodes)] : nodes);

/** The caption of a picture that says nothing else: plain words that stand in a line, or alone below it. */
function plainCaption(caption: PhrasingContent[] = [], [only, more]: RootContent[]): string {
  const held = only?.type === 'paragraph' && !more ? only.children : [];
  const said = only === undefined ? caption : caption.length === 0 ? held : [];
  return said.every(({ type }) => type === 'text') ? plainText(said).replace(/\s+/g, ' ') : '';
}

const sourceOf = (
  element: ElementNode,
  names: Names | undefined,
  env: RenderEnv,
): string | undefined =>
  firstOf(namesOf(names), (name) => lightest(env.attribute(element, name)) || undefined);

const endings = ['.png', '.jpg', '.jpeg', '.gif', '.svg', '.webp', '.avif'];

/** The picture of that name with some ending, else the first whose name contains it. */
function pictureBeside(name: string, { document: { path, site } }: RenderEnv): string {
  const folder = posix.dirname(path);
  const ending = endings.find((one) => site.hasAsset(posix.join(folder, name + one)));
  if (ending !== undefined) return name + ending;
  const file = site.pictureIn(folder, name);
  return file === undefined ? name : posix.relative(folder, file);
}

/** Of several sources the light one, else the first. */
function lightest(value: StaticValue | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (Array.isArray(value)) return lightest((value as readonly StaticValue[])[0]);
  if (!(value instanceof Map)) return undefined;
  const map = value as ReadonlyMap<string, StaticValue>;
  return lightest(map.get('light') ?? map.get('src') ?? map.get('default') ?? [...map.values()][0]);
}

const linkedOptions = {
  src: 'names',
  caption: 'names',
  title: 'names',
  label: 'text',
  url: 'text',
} as const;
type LinkedOptions = OptionsOf<typeof linkedOptions>;

/**
 * Video, audio and embedded pages as a link `[title or label](src)`; `url` builds the address from
 * an id, as in `https://www.youtube.com/watch?v={id}`. What a component holds stands below; what
 * HTML's elements hold is for browsers that cannot play them.
 */
export const embed = defineRendering(linkedOptions, (element, spec, env) => {
  const stated = sourceOf(element, spec.src, env);
  // `srcdoc` holds a page; scripts that ask for consent first keep an address there.
  const given = stated?.startsWith('<') ? undefined : (stated ?? innerSource(element, spec, env));
  const url = given && spec.url && !given.includes('://') ? filled(spec.url, given) : given;
  const title = env.prose(element, spec.title);
  if (!url) {
    if (title) return env.flow ? [paragraph(title)] : title;
    return /^\p{Lu}/u.test(element.name ?? '') ? env.unknown(element) : env.children(element);
  }
  const caption = env.prose(element, spec.caption);
  const linked = link(env.url(url), title ?? [text(labelOf(element, url, spec))]);
  const hasWords = showsChildren(element) && !hasSources(element, env);
  if (!env.flow) return inOneLine([[linked], caption, hasWords ? env.line(element) : []]);
  const below = hasWords ? env.blocks(element) : [];
  return [paragraph([linked]), ...(caption ? [paragraph(caption)] : []), ...below];
});

const film =
  /youtu\.?be|vimeo|wistia|vidyard|loom\.|bilibili|dailymotion|twitch|streamable|video|film|movie|player|stream|\.(?:mp4|webm|mov|m3u8)\b/i;

/** A frame without a title may hold anything, such as an editor: only its address tells that it is a film. */
const labelOf = ({ name }: ElementNode, url: string, { label = 'Video' }: LinkedOptions): string =>
  (name === 'iframe' || name === 'Embed') && !film.test(url) ? 'Embedded page' : label;

/** Whether the words in an element are shown beside what it embeds; `<object>` shows its own where its file cannot be. */
const showsChildren = ({ name, data }: ElementNode) =>
  data?.origin === 'macro' || name === 'object' || /^\p{Lu}/u.test(name ?? '');

/** With `<source>` among them the children are what HTML's own element takes: text for old browsers. */
const hasSources = (element: ElementNode, env: RenderEnv) =>
  env.elements(element).some(({ element: { name } }) => name === 'source' || name === 'track');

/** An id may bring a query of its own, which goes on after the one of the template. */
function filled(template: string, given: string): string {
  const [id = '', query] = given.split(/\?(.*)/s);
  const url = template.replace(/\{\w+\}/, () => id.replace(/[\s()<>&#]/g, encodeURIComponent));
  if (!query) return url;
  return url + (url.includes('?') ? '&' : '?') + query.replace(/[\s()<>#]/g, encodeURIComponent);
}

const innerSource = (
  element: ElementNode,
  spec: LinkedOptions,
  env: RenderEnv,
): string | undefined =>
  firstOf(
    env.elements(element),
    ({ element: child }) =>
      (child.name === 'source' ? sourceOf(child, spec.src, env) : undefined) || undefined,
  );

/** Whether the only thing in a frame is a picture whose text is the caption. */
function isSaid(caption: string, [only, more]: readonly RootContent[]): boolean {
  if (more || only?.type !== 'paragraph' || only.children.length !== 1) return false;
  const [picture] = only.children;
  return picture?.type === 'image' && picture.alt?.trim() === caption.trim();
}

/** A frame around something: the content, then the caption as a paragraph. */
export const figure = defineRendering({ caption: 'names', hint: 'names' }, (element, spec, env) => {
  const content = env.children(element);
  if (!env.flow) {
    const [hint, caption] = [spec.hint, spec.caption].map((names) => env.prose(element, names));
    return inOneLine([hint, content as PhrasingContent[], caption]);
  }
  const line = (names: Names | undefined): RootContent[] => {
    const said = env.prose(element, names);
    return said && !isSaid(plainText(said), content) ? [paragraph(said)] : [];
  };
  return [...line(spec.hint), ...content, ...line(spec.caption)];
});
