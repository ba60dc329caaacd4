import { goesOn, runBlock } from './blocks.ts';
import { callBuiltin, callMethod, globalValue } from './builtins.ts';
import { evaluate, type ModuleContext, type Scope } from './evaluate.ts';
import { nameOf, type SyntaxNode } from './syntax.ts';
import {
  assign,
  Environment,
  isObject,
  noteOrigin,
  Opaque,
  originOf,
  type Place,
  placeOf,
  type StaticData,
  type StaticObject,
  Unknown,
  Unset,
} from './values.ts';

/** A function of the configuration. Its result is read like everything else; nothing is run. */
export class Closure extends Opaque {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly module: ModuleContext;

  constructor(node: SyntaxNode, scope: Scope, module: ModuleContext) {
    super();
    this.node = node;
    this.scope = scope;
    this.module = module;
  }
}

/** A name that is imported from a package; packages are not read. */
export class Foreign extends Unknown {
  readonly name: string;

  constructor(place: Place, name: string, specifier: string) {
    super(place, `${name} of the package ${specifier}`);
    this.name = name;
  }
}

/** The result of a call that could not be followed. */
export class UnknownCall extends Unknown {
  /** The function as it is written, such as `docs.toFumadocsSource`. */
  readonly callee: string;
  readonly args: readonly StaticData[];

  constructor(place: Place, callee: string, args: readonly StaticData[]) {
    const name = callee.slice(callee.lastIndexOf('.') + 1);
    super(place, name === '' ? 'a call' : `a call of ${name}()`);
    this.callee = callee;
    this.args = args;
  }
}

/** The values of arguments, with lists spread where the code spreads them. */
export function values(nodes: SyntaxNode[], scope: Scope, module: ModuleContext): StaticData[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'SpreadElement') return [evaluate(node, scope, module)];
    const spread = evaluate(node.argument, scope, module);
    return Array.isArray(spread) ? spread : [];
  });
}

/** The result of a call: of known functions, of those of the configuration, else an argument of the call. */
export function call(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const name = nameOf(node.callee);
  const args = values(node.arguments, scope, module);
  if (name === 'require' && typeof args[0] === 'string') {
    return module.load(args[0]) ?? new Foreign(module.place(node), 'require', args[0]);
  }
  // Tools run in the folder of their configuration.
  if (name === 'process.cwd' && /\.config\.[cm]?[jt]s$/.test(module.file)) {
    return globalValue('__dirname', module.file);
  }
  const root = name.split('.')[0]!;
  // An object of the configuration may have the name of a module of Node.
  const isOwn = scope.has(root) && isObject(scope.lookup(root));
  const builtin = isOwn ? undefined : callBuiltin(name, args);
  if (builtin !== undefined) return builtin;
  if (node.callee.type === 'MemberExpression' && !node.callee.computed) {
    const owner = evaluate(node.callee.object, scope, module);
    if (owner instanceof Unset) return owner;
    const result = callMethod(owner, node.callee.property.name, {
      args,
      apply: (callee, inputs) => applyOf(callee, inputs, module.place(node)),
    });
    if (result !== undefined) return result;
  }
  const callee = evaluate(node.callee, scope, module);
  if (callee instanceof Closure) return applyOf(callee, args, module.place(node));
  return given(args, { called: calledBy(node.callee), place: module.place(node), callee });
}

/** The function of a call as it is written; of `f()()` that of the inner call. */
function calledBy(callee: SyntaxNode): string {
  return callee.type === 'CallExpression' ? calledBy(callee.callee) : nameOf(callee);
}

/** The argument that counts as the result of a package's function: the object of `defineConfig({ … })`. */
function given(
  args: StaticData[],
  { called, place, callee }: { called: string; place: Place; callee: StaticData },
): StaticData {
  const name = called.slice(called.lastIndexOf('.') + 1);
  const configured = args.find((arg) => isObject(arg) || arg instanceof Closure);
  const inner = configured instanceof Closure ? applyOf(configured, [], place) : configured;
  if (isObject(inner)) {
    const result: StaticObject = new Map();
    const origin = noteOrigin(result, placeOf(inner) ?? place);
    origin.call = name;
    origin.given = args;
    if (isObject(callee)) origin.wrapper = callee;
    // `withPreset(ours, theirs)`: what the first does not state, the others do.
    for (const arg of args.toReversed())
      if (arg !== configured && isObject(arg)) assign(result, arg);
    assign(result, inner);
    return result;
  }
  const first = args.find((arg) => Array.isArray(arg));
  if (first !== undefined) {
    // A copy: the same list may be given to several functions.
    const list = [...first];
    const origin = Object.assign(noteOrigin(list, place), originOf(first));
    origin.call = name;
    origin.given = args;
    return list;
  }
  // A plugin without options, or the first call of `withNextra()({ … })`.
  if (callee instanceof Foreign && args.length === 0) {
    const result: StaticObject = new Map();
    noteOrigin(result, place).call = name;
    return result;
  }
  return new UnknownCall(place, called, args);
}

/** The result of a function for some arguments. */
export function applyOf(callee: StaticData, args: StaticData[], place: Place): StaticData {
  if (!(callee instanceof Closure)) return new Unknown(place, 'a call');
  const { node, module } = callee;
  const scope = localScope(callee.scope);
  for (const [at, parameter] of node.params.entries()) {
    bind(parameter, args[at], { scope, module });
  }
  if (node.body.type !== 'BlockStatement') return evaluate(node.body, scope, module);
  const result = runBlock(node.body.body, scope, module);
  return result === goesOn ? undefined : result;
}

export interface LocalScope extends Scope {
  /** Sets a name to a value, or to a function that makes it on first use. */
  set(name: string, value: StaticData | (() => StaticData)): void;
}

export function localScope(outer?: Scope): LocalScope {
  const names = new Map<string, StaticData | (() => StaticData)>();
  return {
    has: (name) => names.has(name) || (outer?.has(name) ?? false),
    lookup(name) {
      if (!names.has(name)) return outer?.lookup(name);
      const value = names.get(name);
      if (typeof value !== 'function') return value;
      // A constant that names itself has no value.
      names.set(name, undefined);
      const made = value();
      names.set(name, made);
      return made;
    },
    set: (name, value) => names.set(name, value),
  };
}

/** Declares the names of a pattern; a function as value is called when one of them is first used. */
export function bind(
  pattern: SyntaxNode,
  value: StaticData | (() => StaticData),
  { scope, module }: { scope: LocalScope; module: ModuleContext },
): void {
  const made = () => (typeof value === 'function' ? value() : value);
  switch (pattern.type) {
    case 'Identifier':
      scope.set(pattern.name, value);
      return;
    case 'AssignmentPattern':
      bind(pattern.left, () => made() ?? evaluate(pattern.right, scope, module), { scope, module });
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          bind(property.argument, made, { scope, module });
          continue;
        }
        const key = property.key.name ?? property.key.value;
        bind(property.value, () => memberOf(made(), key, module.place(property)), {
          scope,
          module,
        });
      }
      return;
    case 'ArrayPattern':
      for (const [at, element] of pattern.elements.entries()) {
        if (element === null) continue;
        bind(element, () => memberOf(made(), at, module.place(element)), { scope, module });
      }
      return;
    default:
  }
}

function memberOf(value: StaticData, key: string | number, place: Place): StaticData {
  if (Array.isArray(value)) return value[Number(key)];
  if (isObject(value)) return value.get(String(key));
  if (value instanceof Environment) return value.variable(String(key), place);
  return value instanceof Unknown ? value : new Unknown(place, `the variable ${key}`);
}
