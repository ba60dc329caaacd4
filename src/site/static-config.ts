import type {
  Expression,
  ModuleDeclaration,
  Node,
  ObjectExpression,
  Program,
  Statement,
} from 'estree-jsx';
import { parseModule } from '../document/expression.ts';

/** JSON-like data; undefined stands for what is no plain value. */
export type StaticData =
  | string
  | number
  | boolean
  | null
  | undefined
  | StaticData[]
  | { [key: string]: StaticData };

/**
 * Reads what a configuration module exports by default, as far as it is plainly stated: literals,
 * constants of the module, and the first argument of wrapping calls (`defineConfig({})`).
 * Nothing is executed; undefined where the module cannot be parsed.
 */
export function readConfigModule(source: string): StaticData {
  const program = parseModule(source) ?? parseModule(withoutTypes(source));
  if (program === undefined) return undefined;
  const constants = constantsOf(program);
  const exported = exportOf(program);
  return exported === undefined ? undefined : fold(exported, { constants, depth: 0 });
}

/** The type syntax that configuration files use, taken away; what is left is parsed, never run. */
function withoutTypes(source: string): string {
  return source
    .replace(/^import\s+type\b[^;\n]*;?/gm, '')
    .replace(/([}\])'"`\w])\s+(?:as|satisfies)\s+[\w.]+(?:<[^>]*>)?(?:\[\])?/g, '$1')
    .replace(/\b(const|let|var)\s+(\w+)\s*:\s*[\w.]+(?:<[^=]*?>)?(?:\[\])?\s*=/g, '$1 $2 =')
    .replace(/\b(\w+)<[\w.{}\s:;,|[\]]*>\(/g, '$1(');
}

type Constants = ReadonlyMap<string, Expression>;
interface Scope {
  constants: Constants;
  depth: number;
}

function constantsOf(program: Program): Constants {
  const constants = new Map<string, Expression>();
  for (const statement of program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations) {
      if (id.type === 'Identifier' && init) constants.set(id.name, init as Expression);
    }
  }
  return constants;
}

function exportOf(program: Program): Node | undefined {
  for (const statement of program.body as (Statement | ModuleDeclaration)[]) {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      return declaration.type.endsWith('Declaration') ? undefined : (declaration as Expression);
    }
    if (statement.type !== 'ExpressionStatement') continue;
    const { expression } = statement;
    if (expression.type === 'AssignmentExpression' && isModuleExports(expression.left)) {
      return expression.right;
    }
  }
  return undefined;
}

function isModuleExports(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module'
  );
}

/** Far more than configuration nests; a constant that names itself ends here. */
const maxDepth = 60;

function fold(node: Node, { constants, depth }: Scope): StaticData {
  if (depth > maxDepth) return undefined;
  const scope = { constants, depth: depth + 1 };
  switch (node.type) {
    case 'Literal':
      return isPlain(node.value) ? node.value : undefined;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? '') : undefined;
    case 'ArrayExpression':
      return node.elements.flatMap((element) => {
        if (element === null) return [];
        if (element.type !== 'SpreadElement') return [fold(element, scope)];
        const spread = fold(element.argument, scope);
        return Array.isArray(spread) ? spread : [];
      });
    case 'ObjectExpression':
      return foldObject(node, scope);
    case 'Identifier': {
      const value = constants.get(node.name);
      return value === undefined ? undefined : fold(value, scope);
    }
    case 'CallExpression':
      return node.arguments[0] === undefined ? undefined : fold(node.arguments[0], scope);
    default:
      return undefined;
  }
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function foldObject(node: ObjectExpression, scope: Scope): { [key: string]: StaticData } {
  const result = new Map<string, StaticData>();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = fold(property.argument, scope);
      for (const [key, value] of entriesOf(spread)) result.set(key, value);
      continue;
    }
    const { key } = property;
    const name =
      key.type === 'Identifier' && !property.computed
        ? key.name
        : key.type === 'Literal'
          ? String(key.value)
          : undefined;
    if (name !== undefined && name !== '__proto__') result.set(name, fold(property.value, scope));
  }
  return Object.fromEntries(result);
}

/** Own entries of an object; none of anything else. */
export function entriesOf(data: StaticData): [string, StaticData][] {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? Object.entries(data)
    : [];
}

/** A member of an object; undefined of anything else. */
export function member(data: StaticData, key: string): StaticData {
  return typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data) &&
    Object.hasOwn(data, key)
    ? data[key]
    : undefined;
}

export function stringMember(data: StaticData, key: string): string | undefined {
  const value = member(data, key);
  return typeof value === 'string' ? value : undefined;
}

export function listOf(data: StaticData): StaticData[] {
  return Array.isArray(data) ? data : [];
}
