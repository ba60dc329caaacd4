import { dirname, join } from 'node:path';
import type { Node, Program } from 'estree-jsx';
import { firstOf } from '../../first-of.ts';
import { getOrMake } from '../../maps.ts';
import { Budget, limits } from '../../static/budget.ts';
import { evaluate, keyOf } from '../../static/evaluate.ts';
import { globals, Namespace } from '../../static/globals.ts';
import { memberOf } from '../../static/members.ts';
import { type Imported, Module } from '../../static/module.ts';
import { asCopy } from '../../static/origin.ts';
import { languageOf, readScript } from '../../static/parse-script.ts';
import { Scope } from '../../static/scope.ts';
import { runTop } from '../../static/statements.ts';
import { Callable, resultOf, unknown } from '../../static/value.ts';
import { type Aliases, expandAlias, tsconfigAliases } from '../aliases.ts';
import { foldersUp } from '../detect.ts';
import { called, Foreign, slashed } from './calls.ts';
import { readJson } from './data-formats.ts';
import type { ProjectFiles } from './files.ts';
import { withoutAbyss } from './nesting.ts';
import { withExport } from './rstack.ts';
import {
  Environment,
  isObject,
  LazyObject,
  noteOrigin,
  originOf,
  type Place,
  type StaticData,
  Unknown,
} from './values.ts';

/** A file that could not be read, and why. */
interface Problem extends Place {
  reason: string;
}

/**
 * Reads modules of configuration as far as they state plain values: literals, constants, spreads,
 * functions that only compose values, and modules of the project that they import. Nothing is run.
 */
export class ModuleReader {
  readonly problems: Problem[] = [];
  readonly budget: Budget = new Budget(limits.configurationSteps);
  readonly #files: ProjectFiles;
  readonly #exports = new Map<string, StaticData>();
  readonly #aliases = new Map<string, Aliases>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** Whether the project has a file or folder at an absolute path. */
  exists(path: string): boolean {
    return this.#files.exists(this.#files.name(path));
  }

  /** The default export, or what `module.exports` is set to; of a function, its result. */
  resolve(file: string): StaticData {
    const exported = this.load(file);
    const isModule = isObject(exported) && exported.has('default');
    const value = isModule ? exported.get('default') : exported;
    return value instanceof Callable
      ? withoutAbyss(resultOf(value), { file: this.#files.name(file), line: 1 })
      : value;
  }

  /** All exports by name. */
  load(file: string): StaticData {
    if (!this.#exports.has(file)) {
      // A circle of imports sees what is not there yet as unknown.
      const place = { file: this.#files.name(file), line: 1 };
      this.#exports.set(file, new Unknown(place, 'part of an import cycle'));
      this.#exports.set(file, this.#read(file, place));
    }
    return this.#exports.get(file);
  }

  #read(file: string, place: Place): StaticData {
    const text = this.#files.read(file);
    if (text === undefined) return new Unknown(place, 'a file that cannot be read');
    if (/\.json[c5]?$/.test(file)) return readJson(text, place.file);
    const parsed = readScript(text, languageOf(file));
    if ('body' in parsed) {
      const module = new ConfigModule(withExport(parsed), { file, text, place }, this);
      this.#exports.set(file, module.declared());
      return module.run();
    }
    const at = { ...place, line: parsed.line };
    this.problems.push({ ...at, reason: parsed.reason });
    return new Unknown(at, 'a module that cannot be read');
  }

  /** Exports of a module of the project; undefined for packages. */
  import(specifier: string, from: string): StaticData {
    const paths = specifier.startsWith('.')
      ? [join(dirname(from), specifier)]
      : expandAlias(this.#aliasesAt(dirname(from)), specifier);
    const file = firstOf(paths, (path) => this.#files.moduleAt(path));
    return file === undefined ? undefined : this.load(file);
  }

  #aliasesAt(folder: string): Aliases {
    const { root } = this.#files;
    // Reading them notes that the site depends on them.
    const read = (file: string) => this.#files.read(file);
    return getOrMake(this.#aliases, folder, () =>
      tsconfigAliases(foldersUp(folder, root), root, { read }),
    );
  }
}

interface Source {
  /** Absolute path. */
  file: string;
  text: string;
  /** Where it begins. */
  place: Place;
}

/** The names that every module of Node knows, beside those that only work on data. */
function nodeGlobals({ file, place }: Source): Record<string, StaticData> {
  const env = new Environment(place);
  const [path, folder] = [slashed(file), slashed(dirname(file))];
  const meta = { env, url: path, filename: path, dirname: folder };
  return {
    __dirname: folder,
    __filename: path,
    'import.meta': new Namespace(() => unknown, meta),
    process: new Namespace(() => unknown, { env }),
  };
}

class ConfigModule extends Module {
  readonly #source: Source;
  readonly #reader: ModuleReader;
  readonly #place: (node: Node) => Place;
  readonly #node: Readonly<Record<string, StaticData>>;
  readonly #exports = new LazyObject();

  constructor(program: Program, source: Source, reader: ModuleReader) {
    const { file, text } = source;
    const place = (node: Node) => ({ ...source.place, line: node.loc?.start.line ?? 1 });
    const exists = (path: string) => reader.exists(path);
    const scope = new Scope({
      budget: reader.budget,
      source: text,
      place,
      load: (specifier) => reader.import(specifier, file) ?? unknown,
      called: (node, callee, args) => {
        const [wanted] = args;
        const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
        if (!isRequire || typeof wanted !== 'string')
          return called({ node, place: place(node), file, callee, args, exists });
        return reader.import(wanted, file) ?? new Foreign(place(node), 'require', wanted);
      },
    });
    const node = nodeGlobals(source);
    for (const [name, value] of [...globals, ...Object.entries(node)]) scope.define(name, value);
    super(program, scope);
    this.#source = source;
    this.#reader = reader;
    this.#place = place;
    this.#node = node;
  }

  /** All exports by name. */
  declared(): StaticData {
    const body = this.program?.body ?? [];
    const origin = noteOrigin(this.#exports, body[0] ? this.#place(body[0]) : this.#source.place);
    const add = (name: string, statement: Node, make: () => StaticData) => {
      this.#exports.setLater(name, make);
      origin.members.set(name, this.#place(statement));
    };
    for (const statement of body) {
      if (statement.type !== 'ExportAllDeclaration' || statement.exported) continue;
      const loaded = this.#reader.import(String(statement.source.value), this.#source.file);
      for (const name of isObject(loaded) ? loaded.keys() : [])
        add(name, statement, () => (loaded as LazyObject).get(name));
    }
    for (const [name, statement] of this.names()) {
      const isDefault = statement.type === 'ExportDefaultDeclaration';
      const value = isDefault ? (statement.declaration as Node) : statement;
      add(name, statement, () => {
        const part = this.#part(statement, name) ?? this.#stated(value, this.exported(name));
        return withoutAbyss(part, this.#place(statement));
      });
    }
    return this.#exports;
  }

  /** The same after its statements, or what they set `module.exports` to. */
  run(): StaticData {
    const isScript = this.#exports.size === 0;
    const module = new Map<string, StaticData>([['exports', this.#exports]]);
    if (isScript) this.scope.define('module', module);
    if (isScript) this.scope.define('exports', this.#exports);
    runTop((this.program?.body ?? []) as Node[], this.scope);
    if (!isScript) return this.#exports;
    const current = this.scope.value('module');
    const exported = current === module ? module.get('exports') : current;
    // For those who import it as their tools write it.
    if (isObject(exported) && exported.get('default') === exported) exported.delete('default');
    return withoutAbyss(exported, this.#source.place);
  }

  /** A configuration; where a function of the project computes it, the argument of that function. */
  #stated(node: Node, value = evaluate(node, this.scope)): StaticData {
    if (!(value instanceof Unknown) || node.type !== 'CallExpression') return value;
    return node.arguments.map((inner) => this.#stated(inner)).find(isObject) ?? value;
  }

  /** What `export const { docs } = defineDocs({ … })` gives: the argument, with the name of the part. */
  #part(statement: Node, name: string): StaticData {
    const { declaration } = statement as { declaration?: Node | null };
    if (declaration?.type !== 'VariableDeclaration') return undefined;
    for (const { id, init } of declaration.declarations) {
      for (const property of id.type === 'ObjectPattern' ? id.properties : []) {
        if (property.type !== 'Property' || property.value.type !== 'Identifier') continue;
        if (property.value.name !== name || !init) continue;
        const whole = evaluate(init, this.scope);
        const part = keyOf(property.key) ?? name;
        if (isObject(whole) && originOf(whole)?.call !== undefined)
          return asCopy(new Map(whole), whole, { part });
      }
    }
    return undefined;
  }

  protected override imported({ specifier, name, local }: Imported): StaticData {
    const isWhole = name === 'default' || name === '*';
    if (/^(?:node:)?process$/.test(specifier))
      return isWhole ? this.#node.process : memberOf(this.#node.process, name);
    const place = local ? this.#place(local) : this.#source.place;
    const loaded = this.#reader.import(specifier, this.#source.file);
    if (loaded === undefined) {
      const own = isWhole && local?.type === 'Identifier' ? local.name : name;
      return new Foreign(place, own, specifier);
    }
    if (name === '*' || !isObject(loaded)) return loaded;
    if (loaded.has(name)) return loaded.get(name);
    return name === 'default' ? loaded : new Unknown(place, `the import ${name}`);
  }
}
