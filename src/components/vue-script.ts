import type { Node, Program } from 'estree-jsx';
import { nodesIn } from '../static/parse-script.ts';
import { Scope } from '../static/scope.ts';
import { runStatements } from '../static/statements.ts';
import { Callable, callBack, fn, unknown, type Value, type ValueMap } from '../static/value.ts';
import { Content } from './content.ts';
import { scriptMayBringData } from './effects.ts';
import { nuxtNames } from './nuxt-content.ts';
import type { Reader } from './reader.ts';
import { ScriptModule } from './script-module.ts';
import { state } from './states.ts';
import { vueFunctions } from './vue-functions.ts';
import { Ref } from './vue-ref.ts';
import type { VueSource } from './vue-source.ts';

/** The scope of a template, which needs no `.value` for watched values. */
class TemplateScope extends Scope {
  override inner(reading = this.reading): Scope {
    return new TemplateScope(reading, this);
  }

  override value(name: string): Value {
    const value = super.value(name);
    return value instanceof Ref ? value.current : value;
  }
}

/** The names of a page's scripts, as its text knows them. */
export function pageScope({ scope, program }: ScriptModule, reader: Reader): Scope {
  noteEffects(program, reader);
  for (const [name, value] of vueFunctions(reader)) scope.define(name, value);
  scope.define('reactive', fn(changing));
  return new TemplateScope(scope.reading, scope);
}

/** What a script does when the page is shown. */
function noteEffects(program: Program | undefined, { states }: Reader): void {
  if (scriptMayBringData(program?.body ?? [])) states.effect(unknown);
}

/** What the reader of a demo changes is not known. */
const changing = (value: Value): Value =>
  value instanceof Map ? new Map([...value].map(([name, one]) => [name, state(one)])) : value;

/** The names of a component's template: its props, its slots, and what its scripts define. */
export function templateScope(
  source: VueSource,
  { path, props, slots, reader }: ComponentUse,
): Scope {
  const script = { text: source.script, path: `${path}#script`, lang: 'ts' as const };
  const module = new ScriptModule(script, reader);
  const given = new Map(props);
  addOptions(module, given, { reader, script: source.script });
  const code = { text: source.setup, path: `${path}#setup`, lang: 'ts' as const };
  const setup = new ScriptModule(code, reader, { parent: module.scope });
  if (setup.program) addTypedProps(setup.program, given);
  const mounted: Value[] = [];
  const onMounted = fn((work) => {
    mounted.push(work);
    return reader.states.effect(work);
  });
  const names = [...macros(given), ...vueFunctions(reader), ...nuxtNames(reader)];
  const made = new Map([...slots].map(([name, content]) => [name, slotFunction(content)]));
  names.push(['useSlots', fn(() => made)]);
  for (const name of ['onBeforeMount', 'onMounted']) names.push([name, onMounted]);
  for (const [name, value] of names) setup.scope.define(name, value);
  noteEffects(setup.program, reader);
  runStatements((setup.program?.body ?? []).filter(isRun) as Node[], setup.scope);
  // What a page does before anybody sees it.
  for (const work of mounted) callBack(work);
  for (const [name, value] of given) if (!setup.scope.has(name)) setup.scope.define(name, value);
  const scope = new TemplateScope(setup.scope.reading, setup.scope);
  scope.define('$props', given);
  scope.define('$slots', made);
  return scope;
}

interface ComponentUse {
  path: string;
  props: ValueMap;
  slots: ReadonlyMap<string, Value>;
  reader: Reader;
}

/** What a slot shows, as Vue gives it to scripts: a function that returns its nodes. */
const slotFunction = (content: Value): Value =>
  fn((props) => {
    const shown = content instanceof Callable ? content.call([props], undefined) : content;
    return shown instanceof Content ? shown.parts() : unknown;
  });

const isRun = ({ type }: Node) => type !== 'ImportDeclaration' && !type.startsWith('TS');

/** What a plain script defines for its component: defaults of props, data, methods, computed values. */
function addOptions(
  module: ScriptModule,
  props: ValueMap,
  { reader, script }: { reader: Reader; script: string },
): void {
  const options = module.exported('default');
  if (!(options instanceof Map)) return;
  addDefaults(props, options.get('props'));
  const self: ValueMap = new Map(props);
  // What Vue and its plugins give every component.
  for (const [, name] of script.matchAll(/\bthis\.(\$\w+)/g)) self.set(name!, unknown);
  const data = options.get('data');
  const states = callOn(data, self);
  for (const [name, value] of states instanceof Map ? states : [])
    self.set(name, reader.states.begun(value));
  for (const name of ['created', 'beforeMount', 'mounted'])
    if (options.has(name)) reader.states.effect(options.get(name));
  const made = callOn(options.get('setup'), props);
  if (made instanceof Map) for (const [name, value] of made) self.set(name, value);
  const methods = options.get('methods');
  for (const [name, work] of methods instanceof Map ? methods : []) {
    if (work instanceof Callable) self.set(name, new Callable((args) => work.call(args, self)));
  }
  const computed = options.get('computed');
  for (const [name, work] of computed instanceof Map ? computed : []) {
    self.set(name, callOn(work, self));
  }
  for (const [name, value] of self) module.scope.define(name, value);
}

const callOn = (work: Value, self: ValueMap): Value =>
  work instanceof Callable ? work.call([self], self) : undefined;

/** `{ size: { default: 'small' } }`, or `['size']`: what a prop is where the use does not give it. */
export function addDefaults(props: ValueMap, declared: Value): ValueMap {
  for (const name of Array.isArray(declared) ? declared : []) {
    if (typeof name === 'string' && !props.has(name)) props.set(name, undefined);
  }
  if (!(declared instanceof Map)) return props;
  for (const [name, declaration] of declared) {
    if (props.has(name)) continue;
    const given = declaration instanceof Map ? declaration.get('default') : undefined;
    props.set(name, given instanceof Callable ? callBack(given, props) : given);
  }
  return props;
}

/** What a setup script knows without an import. */
const macros = (props: ValueMap): [string, Value][] => [
  ['defineProps', fn((declared) => addDefaults(props, declared))],
  ['withDefaults', fn((_, defaults) => addGiven(props, defaults))],
  ['defineEmits', fn(() => unknown)],
  ['defineSlots', fn(() => new Map())],
  ['defineOptions', fn(() => undefined)],
  ['useAttrs', fn(() => new Map())],
];

function addGiven(props: ValueMap, defaults: Value): ValueMap {
  if (!(defaults instanceof Map)) return props;
  for (const [name, value] of defaults) {
    if (props.get(name) === undefined)
      props.set(name, value instanceof Callable ? callBack(value) : value);
  }
  return props;
}

/** A node of the tree, whose types of TypeScript the parser knows. */
interface AnyNode {
  type?: string;
  [key: string]: unknown;
}

/**
 * The props that a setup script declares by a type, `defineProps<{ title?: string }>()`: what a use does
 * not give is undefined, not unknown. Types of other files are not followed.
 */
function addTypedProps(program: Program, props: ValueMap): void {
  const names = typed.get(program) ?? typedProps(program);
  typed.set(program, names);
  for (const name of names) if (!props.has(name)) props.set(name, undefined);
}

/** By script, which is parsed once for all documents of a worker. */
const typed = new WeakMap<Program, readonly string[]>();

function typedProps(program: Program): string[] {
  const types = new Map<string, unknown>();
  const found: unknown[] = [];
  for (const node of nodesIn(program) as Iterable<AnyNode>) {
    if (node.type === 'TSInterfaceDeclaration') types.set(nameOf(node.id), node.body);
    if (node.type === 'TSTypeAliasDeclaration') types.set(nameOf(node.id), node.typeAnnotation);
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'defineProps') {
      found.push(...listOf((node.typeArguments as AnyNode | undefined)?.params));
    }
  }
  return found.flatMap((type) => {
    const stated = (type as AnyNode).type === 'TSTypeReference';
    return membersOf(stated ? types.get(nameOf((type as AnyNode).typeName)) : type);
  });
}

/** The names in `{ a: string; b?: number }`, of a literal or of an interface. */
function membersOf(type: unknown): string[] {
  const { members, body } = (type ?? {}) as AnyNode;
  return listOf(members ?? body).map((member) => nameOf((member as AnyNode).key));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function nameOf(node: unknown): string {
  const { name, value } = (node ?? {}) as AnyNode;
  return String(name ?? value ?? '');
}
