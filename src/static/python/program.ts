import { posix } from 'node:path';
import { firstOf } from '../../first-of.ts';
import { modules } from './builtins.ts';
import { type PythonNode, parsePython } from './parse.ts';
import { Scope } from './scope.ts';
import { runKnown } from './statements.ts';
import { NotKnown, PythonObject, unknown, type Value } from './value.ts';

/** Text of a file below the folder of the project; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/** Modules of a project that may be read for one of them. */
const mostModules = 20;

/**
 * Calls a function of a module of Python with one value, without running either: what its statements do is carried
 * out as far as it needs nothing from outside. Other modules of the project are read in the same way.
 *
 * @param path of the module, from the folder of the project
 */
export function callInModule(
  { path, name }: { path: string; name: string },
  value: Value,
  read: ReadFile,
): void {
  const loaded = new Map<string, Module | undefined>();
  const load = (file: string): Module | undefined => {
    if (loaded.has(file)) return loaded.get(file);
    // Until it is read, a module that imports it in turn does not know what it holds.
    loaded.set(file, undefined);
    const source = loaded.size > mostModules ? undefined : read(file);
    const module = source && moduleOf(source, (imported) => find(imported, file));
    loaded.set(file, module || undefined);
    return module || undefined;
  };
  const find = (imported: string, from: string): Value =>
    modules[imported] ?? firstOf(filesOf(imported, from), load)?.object ?? unknown;
  const module = load(path);
  const definition = module?.statements.findLast(
    ({ type, children }) => type === 'FunctionDefinition' && children[1]?.text === name,
  );
  if (module === undefined || definition === undefined) return;
  const scope = new Scope(module.scope.program, module.scope);
  const [parameter] = definition.children[2]!.children.filter(
    ({ type }) => type === 'VariableName',
  );
  if (parameter !== undefined) scope.set(parameter.text, value);
  runKnown(definition.children.at(-1)!.children.slice(1), scope);
}

/** What a module of Python says, read without being run. */
interface Module {
  statements: readonly PythonNode[];
  scope: Scope;
  object: PythonObject;
}

/** A module alone; undefined where it is too long or too deep. */
export const readModule = (source: string): Module | undefined =>
  moduleOf(source, (name) => modules[name] ?? unknown);

function moduleOf(source: string, module: (name: string) => Value): Module | undefined {
  try {
    const { children: statements } = parsePython(source);
    const scope = new Scope({ steps: 0, calls: 0, module });
    runKnown(statements, scope);
    return { statements, scope, object: new PythonObject((name) => scope.get(name)) };
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** The files that a module may be: `a.b`, or `.b` beside the one that imports it. */
function filesOf(name: string, from: string): string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(name) ?? [];
  const folder = dots === '' ? '' : posix.join(posix.dirname(from), '../'.repeat(dots.length - 1));
  const path = posix.join(folder, rest.replaceAll('.', '/'));
  return [`${path}.py`, `${path}/__init__.py`];
}
