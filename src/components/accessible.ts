import type { Node } from 'estree-jsx';
import type { Nodes, RootContent } from 'mdast';
import { attributeNamed, type ElementNode, isNamed, textNamed } from '../contract/element.ts';
import { holds } from '../document/walk.ts';
import { evaluate } from '../static/evaluate.ts';
import type { Scope } from '../static/scope.ts';
import { isScalar, textOf, Unknown, type Value, type ValueMap } from '../static/value.ts';
import { Content } from './content.ts';

/**
 * The name that an element has for those who cannot see its icon: its own label or title, else that
 * of a drawing in it. Undefined where it shows words anyway. An element that is a picture by its role
 * (`role="img"`) has its name whatever it holds, unless that is words or pictures of their own.
 */
export function accessibleName(
  props: ValueMap,
  children: readonly RootContent[],
): string | undefined {
  const isShown =
    props.get('role') === 'img'
      ? children.some((child) => holds(child, isPicture) || saysWords(child))
      : children.some(showsSomething);
  if (isShown) return undefined;
  const own = props.get('aria-label') ?? props.get('title');
  if (isScalar(own)) return String(own);
  return labels(children).next().value ?? undefined;
}

/** Whether an element may be read out by a label in place of its content. */
export const takesLabel = (name: string): boolean => /^(?:a|abbr|div|i|li|span|td|th)$/.test(name);

/** Words in a drawing are part of it. */
const saysWords = (node: RootContent): boolean => wordsOf([node]) !== '' && !holds(node, isDrawing);

const isDrawing = (node: Nodes): boolean => 'name' in node && node.name === 'svg';

const isPicture = (node: Nodes): boolean =>
  node.type === 'image' || ('name' in node && /^(?:img|picture|video)$/.test(node.name ?? ''));

/** Whether a node is more than a box around nothing or around a drawing. */
export function showsSomething(node: RootContent): boolean {
  if (node.type === 'text') return /\S/.test(node.value);
  if (!('children' in node)) return true;
  if ('name' in node && node.name === 'svg') return false;
  const isPlain = !('name' in node) || node.name === null || /^[a-z]/.test(node.name);
  if (isPlain && !showing.has('name' in node ? (node.name ?? '') : '')) {
    return (node.children as RootContent[]).some(showsSomething);
  }
  return 'name' in node && node.name !== 'Icon';
}

/**
 * Whether values, one of which the running page shows, all say nothing: drawings and
 * boxes around nothing, icons that only label buttons, or words of what such a button copies.
 */
export function isSilent(values: readonly Value[]): boolean {
  const icons: string[] = [];
  // Such words stand for the icon of copying.
  const isOfCopying = (text: string): boolean => ofCopying.test(text) && icons.push('Copy') > 0;
  const says = (node: RootContent): boolean => {
    if (isOfCopying(wordsOf([node]))) return false;
    if (!isMade(node)) return showsSomething(node);
    const name = node.name ?? '';
    if (node.data?.icon) icons.push(name);
    if (node.data?.icon || name === 'svg') return false;
    return /^[a-z]/.test(name) && !showing.has(name)
      ? (node.children as RootContent[]).some(says)
      : showsSomething(node);
  };
  const isQuiet = (value: Value) =>
    value instanceof Content
      ? !value.some(says)
      : isScalar(value)
        ? value === '' || isOfCopying(String(value))
        : !value;
  return values.every(isQuiet) && (icons.length === 0 || icons.some((name) => acting.test(name)));
}

/** Icons of what a button does; a tick or a cross says something of what it stands at. */
const acting =
  /^\w*(?:Arrow|Caret|Chevron|Clipboard|Copy|Eye|Fullscreen|Maximize|Menu|Minimize|Moon|Pause|Play|Sun|Terminal|Unfold|Volume)/;

/** `Copied!`, `Copy to clipboard`: what a button says that copies. */
const ofCopying =
  /^(?:click to )?cop(?:y|ied)(?: (?:code|command|link|text|url|to clipboard)){0,2} ?[!.…]*$/i;

const showing: ReadonlySet<string> = new Set('img video iframe audio picture br hr'.split(' '));

function* labels(nodes: readonly RootContent[]): Generator<string> {
  for (const node of nodes) {
    if (!('attributes' in node) || !Array.isArray(node.attributes)) continue;
    // What a button is called says nothing of the box around it.
    if ('name' in node && node.name === 'button') continue;
    const label = textNamed(node as ElementNode, 'aria-label');
    if (label !== undefined) yield label;
    yield* labels(node.children as RootContent[]);
  }
}

/**
 * Nodes without the text for screen readers (`class="sr-only"`) that other elements beside it show,
 * and without buttons that show only a drawing or copy something: what they do, only a reader of the
 * site can. A button with a video, or with a picture that the use gives (one of the texts `given`),
 * enlarges it; the dialog beside it without words is the same once more. The `#` beside a heading is a link to its place.
 */
export function withoutEchoes(nodes: RootContent[], given: ReadonlySet<unknown>): RootContent[] {
  const shows = (node: RootContent): boolean => isMedia(node, given);
  let kept = nodes.filter((node) => !isWordlessButton(node) || shows(node));
  if (kept.some((node) => !isDialog(node) && shows(node))) {
    kept = kept.filter((node) => !isDialog(node) || wordsOf([node]) !== '');
  }
  if (kept.some(isForScreenReaders)) {
    const shown = wordsOf(kept.filter((node) => !isForScreenReaders(node)));
    kept = kept.filter((node) => !isForScreenReaders(node) || !shown.includes(wordsOf([node])));
  }
  if (kept.some(isHeading)) {
    kept = kept.filter((node) => !isAnchor(node) || !/^[#¶§]$/.test(wordsOf([node])));
  }
  for (const node of kept) {
    if (isMade(node)) node.children = withoutEchoes(node.children as RootContent[], given) as never;
  }
  return kept;
}

const isHeading = (node: RootContent): boolean =>
  isMade(node) && /^(?:h[1-6]|Heading)$/.test(node.name ?? '');
const isAnchor = (node: RootContent): boolean =>
  isMade(node) && /^(?:a|button|span|\w*(?:Anchor|Link))$/.test(node.name ?? '');
const isIconButton = /^(?:ActionIcon|IconButton)$/;

/** Whether a button says nothing, or only that it copies. */
const isWordlessButton = (node: RootContent): boolean => {
  const words = shownWords([node]);
  if (!isMade(node) || !(words === '' || ofCopying.test(words))) return false;
  return isIconButton.test(node.name ?? '') || (node.name === 'button' && node.children.length > 0);
};

/** Words that all readers see: a drawing may have a name for screen readers alone. */
const shownWords = (nodes: readonly RootContent[]): string =>
  wordsOf(nodes, (node) => !isForScreenReaders(node));

/** The one video that is all that nodes show, where nothing names it. */
export function namelessVideo(nodes: readonly RootContent[]): ElementNode | undefined {
  if (wordsOf(nodes) !== '') return undefined;
  const [only, more] = nodes.filter((node) => isMedia(node, new Set()));
  if (!only || more || !isMade(only)) return undefined;
  if (only.name !== 'video') return namelessVideo(only.children as RootContent[]);
  return attributeNamed(only, /^(?:title|aria-label|alt)$/) ? undefined : only;
}

const isMedia = (node: RootContent, given: ReadonlySet<unknown>): boolean =>
  isMade(node) &&
  (node.name === 'video' ||
    (node.name === 'img' && node.attributes.some((one) => isGiven(one, given))) ||
    (node.children as RootContent[]).some((child) => isMedia(child, given)));

const isGiven = (one: ElementNode['attributes'][number], given: ReadonlySet<unknown>): boolean =>
  isNamed(one, /^(?:src|alt)$/) && Boolean(one.value) && given.has(one.value);

const isDialog = (node: RootContent): boolean =>
  isMade(node) && (node.name === 'dialog' || attributeNamed(node, 'aria-modal') !== undefined);

export const isMade = (node: RootContent): node is ElementNode & RootContent =>
  'data' in node && (node.data as { made?: boolean } | undefined)?.made === true;

/** An address that begins with `#`; the rest is not known. */
const placeOfPage = new Unknown({ file: '', line: 0 }, 'a place of the page');

/** The value of an attribute; of an address whose fragment is not known, the page that it leads to. */
export function addressIn(expression: Node, value: Value, scope: Scope): Value {
  if (!(value instanceof Unknown)) return value;
  const [page, fragment] = knownStart(expression, scope).split('#');
  if (fragment === undefined) return value;
  return page === '' ? placeOfPage : page;
}

/** The text of an expression up to its first part that is not known. */
function knownStart(node: Node, scope: Scope): string {
  const parts: Node[] = partsOf(node);
  if (parts.length === 0) return '';
  let text = '';
  for (const part of parts) {
    const known =
      part.type === 'TemplateElement' ? part.value.cooked : textOf(evaluate(part, scope));
    if (typeof known !== 'string') return text + knownStart(part, scope);
    text += known;
  }
  return text;
}

/** The parts of a text that is put together: by a template, or by `+`. */
function partsOf(node: Node): Node[] {
  if (node.type === 'TemplateLiteral')
    return node.quasis.flatMap((quasi, index) => [quasi, node.expressions[index] ?? []].flat());
  return node.type === 'BinaryExpression' && node.operator === '+' ? [node.left, node.right] : [];
}

/** A link without words to a place of the page itself, as headings have it. */
export function isPermalink(
  name: string,
  props: ValueMap,
  children: readonly RootContent[],
): boolean {
  const href = props.get('href');
  const isOfPage = href === placeOfPage || String(href).startsWith('#');
  return name === 'a' && isOfPage && children.every(isOnlyIcons);
}

const isOnlyIcons = (node: RootContent): boolean =>
  node.type === 'text'
    ? /^[\s#¶§]*$/.test(node.value)
    : isMade(node) &&
      (node.data?.icon === true ||
        node.name === 'svg' ||
        (/^(?:div|i|span)$/.test(node.name ?? '') &&
          (node.children as RootContent[]).every(isOnlyIcons)));

export const isForScreenReaders = (node: RootContent): boolean =>
  isMade(node) && hasClass(node, /(?:^|\s)(?:sr-only|visually-hidden)(?:\s|$)/);

export const hasClass = (node: ElementNode, names: RegExp): boolean =>
  names.test(textNamed(node, /^class(?:Name)?$/) ?? '');

export function wordsOf(nodes: readonly RootContent[], counts = (_: RootContent) => true): string {
  const texts = nodes.filter(counts).map((node) => {
    if (node.type === 'text') return node.value;
    return 'children' in node ? wordsOf(node.children as RootContent[], counts) : '';
  });
  return texts.join('').replace(/\s+/g, ' ').trim();
}
