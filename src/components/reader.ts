import type { Expression } from 'estree-jsx';
import type { Nodes, RootContent } from 'mdast';
import { esmIn } from '../document/parse/node-kinds.ts';
import { walk } from '../document/walk.ts';
import { getOrMake } from '../maps.ts';
import { Budget } from '../static/budget.ts';
import { evaluate } from '../static/evaluate.ts';
import { jsonOf } from '../static/globals.ts';
import type { Scope } from '../static/scope.ts';
import { Callable, unknown, type Value, type ValueMap } from '../static/value.ts';
import { withoutEchoes } from './accessible.ts';
import { Choices, isHandler } from './choices.ts';
import { fillCode } from './code-of-use.ts';
import { renderWith } from './component.ts';
import { Content } from './content.ts';
import { type Emitter, nodeCounter, nodesOf } from './emit.ts';
import type { Host } from './host.ts';
import { globalScope } from './known.ts';
import { leftOf } from './left.ts';
import { Modules } from './modules.ts';
import { nameOfDrawing } from './named-drawing.ts';
import { withoutNarrow } from './narrow.ts';
import { nuxtImports } from './nuxt-content.ts';
import { childValue } from './partly.ts';
import { Registered } from './registered.ts';
import { moduleScope, ScriptModule } from './script-module.ts';
import { slotValues } from './slots.ts';
import { States } from './states.ts';
import { Findings, noteOf, Passed, type Reading, type Use } from './use.ts';
import { pageScope } from './vue-script.ts';

/** An expression of a document, which knows the names of the document's ESM and those given. */
export interface DocumentExpression {
  node: Expression;
  source: string;
  names: ValueMap;
  /** The ESM of the document, and the document's path. */
  module: { text: string; path: string };
}

/**
 * Reads the components of a site from their source, for one document. Nothing is executed; what a
 * source costs is bounded, in one use and over the document.
 */
export class Reader {
  readonly host: Host;
  readonly budget = new Budget();
  readonly modules: Modules;
  readonly choices = new Choices(this);
  readonly states = new States(this.choices);
  emitter: Emitter = this.#emitter(new Findings({ props: new Map(), slots: new Map() }));
  /** The children of the component that is being read, by slot. */
  slots: ReadonlyMap<string, Value> = new Map();
  /** Whether values of a module are worked out, which all its uses share. */
  isShared = false;

  #globals: Scope | undefined;
  readonly #registered = new Registered(this);
  readonly #open = new Map<Callable, readonly string[]>();
  readonly #defining = new Map<string, ScriptModule>();

  constructor(host: Host) {
    this.host = host;
    this.modules = new Modules(this);
  }

  /** The names that every source knows, made when the first source is read. */
  get globals(): Scope {
    if (this.#globals === undefined) {
      this.#globals = globalScope(this);
      for (const [name, value] of nuxtImports(this)) this.#globals.define(name, value);
    }
    return this.#globals;
  }

  #emitter(findings: Findings): Emitter {
    return {
      findings,
      count: nodeCounter(),
      deeper: (run) => this.budget.deeper(run),
      inline: (text) => this.parse(text),
    };
  }

  /** What a document itself defines, or names among the `components` of its Vue options. */
  defined(name: string, document: DocumentExpression['module']): Value {
    return this.budget.within(() => {
      const module = this.#module(document);
      if (module.scope.has(name)) return module.scope.value(name);
      const options = module.exported('default');
      const components = options instanceof Map ? options.get('components') : undefined;
      return components instanceof Map ? components.get(name) : undefined;
    }, unknown);
  }

  /** What an import of a document brings. */
  imported(specifier: string, name: string, from: string): Value {
    return this.budget.within(() => this.modules.imported(specifier, name, from), unknown);
  }

  #module({ text, path }: DocumentExpression['module']): ScriptModule {
    return getOrMake(
      this.#defining,
      text,
      () => new ScriptModule({ text, path: `${path}#esm`, lang: 'jsx' }, this),
    );
  }

  /** What a document exports beside its content. */
  exported(name: string, { text, path }: DocumentExpression['module']): Value {
    const esm = esmIn(this.host.parse(text).children);
    return this.#module({ text: esm.join('\n\n'), path }).exported(name);
  }

  /** A component that the site registers for all documents. */
  registered(name: string): Value {
    return this.budget.within(() => this.#registered.named(name), unknown);
  }

  /** Whether a tag of Markdoc makes what its component is given of its content. */
  isTransformed(name: string): boolean {
    return this.#registered.isTransformed(name);
  }

  defaults(name: string): ValueMap {
    return this.#registered.defaults(name);
  }

  /** What an expression of a document shows. */
  expression(expression: DocumentExpression): Reading {
    const shown = new Callable(() => this.#evaluate(expression, childValue));
    const { source } = expression;
    const reading = this.read(shown, { props: new Map(), slots: new Map() }, source);
    return (
      reading ?? { nodes: [], notes: [noteOf(source)], hasChoices: false, showsChildren: true }
    );
  }

  /** The value of an expression of a document. */
  value(expression: DocumentExpression): Value {
    return this.budget.within(
      () => this.states.settledValue(() => this.#evaluate(expression)),
      unknown,
    );
  }

  #evaluate({ node, source, names, module }: DocumentExpression, worth = evaluate): Value {
    const given = { text: source, path: module.path, lang: 'jsx' } as const;
    const around = this.#module(module);
    const isVue = this.host.framework === 'vitepress';
    const scope = moduleScope(given, this, isVue ? pageScope(around, this) : around.scope);
    for (const [name, value] of names) scope.define(name, value);
    return worth(node, scope);
  }

  /** Reads one use. Undefined where it takes more than may be spent. */
  read(component: Callable, use: Use, source = 'what it returns'): Reading | undefined {
    return this.states.settled(() => this.#read(component, use, source));
  }

  #read(component: Callable, use: Use, source: string): Reading | undefined {
    const findings = new Findings(use);
    const outer = this.emitter;
    this.emitter = this.#emitter(findings);
    const slots = slotValues(use, this.emitter);
    try {
      return this.budget.within(() => {
        const value = this.render(component, use.props, slots);
        const nodes = nameOfDrawing(nodesOf(value, () => source, this.emitter));
        const shown = new Set<Nodes>();
        for (const node of nodes) walk(node, (inner) => shown.add(inner));
        const missing = findings.missing(use, shown) ?? fillCode(nodes, use.slots.get('default'));
        const kept = withoutEchoes(withoutNarrow(nodes), new Set(use.props.values()));
        const notes = [...findings.notes];
        const left = notes.length > 0 ? leftOf(use.props, shown, (one) => one.element()) : [];
        const all = [...kept, ...(missing ?? []), ...left];
        const { hasChoices } = findings;
        return { nodes: all, notes, hasChoices, showsChildren: missing !== undefined };
      }, undefined);
    } finally {
      this.emitter = outer;
    }
  }

  /** A component inside another. One that shows itself with the same attributes would never end. */
  render(component: Callable, props: ValueMap, slots: ReadonlyMap<string, Value>): Value {
    const data = [...props].filter(
      ([name, value]) => !(isHandler(name) && value instanceof Callable),
    );
    const same = `${jsonOf(new Map(data))}`;
    const open = this.#open.get(component) ?? [];
    if (open.includes(same)) return unknown;
    this.#open.set(component, [...open, same]);
    const outer = this.slots;
    this.slots = slots;
    try {
      return this.budget.deeper(() =>
        this.choices.shown(() => renderWith(component, props, slots)),
      );
    } finally {
      this.slots = outer;
      this.#open.set(component, open);
    }
  }

  /** Works out a value of a module, which all its uses share. */
  shared<T>(work: () => T): T {
    const { isShared, slots } = this;
    this.isShared = true;
    this.slots = new Map();
    try {
      return work();
    } finally {
      this.isShared = isShared;
      this.slots = slots;
    }
  }

  content(nodes: RootContent[]): Content {
    return new Content(nodes, { isShared: this.isShared, typeOf: this.emitter.findings.typeOf });
  }

  /** Nodes with content of the use in them, for another component to show. */
  passed(nodes: RootContent[]): Content {
    return new Passed(nodes, this.emitter.findings, { isShared: this.isShared });
  }

  /** Children that a template gives to a component: a text where they are nothing else. */
  children(nodes: RootContent[]): Value {
    const [only] = nodes;
    return nodes.length === 1 && only?.type === 'text' ? only.value : this.content(nodes);
  }

  parse(text: string): RootContent[] {
    const { children } = this.host.parse(text);
    const [only] = children;
    this.emitter.count(children.length);
    return children.length === 1 && only?.type === 'paragraph' ? only.children : children;
  }
}
