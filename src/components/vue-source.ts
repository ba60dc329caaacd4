import { createRequire } from 'node:module';
import type {
  AttributeNode,
  DirectiveNode,
  TemplateChildNode,
  ElementNode as VueElement,
} from '@vue/compiler-dom';
import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';
import type { Expression } from 'estree-jsx';
import { attempt } from '../attempt.ts';
import { parseExpression } from '../document/expression.ts';
import { loadedLate } from '../document/load-late.ts';
import { firstOf } from '../first-of.ts';
import { readScript } from '../static/parse-script.ts';
import { remembered } from './parsed.ts';

export type { AttributeNode, DirectiveNode, TemplateChildNode, VueElement };

/** The parts of a single-file component. */
export interface VueSource {
  /** The code of `<script setup>`, else empty. */
  setup: string;
  /** The code of a plain `<script>`, else empty. */
  script: string;
  /** Undefined where there is none. */
  template: readonly TemplateChildNode[] | undefined;
}

/** The numbers that Vue's parser gives to kinds of nodes. */
export const kind = { element: 1, text: 2, interpolation: 5, attribute: 6, directive: 7 } as const;

const require = createRequire(import.meta.url);
type Compiler = Pick<typeof import('@vue/compiler-dom'), 'parse'>;
const compiler = loadedLate((): Compiler => require('@vue/compiler-dom'));

/** Reads a single-file component; undefined where it is not valid or the parser is not installed. */
export const vueSource = remembered((text: string): VueSource | undefined => {
  const parse = attempt(compiler)?.parse;
  if (parse === undefined) return undefined;
  // What is broken is read as far as it goes, as browsers do.
  const onError = () => {};
  const decodeEntities = (text: string, isAttribute: boolean) =>
    isAttribute ? decodeHTMLAttribute(text) : decodeHTML(text);
  const { children } = parse(text, { parseMode: 'sfc', onError, decodeEntities });
  const source: VueSource = { setup: '', script: '', template: undefined };
  for (const block of children) {
    if (block.type !== kind.element) continue;
    if (block.tag === 'script') {
      const isSetup = block.props.some(({ name }) => name === 'setup');
      source[isSetup ? 'setup' : 'script'] = codeIn(block);
    } else if (block.tag === 'template' && !source.template?.length) {
      source.template = block.children;
    }
  }
  return source;
});

function codeIn({ children }: VueElement): string {
  const [only] = children;
  return only?.type === kind.text ? (only as { content: string }).content : '';
}

export const attributesOf = ({ props }: VueElement): AttributeNode[] =>
  props.filter((prop): prop is AttributeNode => prop.type === kind.attribute);

export const directiveOf = ({ props }: VueElement, name: string): DirectiveNode | undefined =>
  props.find((prop): prop is DirectiveNode => prop.type === kind.directive && prop.name === name);

/** The source of a directive's expression, such as `a && b`. */
export const sourceIn = (directive: DirectiveNode | undefined): string | undefined => {
  const { exp } = directive ?? {};
  return exp && 'content' in exp && typeof exp.content === 'string' ? exp.content : undefined;
};

/** The argument of a directive: `href` of `:href` and `v-bind:href`. */
export const argumentIn = ({ arg }: DirectiveNode): string | undefined =>
  arg && 'content' in arg && typeof arg.content === 'string' ? arg.content : undefined;

/** `v-if`, `v-else-if` or `v-else` of an element. */
export function conditionOf(
  node: VueElement,
): { name: string; source: string | undefined } | undefined {
  return firstOf(['if', 'else-if', 'else'], (name) => {
    const directive = directiveOf(node, name);
    return directive && { name, source: sourceIn(directive) };
  });
}

/** A `<slot>`, or what Nuxt Content has for it: https://v2.content.nuxt.com/components/content-slot */
export const isSlot = ({ tag }: VueElement): boolean =>
  /^(?:slot|ContentSlot|content-slot|MDCSlot|mdc-slot)$/.test(tag);

/** The name of a slot, or the source of what `:name` binds; `:use="$slots.title"` names it, too. */
export function slotName(node: VueElement): { name: string; source?: string | undefined } {
  const use = /^\s*\$slots\??\.(\w+)\s*$/.exec(attributeSource(node, 'use') ?? '')?.[1];
  if (use !== undefined) return { name: use };
  const fixed = attributesOf(node).find(({ name }) => name === 'name')?.value?.content;
  return { name: fixed ?? 'default', source: attributeSource(node, 'name') };
}

/** The source of what an attribute is bound to. */
function attributeSource(node: VueElement, name: string): string | undefined {
  const bound = node.props.find(
    (prop): prop is DirectiveNode =>
      prop.type === kind.directive && prop.name === 'bind' && argumentIn(prop) === name,
  );
  return sourceIn(bound);
}

/** The slot that a `<template #name>` is for. */
export function slotNameOf(node: TemplateChildNode): string | undefined {
  const slot = node.type === kind.element ? directiveOf(node, 'slot') : undefined;
  return slot && (argumentIn(slot) ?? 'default');
}

/** Elements of Vue itself that show their children. */
const transparent: ReadonlySet<string> = new Set(
  'template clientonly component keepalive suspense teleport transition transitiongroup'.split(' '),
);
/** Slots of these that stand there until the rest does. */
const meanwhile: ReadonlySet<string> = new Set(['fallback', 'placeholder']);

/** What an element of Vue itself shows of its children; undefined for other elements. */
export function contentOfBuiltIn(
  tag: string,
  children: readonly TemplateChildNode[],
): TemplateChildNode[] | undefined {
  if (!transparent.has(tag.replaceAll('-', '').toLowerCase())) return undefined;
  return children.filter((child) => !meanwhile.has(slotNameOf(child) ?? ''));
}

/** An expression of a template, which has the types of TypeScript where its script does. */
export function expressionIn(source: string): Expression | undefined {
  const plain = parseExpression(source);
  if (plain) return plain;
  const program = readScript(`(${source})`, 'ts');
  const [only, more] = 'body' in program ? program.body : [];
  return only?.type === 'ExpressionStatement' && !more ? only.expression : undefined;
}
