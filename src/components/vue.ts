import type { Pattern } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { voidNames } from '../document/html-names.ts';
import { isBlank } from '../document/parse/node-kinds.ts';
import { bindPattern } from '../static/assign.ts';
import { evaluate } from '../static/evaluate.ts';
import type { Scope } from '../static/scope.ts';
import {
  Callable,
  Choice,
  isScalar,
  isTrue,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { accessibleName, isPermalink } from './accessible.ts';
import { Component, camelCase } from './component.ts';
import { Content, Library, markIcons } from './content.ts';
import { elementOf, nodesOf, repeats } from './emit.ts';
import { isShownWord, ofList, withGap } from './gaps.ts';
import { libraryName } from './libraries.ts';
import { Partial } from './partial.ts';
import { childValue, saysMore } from './partly.ts';
import type { Reader } from './reader.ts';
import { Branches } from './vue-branches.ts';
import { pairsOf, readLoop, slotParameters, withoutBareHeads } from './vue-loop.ts';
import { withFilled } from './vue-mounted.ts';
import { propsOf } from './vue-props.ts';
import { renderedBy } from './vue-render.ts';
import { templateScope } from './vue-script.ts';
import {
  conditionOf,
  contentOfBuiltIn,
  directiveOf,
  expressionIn,
  isSlot,
  kind,
  slotName,
  slotNameOf,
  sourceIn,
  type TemplateChildNode,
  type VueElement,
  vueSource,
} from './vue-source.ts';
import { targetOf } from './vue-target.ts';

/** A Vue component; unknown where its source cannot be read. */
export function vueComponent(text: string, path: string, reader: Reader): Value {
  const source = vueSource(text, path);
  if (source === undefined) return unknown;
  return new Component((given, slots) => {
    const props = new Map(
      [...given].map(([name, value]): [string, Value] => [camelCase(name), value]),
    );
    const { script, setup, template = [] } = source;
    if (source.template === undefined && script !== '' && setup === '')
      return renderedBy(script, { path, props, slots }, reader);
    const scope = templateScope(source, { path, props, slots, reader });
    const shown = new Template(scope, slots, { reader, path }).children(template);
    return withFilled(source, shown, reader);
  });
}

const hidden: ReadonlySet<string> = new Set(['script', 'style', 'canvas', 'noscript', 'select']);

class Template {
  readonly #scope: Scope;
  readonly #slots: ReadonlyMap<string, Value>;
  readonly #reader: Reader;
  readonly #path: string;

  constructor(
    scope: Scope,
    slots: ReadonlyMap<string, Value>,
    { reader, path }: { reader: Reader; path: string },
  ) {
    this.#scope = scope;
    this.#slots = slots;
    this.#reader = reader;
    this.#path = path;
  }

  /** Nodes of siblings; `v-else` looks back at the conditions before it. */
  children(nodes: readonly TemplateChildNode[]): RootContent[] {
    const out: RootContent[] = [];
    const branches = new Branches(this.#reader);
    let end = Number.POSITIVE_INFINITY;
    for (const node of nodes) {
      const condition = node.type === kind.element ? conditionOf(node) : undefined;
      const { source } = node.loc;
      if (condition && branches.isPassedOver(condition, source)) continue;
      const { shown, isShown, test } = this.#sibling(node, condition?.source, out);
      if (condition) branches.take(condition, source, { test, isShown });
      if (!isShown) continue;
      const last = out.at(-1);
      const isGap = end < node.loc.start.line && isShownWord(last) && isShownWord(shown[0]);
      if (shown.length > 0) end = node.loc.end.line;
      out.push(...(isGap ? withGap(last!, shown) : shown));
    }
    return out;
  }

  /** What a node shows; under a condition that is not known, if it shows what the use gives. */
  #sibling(node: TemplateChildNode, condition: string | undefined, before: readonly RootContent[]) {
    const test = condition === undefined ? true : this.#value(condition);
    if (node.type !== kind.element) return { shown: this.#leaf(node), isShown: true, test };
    const { findings } = this.#reader.emitter;
    const count = findings.placed.length;
    const isTested = isTrue(test);
    const shown = isTested === false ? [] : this.#element(node);
    const isShown = isTested ?? (test instanceof Choice || findings.placed.length > count);
    const isLost = !isShown && isTested === undefined && saysMore(shown, test);
    if (isLost && !repeats(shown, before)) findings.note(condition ?? '');
    return { shown, isShown, test };
  }

  #leaf(node: TemplateChildNode): RootContent[] {
    const { content } = node as { content?: unknown };
    if (node.type === kind.text && typeof content === 'string') {
      this.#reader.emitter.count(1);
      return content === '' ? [] : [{ type: 'text', value: content.replace(/\s+/g, ' ') }];
    }
    if (node.type !== kind.interpolation) return [];
    const source = (content as { content: string }).content;
    const expression = expressionIn(source);
    return this.#values(expression ? childValue(expression, this.#scope) : unknown, source);
  }

  #values(value: Value, source: string): RootContent[] {
    return nodesOf(value, () => source, this.#reader.emitter);
  }

  #value(source: string): Value {
    const expression = expressionIn(source);
    return expression ? evaluate(expression, this.#scope) : unknown;
  }

  #element(node: VueElement): RootContent[] {
    this.#scope.reading.budget.step();
    const loop = directiveOf(node, 'for');
    return loop
      ? this.#repeated(node, sourceIn(loop) ?? '')
      : this.#scope.reading.budget.deeper(() => this.#one(node));
  }

  #repeated(node: VueElement, source: string): RootContent[] {
    const { parameters, list } = readLoop(source);
    const items = pairsOf(this.#value(list));
    if (items === undefined || parameters === undefined) {
      this.#reader.emitter.findings.note(list);
      return [];
    }
    const { budget } = this.#scope.reading;
    const shown = (args: Value[]) =>
      budget.deeper(() => withoutBareHeads(args, this.#inner(parameters, args).#one(node)));
    return ofList(items.flatMap(shown));
  }

  #inner(parameters: readonly Pattern[], args: readonly Value[]): Template {
    const scope = this.#scope.inner();
    for (const [index, parameter] of parameters.entries())
      bindPattern(parameter, args[index], scope);
    return new Template(scope, this.#slots, { reader: this.#reader, path: this.#path });
  }

  #one(node: VueElement): RootContent[] {
    if (isSlot(node)) return this.#slot(node);
    const props = this.#props(node);
    const [tag, target] = targetOf(node.tag, props, { scope: this.#scope, reader: this.#reader });
    if (hidden.has(tag)) return [];
    const content = contentOfBuiltIn(tag, node.children);
    if (content) return this.children(content);
    if (target instanceof Callable) return this.#component(target, node, props);
    if (target instanceof Content) return this.#values(target, 'slot');
    if (target instanceof Partial) return [target.element(props)];
    const html = sourceIn(directiveOf(node, 'html')) ?? sourceIn(directiveOf(node, 'text'));
    const children = html === undefined ? this.#inside(node, target) : this.#html(html);
    const name = target instanceof Library ? libraryName(target, tag, props) : tag;
    if (isPermalink(name, props, children)) return [];
    const label = /^[a-z]/.test(name) ? accessibleName(props, children) : undefined;
    this.#reader.emitter.count(1);
    const shown: RootContent[] = label ? [{ type: 'text', value: label }] : children;
    return markIcons([elementOf(name, props, shown, this.#reader.emitter)], target);
  }

  #props(node: VueElement): ValueMap {
    const place = { page: this.#reader.host.path, path: this.#path };
    return propsOf(node, place, (source) => this.#value(source));
  }

  /** The children, without what an element of a library opens when the pointer is on it. */
  #inside(node: VueElement, target: Value): RootContent[] {
    if (voidNames.has(node.tag) || node.tag === 'svg') return [];
    const children =
      target instanceof Library
        ? node.children.filter((child) => slotNameOf(child) !== 'popper')
        : node.children;
    return this.children(children);
  }

  #html(source: string): RootContent[] {
    const value = this.#value(source);
    return isScalar(value) ? this.#reader.parse(String(value)) : this.#values(value, source);
  }

  #slot(node: VueElement): RootContent[] {
    const { name, source } = slotName(node);
    const key = source === undefined ? name : this.#value(source);
    const given = typeof key === 'string' ? this.#slots.get(key) : undefined;
    const shown = given instanceof Callable ? given.call([this.#props(node)], undefined) : given;
    if (shown !== undefined) return this.#values(shown, 'slot');
    const isExpected = this.#slots.size === 0 || typeof key !== 'string';
    if (source !== undefined && isExpected && node.children.length === 0)
      this.#reader.emitter.findings.note(source);
    return this.children(node.children);
  }

  #component(component: Callable, node: VueElement, props: ValueMap): RootContent[] {
    const slots = new Map<string, Value>();
    const give = (name: string, from: VueElement, children: readonly TemplateChildNode[]) => {
      const content = this.#given(from, children);
      if (content !== undefined) slots.set(name, content);
    };
    const unnamed: TemplateChildNode[] = [];
    for (const child of node.children) {
      const slot = child.type === kind.element && child.tag === 'template' && slotNameOf(child);
      if (slot) give(slot, child, child.children);
      else unnamed.push(child);
    }
    give(slotNameOf(node) ?? 'default', node, unnamed);
    return this.#values(this.#reader.render(component, props, slots), `<${node.tag}>`);
  }

  #given(node: VueElement, children: readonly TemplateChildNode[]): Value {
    const parameters = slotParameters(node);
    if (parameters === undefined) return this.#content(children);
    return new Callable((args) => this.#inner(parameters, args).#content(children));
  }

  /** Nodes as the content of another component, which may show them or not; undefined where there are none. */
  #content(children: readonly TemplateChildNode[]): Value {
    const { placed } = this.#reader.emitter.findings;
    const before = placed.length;
    const nodes = this.children(children);
    if (nodes.every(isBlank)) return undefined;
    return placed.length > before ? this.#reader.passed(nodes) : this.#reader.content(nodes);
  }
}
