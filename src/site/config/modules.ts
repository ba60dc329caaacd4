import { dirname, join } from 'node:path';
import { languageOf, readScript } from '../../static/parse-script.ts';
import { type Aliases, expandAlias, tsconfigAliases } from '../aliases.ts';
import { foldersUp } from '../detect.ts';
import { declare } from './blocks.ts';
import { readJson } from './data-formats.ts';
import { type Budget, evaluate, type ModuleContext, maxSteps } from './evaluate.ts';
import { type ProjectFiles, spellings } from './files.ts';
import { applyOf, Closure, Foreign, type LocalScope, localScope } from './functions.ts';
import type { SyntaxNode } from './syntax.ts';
import {
  assign,
  isObject,
  LazyObject,
  noteOrigin,
  originOf,
  type Place,
  type StaticData,
  type StaticObject,
  Unknown,
} from './values.ts';

/** A file that could not be read, and why. */
export interface Problem extends Place {
  reason: string;
}

/**
 * Reads modules of configuration as far as they state plain values: literals, constants, spreads,
 * functions that only compose values, and modules of the project that they import. Nothing is run.
 */
export class ModuleReader {
  readonly problems: Problem[] = [];
  readonly #files: ProjectFiles;
  readonly #exports = new Map<string, StaticData>();
  readonly #aliases = new Map<string, Aliases>();
  readonly #budget: Budget = { steps: maxSteps, depth: 0 };

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** The default export, or what `module.exports` is set to; of a function, its result. */
  resolve(file: string): StaticData {
    const exported = this.load(file);
    const value =
      isObject(exported) && exported.has('default') ? exported.get('default') : exported;
    if (!(value instanceof Closure)) return value;
    return applyOf(value, [], { file: this.#files.name(file), line: 1 });
  }

  /** All exports by name. */
  load(file: string): StaticData {
    if (!this.#exports.has(file)) {
      // A circle of imports sees what is not there yet as unknown.
      this.#exports.set(
        file,
        new Unknown({ file: this.#files.name(file), line: 1 }, 'part of an import cycle'),
      );
      this.#exports.set(file, this.#evaluate(file));
    }
    return this.#exports.get(file);
  }

  #evaluate(file: string): StaticData {
    const name = this.#files.name(file);
    const text = this.#files.read(file);
    if (text === undefined)
      return new Unknown({ file: name, line: 1 }, 'a file that cannot be read');
    if (/\.json[c5]?$/.test(file)) return readJson(text, name);
    const parsed = readScript(text, languageOf(file));
    if (!('body' in parsed)) {
      this.problems.push({ file: name, line: parsed.line, reason: parsed.reason });
      return new Unknown({ file: name, line: parsed.line }, 'a module that cannot be read');
    }
    const module: ModuleContext = {
      file,
      place: (node) => ({ file: name, line: node.loc?.start.line ?? 1 }),
      load: (specifier) => this.#import(specifier, file),
      budget: this.#budget,
    };
    const scope = localScope();
    const body = parsed.body as unknown as SyntaxNode[];
    declare(body, scope, module);
    for (const node of body) this.#declareImports(node, scope, module);
    return exportsOf(body, scope, module);
  }

  #declareImports(node: SyntaxNode, scope: LocalScope, module: ModuleContext): void {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return;
    const specifier: string = node.source.value;
    for (const one of node.specifiers) {
      const name =
        one.type === 'ImportDefaultSpecifier'
          ? 'default'
          : (one.imported?.name ?? one.imported?.value);
      scope.set(one.local.name, () => {
        const loaded = this.#import(specifier, module.file);
        if (loaded === undefined) {
          const foreign = one.type === 'ImportSpecifier' ? name : one.local.name;
          return new Foreign(module.place(node), foreign, specifier);
        }
        if (one.type === 'ImportNamespaceSpecifier') return loaded;
        if (!isObject(loaded)) return loaded;
        if (loaded.has(name)) return loaded.get(name);
        return name === 'default' ? loaded : new Unknown(module.place(node), `the import ${name}`);
      });
    }
  }

  /** Exports of a module of the project; undefined for packages. */
  #import(specifier: string, from: string): StaticData | undefined {
    const paths = specifier.startsWith('.')
      ? [join(dirname(from), specifier)]
      : expandAlias(this.#aliasesAt(dirname(from)), specifier);
    for (const path of paths) {
      const file = this.#find(path);
      if (file !== undefined) return this.load(file);
    }
    return undefined;
  }

  #aliasesAt(folder: string): Aliases {
    const known = this.#aliases.get(folder);
    if (known !== undefined) return known;
    const folders = foldersUp(folder, this.#files.root);
    // Reading them notes that the site depends on them.
    const aliases = tsconfigAliases(folders, this.#files.root, {
      read: (file) => this.#files.read(file),
    });
    this.#aliases.set(folder, aliases);
    return aliases;
  }

  #find(path: string): string | undefined {
    const modules = spellings(path).filter((name) => /\.(?:[cm]?[jt]sx?|json)$/.test(name));
    return modules.find((name) => this.#files.read(name) !== undefined);
  }
}

function exportsOf(body: SyntaxNode[], scope: LocalScope, module: ModuleContext): StaticData {
  const exported = new LazyObject();
  const place = module.place(body[0] ?? { type: '', start: 0, end: 0 });
  const origin = noteOrigin(exported, place);
  const add: Exporting['add'] = (name, node, make) => {
    if (name === '__proto__') return;
    exported.setLater(name, make);
    origin.members.set(name, module.place(node));
  };
  for (const node of body) exporters[node.type]?.(node, { scope, module, add });
  const whole = body.findLast((node) => assignedName(node) === 'module.exports');
  return (whole && evaluate(whole.expression.right, scope, module)) ?? exported;
}

interface Exporting {
  scope: LocalScope;
  module: ModuleContext;
  add(name: string, node: SyntaxNode, make: () => StaticData): void;
}

/** What statements export, by their type. */
const exporters: Readonly<Record<string, (node: SyntaxNode, exporting: Exporting) => void>> = {
  ExportDefaultDeclaration(node, { scope, module, add }) {
    const { declaration } = node;
    add('default', node, () =>
      declaration.type.endsWith('Declaration')
        ? new Closure(declaration, scope, module)
        : stated(declaration, scope, module),
    );
  },
  ExportNamedDeclaration: exportNames,
  ExportAllDeclaration(node, { module, add }) {
    const loaded = module.load(node.source.value);
    if (!isObject(loaded)) return;
    for (const key of loaded.keys()) add(key, node, () => loaded.get(key));
  },
  ExpressionStatement(node, { scope, module, add }) {
    const name = /^(?:module\.)?exports\.(\w+)$/.exec(assignedName(node))?.[1];
    if (name !== undefined) add(name, node, () => evaluate(node.expression.right, scope, module));
  },
};

/** `module.exports` of `module.exports = …`; empty for other statements. */
function assignedName({ type, expression }: SyntaxNode): string {
  const isAssignment = type === 'ExpressionStatement' && expression.type === 'AssignmentExpression';
  return isAssignment ? memberPath(expression.left) : '';
}

/** A configuration; where a function of the project computes it, the argument of that function. */
function stated(node: SyntaxNode, scope: LocalScope, module: ModuleContext): StaticData {
  const value = evaluate(node, scope, module);
  if (!(value instanceof Unknown) || node.type !== 'CallExpression') return value;
  const given = node.arguments.map((inner: SyntaxNode) => stated(inner, scope, module));
  return given.find(isObject) ?? value;
}

function exportNames(node: SyntaxNode, { scope, module, add }: Exporting): void {
  if (node.declaration?.type === 'FunctionDeclaration') {
    const { name } = node.declaration.id;
    add(name, node, () => scope.lookup(name));
  }
  for (const { id, init } of node.declaration?.declarations ?? []) {
    if (id.type === 'Identifier') add(id.name, node, () => scope.lookup(id.name));
    for (const { key, value } of id.type === 'ObjectPattern' ? id.properties : []) {
      if (value?.type !== 'Identifier') continue;
      const make = () => partOfCall(evaluate(init, scope, module), key.name ?? key.value);
      add(value.name, node, () => make() ?? scope.lookup(value.name));
    }
  }
  const loaded = node.source ? module.load(node.source.value) : undefined;
  for (const { local, exported } of node.specifiers ?? []) {
    const name = exported.name ?? exported.value;
    const from = local.name ?? local.value;
    add(name, node, () =>
      node.source ? (isObject(loaded) ? loaded.get(from) : undefined) : scope.lookup(from),
    );
  }
}

/** A part of the result of a package's function: its argument, with the name of the part. */
function partOfCall(whole: StaticData, part: string): StaticData {
  const origin = originOf(whole);
  if (!isObject(whole) || origin?.call === undefined) return undefined;
  const result: StaticObject = new Map();
  assign(result, whole);
  Object.assign(noteOrigin(result, origin.place), origin, { part });
  return result;
}

function memberPath(node: SyntaxNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return '';
  return `${memberPath(node.object)}.${node.property.name}`;
}
