import { askSite, onSite } from './ask-site.ts';
import { settles } from './changed-part.ts';
import { makers, Store } from './collections.ts';
import { callFunction, isPartial } from './functions.ts';
import { isKeptForParent, printGiven, printKept } from './kept-for-parent.ts';
import { keyOf } from './key-of.ts';
import { callMethod, rootOf } from './methods.ts';
import { dataAt } from './page-keys.ts';
import {
  assignedIn,
  type Command,
  keeps,
  type Nodes,
  type Operand,
  type Pipeline,
  prints,
  reports,
  returns,
} from './parse.ts';
import { Partials } from './partials.ts';
import { inTag, type Printed, Printer, printedText } from './printer.ts';
import {
  bounded,
  isTrue,
  itemsOf,
  Part,
  page,
  printedOf,
  shortcode,
  site,
  textOf,
  type Use,
  unknown,
  type Value,
} from './values.ts';

const translation = /(?:^|\.)(?:i18n|t|translate)$/i;
const hole = /\{\{-?\s*(\.[\w.]*)\s*-?\}\}/g;
const maxDepth = 8;
const maxSteps = 50_000;

/** What the template of a shortcode, or of a page, prints for one use; nothing is run, what is not known prints nothing. */
export const evaluateTemplate = (source: string, use: Use, dot: Value = shortcode): Printed =>
  new Evaluation(use).print(source, dot);

/** Where an action stands: what `.` and the variables are, and how deep it is nested. */
interface Frame {
  dot: Value;
  scope: Map<string, Value>;
  depth: number;
  /** Whether nothing tells that the action is reached. */
  isUnsure?: true;
}

class Evaluation {
  readonly #use: Use;
  readonly #out = new Printer();
  #steps = 0;
  readonly #depth: number = 0;
  readonly #ownStore = new Store();
  readonly #shared: { pageStore: Store; partials: Partials };
  /** What the partial returns. */
  #result: Value | undefined;

  constructor(use: Use, outer?: Evaluation) {
    this.#use = use;
    if (outer) this.#depth = outer.#depth + 1;
    const own = { pageStore: new Store(unknown), partials: new Partials(use.partial) };
    this.#shared = outer ? outer.#shared : own;
  }

  print(source: string, dot: Value): Printed {
    return this.#whole(this.#shared.partials.parse(source), dot);
  }

  #whole(nodes: Nodes, dot: Value, depth = 0): Printed {
    this.#nodes(nodes, { dot, scope: new Map([['$', dot]]), depth });
    return this.#out.printed();
  }

  #nodes(nodes: Nodes, frame: Frame): void {
    for (const node of nodes) {
      if (frame.depth > maxDepth * 4 || this.#result !== undefined) return;
      if (this.#steps++ > maxSteps) {
        this.#out.lost.add(`what follows after ${maxSteps} steps`);
        return;
      }
      if (node.type === 'text') this.#out.print(node.value);
      else if (node.type === 'assign') this.#assign(node, frame);
      else if (node.type === 'return')
        this.#result = frame.isUnsure ? unknown : this.#value(node.pipeline, frame);
      else if (node.type === 'output') this.#output(node, frame);
      else this.#branch(node, frame);
    }
  }

  /** What nobody knows takes no place where nothing tells that it is given. */
  #assign({ name, pipeline }: Extract<Nodes[number], { type: 'assign' }>, frame: Frame): void {
    const value = this.#value(pipeline, frame);
    if (settles(value) || !frame.isUnsure || !frame.scope.has(name)) frame.scope.set(name, value);
  }

  #branch(node: Extract<Nodes[number], { body: Nodes }>, frame: Frame): void {
    const value = this.#value(node.pipeline, frame);
    const truth = isTrue(value);
    const inner = { ...frame, depth: frame.depth + 1 };
    if (truth === undefined) {
      const [before, unsure] = [this.#out.parts.length, { ...inner, isUnsure: true } as const];
      const [body, otherwise] = [node.body, node.otherwise].map((one) => (reports(one) ? [] : one));
      this.#out.unsurely(() => this.#nodes(otherwise!, unsure));
      if (this.#out.parts.length > before) return;
      if (node.type === 'if') this.#out.unsurely(() => this.#nodes(body!, unsure));
      else if (node.type === 'range') this.#skip(node, frame);
      else if (prints(node.body)) this.#out.lose(`with ${node.source}`, frame.isUnsure);
      return;
    }
    if (!truth) {
      this.#nodes(node.otherwise, inner);
      return;
    }
    const items = node.type === 'range' ? itemsOf(value) : [['', value] as const];
    for (const [key, item] of items) {
      if (node.key) frame.scope.set(node.key, key);
      if (node.as) frame.scope.set(node.as, item);
      this.#nodes(node.body, node.type === 'if' ? inner : { ...inner, dot: item });
    }
  }

  /** A loop over what nobody knows: what it would print is lost, and what it would keep is unknown. */
  #skip({ body, source }: { body: Nodes; source: string }, frame: Frame): void {
    if (prints(body)) this.#out.lose(`range ${source}`, frame.isUnsure);
    for (const name of assignedIn(body)) if (frame.scope.has(name)) frame.scope.set(name, unknown);
    if (!keeps(body)) return;
    for (const value of [...frame.scope.values(), this.#ownStore, this.#shared.pageStore])
      if (value instanceof Store) value.forget();
  }

  #output({ pipeline, source }: Extract<Nodes[number], { type: 'output' }>, frame: Frame): void {
    const [first] = pipeline[0] ?? [];
    const prints = first?.type === 'function' && isPartial.test(first.name);
    if (prints && this.#partial(pipeline[0] as Command, frame)) return;
    if (this.#keptForParent(pipeline[0] ?? [], frame)) return;
    const value = this.#value(pipeline, frame);
    const text = value instanceof Part ? undefined : printedOf(value);
    const isHtml = value instanceof Part && value.as === 'html';
    if (this.#out.isInTag) this.#out.print(inTag(onSite(textOf(value) ?? '', this.#use), isHtml));
    else if (isHtml) this.#out.print(textOf(value) ?? '');
    else if (value instanceof Part) this.#out.part(value);
    else if (text !== undefined && this.#out.isInTarget) this.#out.print(onSite(text, this.#use));
    else if (text !== undefined && this.#use.isMarkdown) this.#out.print(text);
    else if (text !== undefined) this.#out.part(new Part({ text }, 'text'));
    else if (value === unknown) this.#out.lose(source, frame.isUnsure);
  }

  #keptForParent([first, ...rest]: Command | [], frame: Frame): boolean {
    if (first?.type !== 'path' || rootOf(first.root, frame) !== shortcode) return false;
    if (!isKeptForParent(first.keys)) return false;
    const args = rest.map((operand) => this.#operand(operand, frame));
    printKept(args, this.#out);
    return true;
  }

  /** Prints a partial; false where it returns a value instead. */
  #partial([first, name, context]: Command, frame: Frame): boolean {
    const isTemplate = first?.type === 'function' && first.name === 'template';
    const path = name && textOf(this.#operand(name, frame));
    const nodes = path === undefined ? undefined : this.#shared.partials.get(path, { isTemplate });
    if (nodes === undefined && isTemplate) return true;
    if (nodes === undefined && path) this.#out.lose(`partial "${path}"`, frame.isUnsure);
    const dot = context ? this.#operand(context, frame) : null;
    if (nodes === undefined) printGiven(dot, this.#out);
    if (nodes === undefined || frame.depth > maxDepth * 2) return true;
    if (returns(nodes)) return false;
    this.#whole(nodes, dot, frame.depth + maxDepth / 2);
    return true;
  }

  /** What a partial returns, or prints, as a value. */
  #returned([name, dot = null]: readonly Value[]): Value {
    const nodes =
      this.#depth > maxDepth ? undefined : this.#shared.partials.get(textOf(name) ?? '');
    if (nodes === undefined) return unknown;
    const inner = new Evaluation(this.#use, this);
    inner.#steps = this.#steps + 1;
    const printed = inner.#whole(nodes, dot);
    this.#steps = inner.#steps;
    if (inner.#result !== undefined) return inner.#result;
    const text = printedText(printed);
    return text === undefined ? unknown : new Part({ text }, 'html');
  }

  #value(pipeline: Pipeline, frame: Frame): Value {
    let value: Value | undefined;
    for (const command of pipeline) value = bounded(this.#command(command, value, frame));
    return value ?? null;
  }

  #command(command: Command, piped: Value | undefined, frame: Frame): Value {
    const [first, ...rest] = command;
    if (!first) return piped ?? null;
    const given = rest.map((operand) => this.#operand(operand, frame));
    const args = piped === undefined ? given : [...given, piped];
    if (first.type === 'function') {
      if (args.length === 0) return this.#operand(first, frame);
      if (isPartial.test(first.name)) return this.#returned(args);
      if (translation.test(first.name)) return this.#translated(args);
      const asked = askSite(first.name, args, this.#use);
      return asked === undefined ? callFunction(first.name, args) : asked;
    }
    if (first.type === 'literal' || args.length === 0) return this.#operand(first, frame);
    const isPath = first.type === 'path';
    const root = isPath ? rootOf(first.root, frame) : this.#value(first.pipeline, frame);
    const owner = first.keys.length > 0 ? this.#key(root, first.keys.slice(0, -1)) : unknown;
    const method = first.keys.at(-1)?.toLowerCase() ?? '';
    return callMethod({ owner, method, args, isUnsure: frame.isUnsure }, this.#use);
  }

  #operand(operand: Operand, frame: Frame): Value {
    if (operand.type === 'literal') return operand.value;
    if (operand.type === 'function') {
      const made = makers[operand.name]?.();
      if (made !== undefined) return made;
      const [name, ...keys] = operand.name.split('.');
      // `hugo.Data` is what `site.Data` is.
      if (name === 'hugo') return keys[0] === 'Data' ? dataAt(keys.slice(1), this.#use) : unknown;
      const thing = name === 'site' ? site : name === 'page' ? page : unknown;
      return this.#key(thing, keys);
    }
    if (operand.type === 'path') return this.#key(rootOf(operand.root, frame), operand.keys);
    return this.#key(this.#value(operand.pipeline, frame), operand.keys);
  }

  #key(from: Value, keys: readonly string[]): Value {
    const { pageStore } = this.#shared;
    return keyOf(from, keys, { use: this.#use, ownStore: this.#ownStore, pageStore });
  }

  /** A text of the site, which may have values in it: `{{ .Site.Title }}`. */
  #translated([id = null, context = null]: readonly Value[]): Value {
    let isKnown = true;
    const text = this.#use.translation(textOf(id) ?? '')?.replace(hole, (_, path: string) => {
      const value = textOf(this.#key(context, path.split('.').filter(Boolean)));
      isKnown &&= value !== undefined;
      return value ?? '';
    });
    // One with marks is rendered with the page.
    return text === undefined || !isKnown ? unknown : new Part({ text }, 'markdown');
  }
}
