import type { ImportDeclaration, Node, Program } from 'estree-jsx';
import { namesIn } from '../document/expression.ts';
import { firstOf } from '../first-of.ts';
import { bindPattern } from './assign.ts';
import { closure } from './call.ts';
import { enumOf, isEnum } from './enums.ts';
import { evaluate, keyOf } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { Unknown, unknown, type Value } from './value.ts';

/** A name of an import: of which module, by what name there (`*` for all of it), and by what name here. */
export interface Imported {
  specifier: string;
  name: string;
  local?: Node;
}

/** The names and exports of a module, evaluated when they are first used. */
export abstract class Module {
  readonly program: Program | undefined;
  readonly scope: Scope;
  readonly #exports = new Map<string, Value>();

  constructor(program: Program | undefined, scope: Scope) {
    this.program = program;
    this.scope = scope;
    for (const statement of this.program?.body ?? []) this.#declare(statement);
    for (const statement of this.program?.body ?? []) this.#extend(statement);
  }

  protected abstract imported(wanted: Imported): Value;

  /** Runs what works out a value of the module. */
  protected working<T>(work: () => T): T {
    return work();
  }

  /** Whether it assigns to `module.exports`, as modules of Node did before there were others. */
  get isCommon(): boolean {
    return (this.program?.body ?? []).some(
      (statement) =>
        statement.type === 'ExpressionStatement' &&
        statement.expression.type === 'AssignmentExpression' &&
        isExports(statement.expression.left),
    );
  }

  exported(name: string): Value {
    if (!this.#exports.has(name)) {
      this.#exports.set(name, unknown);
      this.#exports.set(name, this.#export(name));
    }
    return this.#exports.get(name);
  }

  /** The names that it exports with the statements that do, but for those that it hands on unread. */
  *names(): Generator<[name: string, statement: Node]> {
    for (const statement of this.program?.body ?? []) {
      for (const name of exportedNames(statement)) yield [name, statement];
    }
  }

  #export(name: string): Value {
    const body = this.program?.body ?? [];
    const found = firstOf(body, (statement) => this.#exportedBy(statement, name));
    return found ? found() : this.#handedOn(name);
  }

  #exportedBy(statement: Node, name: string): (() => Value) | undefined {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
      return () => this.working(() => this.#value(statement.declaration as Node));
    }
    if (statement.type === 'ExpressionStatement') return this.#assigned(statement.expression, name);
    if (statement.type === 'ExportAllDeclaration' && statement.exported) {
      const { exported, source } = statement;
      return keyOf(exported) === name ? () => this.#import(source, '*') : undefined;
    }
    if (statement.type !== 'ExportNamedDeclaration') return undefined;
    const { declaration, specifiers, source } = statement;
    if (declaration)
      return declaredBy(declaration).includes(name) ? () => this.scope.value(name) : undefined;
    const specifier = specifiers.find(({ exported }) => keyOf(exported) === name);
    if (!specifier) return undefined;
    const local = keyOf(specifier.local) ?? '';
    return () => (source ? this.#import(source, local) : this.scope.value(local));
  }

  /** `module.exports = …` and `exports.name = …`, whose names bundlers let modules import. */
  #assigned(node: Node, name: string): (() => Value) | undefined {
    if (node.type !== 'AssignmentExpression') return undefined;
    const { left, right } = node;
    const value = () => this.working(() => evaluate(right, this.scope));
    if (isExports(left)) return name === 'default' ? value : () => memberOf(value(), name);
    if (left.type !== 'MemberExpression' || left.computed) return undefined;
    return isExports(left.object, 'exports') && keyOf(left.property) === name ? value : undefined;
  }

  /** Whether a value only stands for the export of a missing file. */
  protected isMissing(_value: Value): boolean {
    return false;
  }

  /** What comes by `export *`: of a library of hundreds, files of that name first; packages, which may have any name, last. */
  #handedOn(name: string): Value {
    if (name === 'default') return unknown;
    const sources = (this.program?.body ?? []).flatMap((statement) =>
      statement.type === 'ExportAllDeclaration' && !statement.exported
        ? String(statement.source.value)
        : [],
    );
    const isNamed = (path: string) => lettersOf(nameOfFile(path)) === lettersOf(name);
    const isFile = (path: string) => /^(?:[./~#]|@\/)/.test(path);
    let missing: Value = unknown;
    for (const specifier of new Set(
      [isNamed, isFile, () => true].flatMap((test) => sources.filter(test)),
    )) {
      const value = this.imported({ specifier, name });
      if (value instanceof Unknown) continue;
      if (!this.isMissing(value)) return value;
      missing = value;
    }
    return missing;
  }

  #declare(statement: Node): void {
    if (statement.type === 'ImportDeclaration') {
      if (!isType(statement)) this.#declareImports(statement);
      return;
    }
    const isExport =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const declared = isExport ? statement.declaration : statement;
    if (!declared) return;
    if (isEnum(declared)) {
      this.scope.defineLater(declared.id.name, () =>
        this.working(() => enumOf(declared, this.scope)),
      );
    } else if (declared.type === 'ClassDeclaration') {
      if (declared.id) this.#declareVariable(declared.id, declared as Node);
    } else if (declared.type === 'FunctionDeclaration' && declared.id) {
      this.scope.define(declared.id.name, closure(declared as never, this.scope));
    } else if (declared.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations)
        this.#declareVariable(id, init ?? undefined);
    }
  }

  /** `Code.Title = CodeTitle`: members that values of the module get later. */
  #extend(statement: Node): void {
    if (statement.type !== 'ExpressionStatement') return;
    const { expression } = statement;
    if (expression.type !== 'AssignmentExpression') return;
    const { left } = expression;
    if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier') return;
    const work = () => this.working(() => evaluate(expression, this.scope));
    this.scope.whenUsed(left.object.name, work);
  }

  #declareImports({ specifiers, source }: ImportDeclaration): void {
    for (const part of specifiers) {
      if (isType(part)) continue;
      const name = importedName(part);
      this.scope.defineLater(part.local.name, () => this.#import(source, name, part.local));
    }
  }

  #declareVariable(id: Node, init: Node | undefined): void {
    const value = () => (init ? this.working(() => evaluate(init, this.scope)) : undefined);
    if (id.type === 'Identifier') {
      this.scope.defineLater(id.name, value);
      return;
    }
    // The names of a destructuring are evaluated together, when the first of them is used.
    for (const name of namesIn(id)) {
      this.scope.defineLater(name, () => {
        const inner = this.scope.inner();
        this.working(() => bindPattern(id, value(), inner));
        return inner.value(name);
      });
    }
  }

  #value(declaration: Node): Value {
    if (declaration.type !== 'FunctionDeclaration') return evaluate(declaration, this.scope);
    const name = (declaration.id as { name: string } | null)?.name;
    return name === undefined ? closure(declaration as never, this.scope) : this.scope.value(name);
  }

  #import(source: { value?: unknown }, name: string, local?: Node): Value {
    return this.imported({ specifier: String(source.value), name, ...(local && { local }) });
  }
}

/** `./parts/text-field.js` -> `text-field` */
const nameOfFile = (path: string) => /([^/]*?)(?:\/index)?(?:\.\w+)?$/.exec(path)![1]!;
const lettersOf = (name: string) => name.replace(/[-_.]/g, '').toLowerCase();

/** The name of what a part of an import brings in its own module: `default`, or `*` for all of it. */
export function importedName(part: ImportDeclaration['specifiers'][number]): string {
  if (part.type === 'ImportSpecifier') return keyOf(part.imported) ?? '';
  return part.type === 'ImportNamespaceSpecifier' ? '*' : 'default';
}

/** Of TypeScript, which leaves nothing of it. */
export const isType = (node: Node): boolean => {
  const { importKind, exportKind } = node as { importKind?: string; exportKind?: string };
  return importKind === 'type' || exportKind === 'type';
};

/** The names that a declaration defines. */
function declaredBy(declaration: Node): string[] {
  if (isEnum(declaration)) return [declaration.id.name];
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => namesIn(id));
  const isNamed = /^(?:Class|Function)Declaration$/.test(declaration.type);
  return isNamed && 'id' in declaration ? namesIn(declaration.id as Node) : [];
}

/** `module.exports`, or `exports` alone where that is asked for, too. */
const isExports = (node: Node, alone?: string): boolean =>
  (node.type === 'Identifier' && node.name === alone) ||
  (node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    keyOf(node.property) === 'exports');

/** What a module that is one value has by a name; a value that is not a map of names may have it. */
const memberOf = (value: Value, name: string): Value =>
  value instanceof Map && value.has(name) ? value.get(name) : unknown;

function exportedNames(statement: Node): string[] {
  if (statement.type === 'ExportDefaultDeclaration') return ['default'];
  if (statement.type === 'ExportAllDeclaration')
    return statement.exported ? [keyOf(statement.exported) ?? ''] : [];
  if (statement.type !== 'ExportNamedDeclaration' || isType(statement)) return [];
  const { declaration, specifiers } = statement;
  const handedOn = specifiers.filter((one) => !isType(one));
  return [
    ...(declaration ? declaredBy(declaration) : []),
    ...handedOn.map(({ exported }) => keyOf(exported) ?? ''),
  ];
}
