import type { Link, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { jsonOf } from '../../src/static/globals.ts';
import { stripMarkup } from '../code/fence.ts';
import { code, givenLink, inlineCode, isElement, joined, paragraph } from '../nodes.ts';
import { boldLine, inOrder, labelWords } from './content.ts';
import { defineRendering, isSet, namesOf, type OptionsOf, type RenderEnv } from './rendering.ts';

const options = {
  language: 'names',
  title: 'names',
  /** What a reader should do with the code, said above it. */
  description: 'names',
  value: 'names',
  /** Language where no attribute says it. */
  lang: 'text',
  /** Attributes which say that an element holds no code, but content of its own. */
  content: 'names',
} as const;
type Options = OptionsOf<typeof options>;

/**
 * A block of code from an element: its text or the attribute `value`, its language from the
 * attributes `language` or the fixed `lang`, its title as a bold line
 * and its description below that.
 */
export const codeBlock = defineRendering(options, (element, spec, env) => {
  if (isSet(element, spec.content, env)) return env.children(element);
  const title = env.text(element, spec.title) ?? titleIn(env.text(element, ['meta', 'metastring']));
  const label = title ? labelWords(title, env) : markupLabel(element, spec, env);
  const described = env.prose(element, spec.description);
  const head = [...(label ? boldLine(label) : []), ...(described ? [paragraph(described)] : [])];
  const shown = element.children as RootContent[];
  if (holdsCode(shown) || shown.some(isNoLine) || holdsTabs(element, env))
    return [...head, ...env.children(element)];
  const value = data(element, spec, env) ?? env.text(element, spec.value) ?? env.code(element);
  if (value.trim() === '') {
    env.loseUnknown(element, spec.value);
    return head.length > 0 || isTold(element, spec) ? head : env.unknown(element);
  }
  const language = env.text(element, spec.language) ?? classLanguage(element, env) ?? spec.lang;
  const isLine = head.length === 0 && !(language && value.trim().includes('\n'));
  if (!env.flow && isLine) return [inlineCode(value.replace(/\s+/g, ' ').trim())];
  // The lines of a tag stay apart so.
  const block = code(dedent(value.replaceAll('\u2028', '\n')), language?.replace(/^\./, ''));
  stripMarkup(block, env.document.dialect.fences);
  // Where code says its language, a program coloured it and made its links.
  return [...head, block, ...(language ? [] : linksOfCode(element, env))];
});

/** Whether an element has its code as its content or in an attribute, or is no component. */
const isTold = ({ name, children, attributes }: ElementNode, { value }: Options): boolean =>
  children.length > 0 ||
  !/^\p{Lu}/u.test(name ?? '') ||
  attributes.some((one) => 'name' in one && namesOf(value).includes(one.name));

/** Data that is given as the code, or the file that is required for it. */
function data(element: ElementNode, { value, lang }: Options, env: RenderEnv): string | undefined {
  if (lang !== 'json') return undefined;
  for (const name of namesOf(value)) {
    const given = env.attribute(element, name);
    if (Array.isArray(given) || given instanceof Map) return jsonOf(given, 2);
    if (typeof given !== 'string' || !given.endsWith('.json')) continue;
    const file = env.document.include(given);
    if (file.ok) return file.text.trim();
  }
  return undefined;
}

/** A title that is given as markup: `title={<>a.ts (new)</>}`. */
function markupLabel(element: ElementNode, { title }: Options, env: RenderEnv) {
  const nodes = env.prose(element, title);
  const isPlain = nodes?.every(({ type }) => type === 'text');
  return isPlain ? labelWords(nodes!.map((node) => plainText(node)).join(''), env) : nodes;
}

/** Whether a block of code is in the nodes, at any depth. */
const holdsCode = (nodes: readonly RootContent[]): boolean =>
  nodes.some((node) => holds(node, ({ type }) => type === 'code'));

/** Whether its parts are components that each name the code in them: `<CodeTab label="a.toml" lang="toml">`. */
const holdsTabs = (element: ElementNode, env: RenderEnv): boolean =>
  env
    .elements(element)
    .some(
      (part) =>
        /^[A-Z]/.test(part.element.name ?? '') &&
        part.element.children.length > 0 &&
        env.text(part.element, ['lang', 'language', 'label', 'title', 'filename']) !== undefined,
    );

/** `title="a.ts" {1}`: what stands behind the language of a fence, given as an attribute. */
const titleIn = (meta = ''): string | undefined =>
  /(?:^|\s)(?:title|filename)=(["'])(.+?)\1/.exec(meta)?.[2];

/** `language-js` in the class of `pre` or of the `code` inside. */
function classLanguage(element: ElementNode, env: RenderEnv): string | undefined {
  const classes = env.text(element, ['class', 'className']) ?? '';
  const found = /(?:^|\s)lang(?:uage)?-([\w+#-]+)/.exec(classes)?.[1];
  if (found) return found;
  const inner = env.elements(element).find((child) => child.element.name === 'code');
  return inner && classLanguage(inner.element, env);
}

/** Template literals among indented JSX: the common indentation belongs to the JSX. */
function dedent(value: string): string {
  const lines = value.replace(/^(?:[ \t]*\n)+|\s+$/g, '').split('\n');
  const indents = lines
    .slice(1)
    .flatMap((line) => (line.trim() ? [/^\s*/.exec(line)?.[0].length ?? 0] : []));
  const own = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  const common = Math.min(own, ...indents);
  return common > 0 ? lines.map((line) => line.slice(common)).join('\n') : lines.join('\n');
}

/** Output or input of a terminal: the text of the lines inside. */
export const consoleBlock = defineRendering({ lang: 'text' }, (element, { lang }, env) => {
  const lines = env.elements(element).filter((child) => child.entry?.spec.as === 'line');
  const elements = [element, ...lines.map((child) => child.element)];
  if (elements.some((each) => (each.children as RootContent[]).some(isNoLine)))
    return env.children(element);
  if (lines.length === 0) return [code(env.code(element), lang)];
  const texts = lines.map((child) => [child.element, env.code(child.element)] as const);
  const alone = texts.map(([child, text]) => [child, [code(text, lang)]] as const);
  const mixed = inOrder(element, new Map(alone), env);
  return mixed ?? [code(texts.map(([, text]) => text).join('\n'), lang)];
});

/** Blocks that code and terminals do not show: in MDX, they are Markdown also there. */
const isNoLine = ({ type }: RootContent): boolean =>
  type === 'list' || type === 'code' || type === 'heading' || type === 'table';

/** A line of a console: part of the block around it; alone, a block of its own. */
export const line = defineRendering({}, (element, _spec, env) =>
  env.flow && !(element.children as RootContent[]).some(isNoLine)
    ? [code(env.code(element), 'text')]
    : env.children(element),
);

/** The links of code that is written as HTML, in a line below it: a block of code has none. */
function linksOfCode(element: ElementNode, env: RenderEnv): RootContent[] {
  const links = Array.from(linksIn(element.children as RootContent[], env), (link) => [link]);
  return links.length > 0 ? [paragraph(joined(links, ', '))] : [];
}

function* linksIn(nodes: readonly RootContent[], env: RenderEnv): Generator<Link> {
  for (const node of nodes) {
    const href = isElement(node) && node.name === 'a' ? env.text(node, 'href') : undefined;
    if (href) {
      const words = env.code(node as ElementNode).trim();
      if (words !== '') yield givenLink(env.url(href), [inlineCode(words)]);
    } else if ('children' in node) yield* linksIn(node.children, env);
  }
}
