import type { CallExpression, Expression, Node, ObjectExpression } from 'acorn';

/**
 * Finds the options of a plugin in a configuration that is code, without running it: the object
 * beside the plugin's name in a list, or in the call of what was imported from it.
 * @returns undefined where the plugin is not used; an empty object where it has no options.
 */
export async function pluginOptions(
  source: string,
  plugin: string,
): Promise<Record<string, unknown> | undefined> {
  if (!source.includes(plugin)) return undefined;
  const [{ createJiti }, { parse }] = await Promise.all([import('jiti'), import('acorn')]);
  const script = createJiti(import.meta.url).transform({ source, ts: true });
  const tree = parse(script, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
  });
  const local = plugin.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  let found: Record<string, unknown> | undefined;
  walk(tree, (node) => {
    const options = inList(node, plugin) ?? inCall(node, { source: script, local });
    if (options !== undefined) found ??= options === null ? {} : staticObject(options);
  });
  return found ?? {};
}

type Found = ObjectExpression | null | undefined;

/** `['docusaurus-plugin-llms', { ... }]` */
function inList(node: Node, plugin: string): Found {
  if (node.type !== 'ArrayExpression') return undefined;
  const [name, options] = (node as Node & { elements: (Expression | null)[] }).elements;
  if (name?.type !== 'Literal' || name.value !== plugin) return undefined;
  return options?.type === 'ObjectExpression' ? options : null;
}

/** `llmstxt({ ... })`, which reads `(0, _vitepressPluginLlms.default)({ ... })` once transformed. */
function inCall(node: Node, { source, local }: { source: string; local: string }): Found {
  if (node.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = node as CallExpression;
  if (!source.slice(callee.start, callee.end).includes(`_${local}`)) return undefined;
  if (callee.type === 'Identifier') return undefined;
  return given[0]?.type === 'ObjectExpression' ? given[0] : null;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const inner of [value].flat()) {
      if (typeof inner?.type === 'string') walk(inner, visit);
    }
  }
}

/** The literal part of an object; what is computed is left out. */
function staticObject(node: ObjectExpression): Record<string, unknown> {
  const entries = node.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.computed) return [];
    const name = property.key.type === 'Identifier' ? property.key.name : staticValue(property.key);
    return [[String(name), staticValue(property.value)] as const];
  });
  return Object.fromEntries(entries);
}

function staticValue(node: Node): unknown {
  const expression = node as Expression;
  switch (expression.type) {
    case 'Literal':
      return expression.value;
    case 'ArrayExpression':
      return expression.elements.map((element) => (element === null ? null : staticValue(element)));
    case 'ObjectExpression':
      return staticObject(expression);
    case 'TemplateLiteral':
      return expression.quasis.map((quasi) => quasi.value.cooked).join('');
    case 'UnaryExpression':
      return expression.operator === '!' ? !staticValue(expression.argument) : undefined;
    default:
      return undefined;
  }
}
