import type { Node, Program } from 'estree-jsx';
import { namesIn } from '../document/expression.ts';
import { bindPattern } from '../static/assign.ts';
import { closure } from '../static/call.ts';
import { evaluate, keyOf } from '../static/evaluate.ts';
import { parseScript, type ScriptLanguage } from '../static/parse-script.ts';
import type { Scope } from '../static/scope.ts';
import { unknown, type Value, type ValueMap } from '../static/value.ts';
import { isSilent } from './accessible.ts';
import { markupOf, type WhiteSpace } from './jsx.ts';
import { globalScope } from './known.ts';
import { remembered } from './parsed.ts';
import type { Reader } from './reader.ts';
import { fullest } from './use.ts';

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
export function programOf({ text, path, lang }: Source): Program | undefined {
  return programs.get(lang)?.(text, path) ?? undefined;
}

interface ModuleOptions {
  /** In place of the source's whole program. */
  program?: Program;
  /** The scope around the module; default the one that all sources share. */
  parent?: Scope;
}

/** A file of JavaScript or TypeScript. Its names are evaluated when they are first used. */
export class ScriptModule {
  readonly scope: Scope;
  readonly program: Program | undefined;
  readonly #reader: Reader;
  readonly path: string;
  readonly #exports = new Map<string, Value>();

  constructor(source: Source, reader: Reader, { program, parent }: ModuleOptions = {}) {
    this.#reader = reader;
    this.path = source.path;
    this.program = program ?? programOf(source);
    this.scope = moduleScope(source, reader, parent);
    for (const statement of this.program?.body ?? []) this.#declare(statement);
  }

  exported(name: string): Value {
    if (!this.#exports.has(name)) {
      this.#exports.set(name, unknown);
      this.#exports.set(name, this.#export(name));
    }
    return this.#exports.get(name);
  }

  /** The names that it exports, but for those that it hands on from other modules unread. */
  names(): string[] {
    return (this.program?.body ?? []).flatMap((statement) => {
      if (statement.type !== 'ExportNamedDeclaration') return [];
      const { declaration, specifiers } = statement;
      const own =
        declaration?.type === 'VariableDeclaration' ? declaration.declarations : [declaration];
      return [
        ...own.flatMap((one) => (one?.id?.type === 'Identifier' ? [one.id.name] : [])),
        ...specifiers.flatMap(({ exported }) => keyOf(exported) ?? []),
      ];
    });
  }

  #export(name: string): Value {
    for (const statement of this.program?.body ?? []) {
      const found = this.#exportedBy(statement, name);
      if (found) return found();
    }
    return this.#handedOn(name);
  }

  #exportedBy(statement: Node, name: string): (() => Value) | undefined {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
      return () => this.#shared(() => this.#value(statement.declaration as Node));
    }
    if (statement.type === 'ExpressionStatement' && name === 'default') {
      const { expression } = statement;
      const isExports =
        expression.type === 'AssignmentExpression' && isModuleExports(expression.left);
      return isExports
        ? () => this.#shared(() => evaluate(expression.right, this.scope))
        : undefined;
    }
    if (statement.type === 'ExportAllDeclaration' && statement.exported) {
      const { exported, source } = statement;
      return keyOf(exported) === name ? () => this.#import(source, '*') : undefined;
    }
    if (statement.type !== 'ExportNamedDeclaration') return undefined;
    const { declaration, specifiers, source } = statement;
    if (declaration) return declares(declaration, name) ? () => this.scope.value(name) : undefined;
    const specifier = specifiers.find(({ exported }) => keyOf(exported) === name);
    if (!specifier) return undefined;
    const local = keyOf(specifier.local) ?? '';
    return () => (source ? this.#import(source, local) : this.scope.value(local));
  }

  #handedOn(name: string): Value {
    for (const statement of this.program?.body ?? []) {
      if (statement.type !== 'ExportAllDeclaration' || statement.exported) continue;
      const value = this.#import(statement.source, name);
      if (value !== unknown) return value;
    }
    return unknown;
  }

  #declare(statement: Node): void {
    if (statement.type === 'ImportDeclaration') {
      for (const part of statement.specifiers) {
        const name =
          part.type === 'ImportSpecifier'
            ? (keyOf(part.imported) ?? '')
            : part.type === 'ImportNamespaceSpecifier'
              ? '*'
              : 'default';
        this.scope.defineLater(part.local.name, () => this.#import(statement.source, name));
      }
      return;
    }
    const isExport =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const declared = isExport ? statement.declaration : statement;
    if (!declared) return;
    if (isEnum(declared)) {
      this.scope.defineLater(declared.id.name, () =>
        this.#shared(() => enumOf(declared, this.scope)),
      );
    } else if (declared.type === 'FunctionDeclaration' && declared.id) {
      this.scope.define(declared.id.name, closure(declared as never, this.scope));
    } else if (declared.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations)
        this.#declareVariable(id, init ?? undefined);
    }
  }

  #declareVariable(id: Node, init: Node | undefined): void {
    const value = () => (init ? this.#shared(() => evaluate(init, this.scope)) : undefined);
    if (id.type === 'Identifier') {
      this.scope.defineLater(id.name, value);
      return;
    }
    // The names of a destructuring are evaluated together, when the first of them is used.
    for (const name of namesIn(id)) {
      this.scope.defineLater(name, () => {
        const inner = this.scope.inner();
        this.#shared(() => bindPattern(id, value(), inner));
        return inner.value(name);
      });
    }
  }

  #value(declaration: Node): Value {
    return declaration.type === 'FunctionDeclaration'
      ? closure(declaration as never, this.scope)
      : evaluate(declaration, this.scope);
  }

  #import(source: { value?: unknown }, name: string): Value {
    return this.#reader.modules.imported(String(source.value), name, this.path);
  }

  /** Many uses share the values of a module. */
  #shared<T>(work: () => T): T {
    const { isShared, slots } = this.#reader;
    this.#reader.isShared = true;
    this.#reader.slots = new Map();
    try {
      return work();
    } finally {
      this.#reader.isShared = isShared;
      this.#reader.slots = slots;
    }
  }
}

/** The scope of a source: positions in it, JSX as content, and the names that all sources know. */
export function moduleScope(source: Source, reader: Reader, parent = globalScope(reader)): Scope {
  const context = { reader, space: source.space ?? ('jsx' as const) };
  return parent.inner({
    budget: reader.budget,
    source: source.text,
    markup: (node, scope) => markupOf(node, scope, context),
    load: (specifier) => reader.modules.imported(specifier, '*', source.path),
    placed: () => reader.emitter.findings.count,
    isSilent,
    fullest,
  });
}

/** An `enum` of TypeScript, which ESTree has no type for. */
interface EnumDeclaration {
  id: { name: string };
  members: { id: { name?: string; value?: unknown }; initializer?: Node }[];
}

const isEnum = (node: unknown): node is EnumDeclaration =>
  (node as { type: string }).type === 'TSEnumDeclaration';

/** The members by name; one without a value counts on from the one before. */
function enumOf({ members }: EnumDeclaration, scope: Scope): Value {
  const values: ValueMap = new Map();
  let next: Value = 0;
  for (const { id, initializer } of members) {
    const value: Value = initializer ? evaluate(initializer, scope) : next;
    values.set(String(id.name ?? id.value), value);
    next = typeof value === 'number' ? value + 1 : unknown;
  }
  return values;
}

function declares(declaration: Node, name: string): boolean {
  if (isEnum(declaration)) return declaration.id.name === name;
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.some(({ id }) => namesIn(id).includes(name));
  }
  return declaration.type === 'FunctionDeclaration' && declaration.id?.name === name;
}

const isModuleExports = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'module';
