import { posix } from 'node:path';
import type { Program } from 'estree-jsx';
import { type Imported, Module } from '../static/module.ts';
import { parseScript, type ScriptLanguage } from '../static/parse-script.ts';
import type { Scope } from '../static/scope.ts';
import { Callable, fn, isScalar, unknown, type Value } from '../static/value.ts';
import { Library } from './content.ts';
import { globbed } from './globbed.ts';
import { markupOf, type WhiteSpace } from './jsx.ts';
import { shownIn } from './known.ts';
import { remembered } from './parsed.ts';
import type { Reader } from './reader.ts';

interface Source {
  text: string;
  path: string;
  lang: ScriptLanguage;
  space?: WhiteSpace;
}

const programs = new Map(
  (['js', 'jsx', 'ts', 'tsx'] as const).map((lang) => [
    lang,
    remembered((text) => parseScript(text, lang) ?? null),
  ]),
);

/** The syntax tree of a script of a file; undefined where it cannot be read. */
export const programOf = ({ text, path, lang }: Source): Program | undefined =>
  programs.get(lang)?.(text, path) ?? undefined;

interface ModuleOptions {
  /** In place of the source's whole program. */
  program?: Program;
  /** The scope around the module; default the one that all sources share. */
  parent?: Scope;
}

/** A file of JavaScript or TypeScript. Its names are evaluated when they are first used. */
export class ScriptModule extends Module {
  readonly path: string;
  readonly #reader: Reader;

  constructor(source: Source, reader: Reader, { program, parent }: ModuleOptions = {}) {
    super(program ?? programOf(source), moduleScope(source, reader, parent));
    this.#reader = reader;
    this.path = source.path;
  }

  protected override imported({ specifier, name }: Imported): Value {
    return this.#reader.modules.imported(specifier, name, this.path);
  }

  protected override isMissing(value: Value): boolean {
    return value instanceof Library && value.isOfProject;
  }

  /** Many uses share the values of a module. */
  protected override working<T>(work: () => T): T {
    return this.#reader.shared(work);
  }
}

/** The scope of a source: positions in it, JSX as content, and the names that all sources know. */
export function moduleScope(source: Source, reader: Reader, parent = reader.globals): Scope {
  const context = { reader, space: source.space ?? ('jsx' as const) };
  const load = (specifier: string) => reader.modules.imported(specifier, '*', source.path);
  const scope = parent.inner({
    budget: reader.budget,
    source: source.text,
    markup: (node, scope) => markupOf(node, scope, context),
    load,
    shown: shownIn(reader),
  });
  const required = ([path]: readonly Value[]) =>
    isScalar(path) ? reader.modules.required(String(path), source.path) : unknown;
  scope.define('require', new Require(required, load));
  const meta = parent.value('import.meta');
  scope.define(
    'import.meta',
    new Map([...(meta instanceof Map ? meta : []), ['glob', globbed(source.path, reader)]]),
  );
  scope.define('__dirname', posix.dirname(source.path));
  return scope;
}

/** webpack's `require`, with `require.context('./examples')`: https://webpack.js.org/guides/dependency-management */
class Require extends Callable {
  readonly #load: (specifier: string) => Value;

  constructor(call: Callable['call'], load: (specifier: string) => Value) {
    super(call);
    this.#load = load;
  }

  override member(name: string): Value {
    if (name !== 'context') return unknown;
    const fileIn = (folder: Value, file: Value) =>
      isScalar(folder) && isScalar(file)
        ? this.#load(`${folder}/${String(file).replace(/^\.\//, '')}`)
        : unknown;
    return fn((folder) => fn((file) => fileIn(folder, file)));
  }
}
