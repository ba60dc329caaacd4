import type { Nodes, PhrasingContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { inParentheses, trimLine } from '../clean-mdx/line.ts';
import {
  emphasis,
  givenLink,
  inlineCode,
  isBlank,
  isElement,
  isPhrasing,
  joined,
  strong,
  text,
} from '../nodes.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

type Wrap = (nodes: PhrasingContent[]) => PhrasingContent[];

/** Whether a mark is around all words already. */
const isAll = ([only, more]: readonly PhrasingContent[], type: string): boolean =>
  only?.type === type && more === undefined;

/** Markdown marks by the name that a table gives them. */
const marks: Readonly<Record<string, Wrap>> = {
  strong: (nodes) => (isAll(nodes, 'strong') ? nodes : [strong(nodes)]),
  emphasis: (nodes) => (isAll(nodes, 'emphasis') ? nodes : [emphasis(nodes)]),
  delete: (nodes) => [{ type: 'delete', children: nodes }],
  quote: (nodes) => [text('"'), ...nodes, text('"')],
  // `[1]` leads to a note, `™` is a sign: neither is a power.
  power: (nodes) =>
    /^[\p{L}\p{N}+\u2212-]/u.test(plainText(nodes)) ? [text('^'), ...nodes] : nodes,
};

/** An inline element as a Markdown mark: `strong`, `emphasis`, `delete`, `quote`, `power` or `code`. */
export const mark = defineRendering({ mark: 'text' }, (element, spec, env) => {
  if (spec.mark === 'code')
    return holds(element, isMoreThanWords)
      ? env.children(element)
      : [...(followsKey(element, env) ? [text(' ')] : []), ...codeSpans(element, env)];
  if (isFontIcon(element, env)) return [];
  if (element.name === 'i' && element.children.length === 0) return iconAlone(element, env);
  const nodes = env.children(element);
  const wrap = spec.mark && Object.hasOwn(marks, spec.mark) ? marks[spec.mark] : undefined;
  const isLine = nodes.every((node) => node.type !== 'paragraph');
  if (!wrap || nodes.length === 0) return nodes;
  return isLine ? wrapWords(nodes as PhrasingContent[], wrap) : wrapLines(nodes, wrap);
});

/** `<i class="fa-wrench">:wrench:</i>`: GitBook's icons hold their name, those of Font Awesome nothing. */
const isFontIcon = (element: ElementNode, env: RenderEnv): boolean =>
  element.name === 'i' &&
  /(?:^|\s)fa-/.test(env.text(element, ['class', 'className']) ?? '') &&
  /^(?::[\w-]+:)?$/.test(plainText(element).trim());

/** An icon that is all that a cell or a link holds says its title. */
function iconAlone(element: ElementNode, env: RenderEnv): PhrasingContent[] {
  const isAlone = env.siblings.every((node) => node === element || isBlank(node));
  return (isAlone && env.prose(element, ['title', 'aria-label'])) || [];
}

/** A mark stands right at its words: blanks at its ends move out of it. */
function wrapWords(nodes: readonly PhrasingContent[], wrap: Wrap): PhrasingContent[] {
  const words = [...nodes];
  const [first, last] = [words[0], words.at(-1)];
  const before = first?.type === 'text' && /^\s/.test(first.value) ? [text(' ')] : [];
  const after = last?.type === 'text' && /\s$/.test(last.value) ? [text(' ')] : [];
  if (before.length > 0 || after.length > 0) trimLine(words);
  return words.length === 0 ? before : [...before, ...wrap(words), ...after];
}

/** `<kbd>` draws a border around a picture, `<samp>` stands around a block of code: no code span can hold them. */
const isMoreThanWords = (node: Nodes): boolean =>
  /^(?:image|code|list|table)$/.test(node.type) || (isElement(node) && node.name === 'img');

/** Keys with nothing between them stay two: `<kbd>Ctrl</kbd><kbd>C</kbd>`. */
function followsKey(element: ElementNode, { siblings }: RenderEnv): boolean {
  if (element.name !== 'kbd') return false;
  const before = siblings[siblings.indexOf(element) - 1];
  return before !== undefined && isElement(before) && before.name === 'kbd';
}

/** The text of an element as code. What is a link as a whole stays one; Markdown has no links within code. */
function codeSpans(element: ElementNode, env: RenderEnv): PhrasingContent[] {
  const own = withoutOuterBreaks(env.code(element)).replace(/(?<![^\S\n])[^\S\n]*\n\s*/g, ' ');
  if (own === '') return [];
  // The sign between two spans, ` | `: they become one.
  const value = /^ \S/.test(own) && endsInBlank(element) ? `${own} ` : own;
  const [only, more] = element.children.filter((node) => !isBlank(node));
  const isOne = only && !more && (isLink(only) || isElement(only));
  const [inside] = isOne ? env.children(element).filter((node) => !isBlank(node)) : [];
  const code = [inlineCode(value.trim())];
  if (inside?.type === 'linkReference')
    return [{ ...inside, referenceType: 'full', children: code }];
  return inside?.type === 'link' ? [{ ...inside, children: code }] : [inlineCode(value)];
}

/** Tags on lines of their own, and texts over several lines in them, put no blanks into their code. */
function withoutOuterBreaks(code: string): string {
  const begun = /^(?:[ \t]*\n| {2})/.test(code) ? code.trimStart() : code;
  return /\n[ \t]*$/.test(begun) ? begun.trimEnd() : begun;
}

const isLink = ({ type }: Nodes): boolean => type === 'link' || type === 'linkReference';

function endsInBlank({ children }: ElementNode): boolean {
  const last = children.at(-1);
  return last?.type === 'text' && last.value.endsWith(' ');
}

function wrapLines(nodes: ReturnType<Parameters<typeof defineRendering>[1]>, wrap: Wrap) {
  return nodes.map((node) =>
    node.type === 'paragraph' ? { ...node, children: wrap(node.children) } : node,
  );
}

/**
 * Words with an explanation in an attribute, and a link to more of it: `[QA](/qa) (Quality Assurance)`.
 * `title` names what is explained, where the words do not.
 */
export const explained = defineRendering(
  { title: 'names', tip: 'names', href: 'names' },
  (element, spec, env) => {
    const words = env.children(element);
    const url = env.text(element, spec.href);
    const isPlain = words.length > 0 && words.every((one) => isPhrasing(one) && !isLink(one));
    const shown = url && isPlain ? [givenLink(env.url(url), words as PhrasingContent[])] : words;
    const said = plainText(words);
    const parts = [spec.title, spec.tip].flatMap((names) => {
      const part = env.prose(element, names);
      return part && !said.includes(plainText(part)) ? [part] : [];
    });
    return parts.length > 0 ? [...shown, ...inParentheses(joined(parts, ': '))] : shown;
  },
);

/** A line break; within blocks a break says nothing. */
export const lineBreak = defineRendering({}, (_element, _spec, env) =>
  env.flow ? [] : [{ type: 'break' }],
);

/** A rule between blocks, a break within a line. */
export const rule = defineRendering({}, (_element, _spec, env) => [
  env.flow ? { type: 'thematicBreak' } : { type: 'break' },
]);

/** Keys pressed together, as `ctrl+alt+del`. */
export const keys = defineRendering({ keys: 'names' }, (element, spec, env) => {
  const written = env.text(element, spec.keys) ?? env.code(element);
  // A plus that no key follows is one itself: `ctrl++`.
  const pressed = written.split(/\+(?=.)/s).filter(Boolean);
  const shown = pressed.map((key) => [inlineCode(key.charAt(0).toUpperCase() + key.slice(1))]);
  return joined(shown, ' + ');
});

/** A short label: in parentheses beside other text, plain where it stands alone. `label` is a fixed text. */
export const badge = defineRendering(
  {
    text: 'names',
    /** What the badge says of its words, before them. */
    title: 'names',
    label: 'text',
    href: 'names',
  },
  (element, spec, env) => {
    const line = env.line(element);
    // A picture beside words shows what they say; an attribute beside them may be for screen readers.
    const inside = plainText(line, { includeImageAlt: false }).trim();
    const said =
      inside || env.text(element, spec.text)?.trim() || plainText(line).trim() || spec.label;
    const words = [env.text(element, spec.title), said].filter(Boolean).join(' ');
    if (words === '') return [];
    const isAlone =
      env.flow || (!env.beside && env.siblings.every((node) => node === element || isBlank(node)));
    const url = env.text(element, spec.href);
    const isLinked = words === inside && line.some((node) => holds(node, isLink));
    const plain = [url ? givenLink(env.url(url), [text(words)]) : text(words)];
    const shown = isLinked ? line : plain;
    return isAlone ? shown : inParentheses(shown);
  },
);

/** Icons that say yes, no or neither, by what their names hold. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[-_:/ ])(?:circle-|square-|badge-)?(?:check|checkmark|tick|yes|success)(?:$|[-_ ])/i, '✓'],
  [/(?:^|[-_:/ ])(?:circle-|square-)?(?:x|xmark|cross|close|times|no|ban|fail)(?:$|[-_ ])/i, '✗'],
  [/(?:^|[-_:/ ])(?:circle-|square-)?minus(?:$|[-_ ])/i, '–'],
];

/** The sign for yes, no or neither that an icon shows, by its name. */
export const signOf = (name: string): string | undefined =>
  meanings.find(([pattern]) => pattern.test(name))?.[1];

/** With `words` the label is said beside other words, too. Else nothing beside words; where an icon is all there is, a sign for yes or no, or what `label` says. */
export const icon = defineRendering(
  { name: 'names', label: 'names', words: 'flag' },
  (element, spec, env) => {
    const isAlone = env.siblings.every((node) => node === element || isBlank(node));
    const label = env.text(element, spec.label);
    if (!isAlone) return spec.words && label ? inParentheses([text(label)]) : [];
    if (label) return env.beside ? inParentheses([text(label)]) : [text(label)];
    const name = env.text(element, spec.name) ?? '';
    const sign = signOf(name);
    return sign ? [text(sign)] : [];
  },
);
