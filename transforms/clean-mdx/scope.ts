import type { Expression, Node, Pattern, Program } from 'estree-jsx';
import { parseModule } from '../../src/document/expression.ts';
import type { ImportBinding } from '../../src/document/imports.ts';
import { keyOf } from '../../src/static/evaluate.ts';
import { importedName, isType } from '../../src/static/module.ts';
import { parseScript } from '../../src/static/parse-script.ts';
import { sourceOf } from '../../src/static/scope.ts';
import { fold, type StaticValue } from '../static-value.ts';

/** Reads the value of an import, such as the text of `./x.ts?raw`. */
export type ReadImport = (binding: ImportBinding) => StaticValue | undefined;

interface Declaration {
  init: Node;
  source: string;
}

interface ScopeOptions {
  given: ReadonlyMap<string, StaticValue>;
  readImport: ReadImport;
  /** The value of a name that is not defined here. Default: none. */
  above?: ((name: string) => StaticValue | undefined) | undefined;
}

/** The names that the ESM of one document defines. Parsed at the first question only. */
export class Scope {
  /** The sources that define the names. */
  readonly esm: readonly string[];
  /** Values by name that are not from its ESM, such as the front matter. */
  readonly given: ReadonlyMap<string, StaticValue>;
  readonly #readImport: ReadImport;
  readonly #above: (name: string) => StaticValue | undefined;
  /** Values that were asked for; undefined while one is being worked out. */
  readonly #values = new Map<string, StaticValue | undefined>();
  #imports: Map<string, ImportBinding> | undefined;
  readonly #declarations = new Map<string, Declaration>();

  constructor(
    esm: readonly string[],
    { given, readImport, above = () => undefined }: ScopeOptions,
  ) {
    this.esm = esm;
    this.given = given;
    this.#readImport = readImport;
    this.#above = above;
  }

  /** The static value of a name, or undefined. Definitions that refer to themselves have none. */
  readonly value = (name: string): StaticValue | undefined => {
    const given = this.given.get(name);
    if (given !== undefined) return given;
    const imported = this.imported(name);
    if (imported) return this.#readImport(imported);
    if (this.#values.has(name)) return this.#values.get(name);
    const declaration = this.#declarations.get(name);
    if (!declaration) return this.#above(name);
    this.#values.set(name, undefined);
    const value = fold(declaration.init, { source: declaration.source, lookup: this.value });
    this.#values.set(name, value);
    return value;
  };

  /** The value of a name with only the known parts of its texts; the others are told of. */
  partly(name: string, onLost: (source: string) => void): StaticValue | undefined {
    if (this.imported(name)) return undefined;
    const declaration = this.#declarations.get(name);
    if (!declaration) return this.value(name);
    const { init, source } = declaration;
    const follow = (node: Node) => {
      onLost(sourceOf(node, { source }));
      return '';
    };
    return fold(init, { source, lookup: this.value, follow });
  }

  imported(name: string): ImportBinding | undefined {
    this.#imports ??= this.#read();
    return this.#imports.get(name);
  }

  #read(): Map<string, ImportBinding> {
    const imports = new Map<string, ImportBinding>();
    for (const source of this.esm) {
      const program = parseModule(source) ?? parseScript(source, 'ts');
      if (program) readImports(program, imports);
      if (program) readDeclarations(program, source, this.#declarations);
    }
    return imports;
  }
}

function readImports(program: Program, imports: Map<string, ImportBinding>): void {
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration' && !isType(statement)) {
      const specifier = String(statement.source.value);
      for (const part of statement.specifiers.filter((one) => !isType(one)))
        imports.set(part.local.name, { specifier, name: importedName(part) });
    } else if (statement.type === 'ExportNamedDeclaration' && statement.source) {
      const specifier = String(statement.source.value);
      for (const { exported, local } of statement.specifiers)
        imports.set(keyOf(exported) ?? '', { specifier, name: keyOf(local) ?? '' });
    }
  }
}

function readDeclarations(program: Program, source: string, into: Map<string, Declaration>): void {
  for (const statement of program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations) define(id, init, source, into);
    }
  }
}

function define(
  id: Pattern,
  init: Expression | null | undefined,
  source: string,
  into: Map<string, Declaration>,
): void {
  if (id.type === 'Identifier' && init) into.set(id.name, { init, source });
}
