/** Names that a template sets without saying so. */
const implied: ReadonlySet<string> = new Set(['loop', 'caller', 'varargs', 'kwargs']);

/** The names that a template uses, and neither sets nor has from a loop or a macro's arguments. */
export function freeNames(program: object): string[] {
  const used = new Set<string>();
  const bound = new Set(implied);
  collect(program, { used, bound });
  return [...used].filter((name) => !bound.has(name));
}

interface Names {
  used: Set<string>;
  bound: Set<string>;
}

type Part = Record<string, unknown> & { type?: string };

/** Parts of a node that are no names of variables: operators, tests, filters, keys. */
const notNames: Readonly<Record<string, string>> = {
  TestExpression: 'test',
  FilterExpression: 'filter',
  FilterStatement: 'filter',
  KeywordArgumentExpression: 'key',
};
/** Parts of a node that name what it sets. */
const settings: Readonly<Record<string, readonly string[]>> = {
  For: ['loopvar'],
  Set: ['assignee'],
  Macro: ['name', 'args'],
  CallStatement: ['callerArgs'],
};

function collect(node: unknown, names: Names): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node) || node instanceof Map) {
    for (const each of node) collect(each, names);
    return;
  }
  const { type = '', ...parts } = node as Part;
  if (type === 'Identifier') names.used.add(String(parts.value));
  for (const [key, part] of Object.entries(parts)) {
    if (key === 'operator' || (key === 'property' && parts.computed !== true)) continue;
    if (settings[type]?.includes(key)) bind(part, names);
    else if (notNames[type] === key) collect((part as Part | undefined)?.args, names);
    else collect(part, names);
  }
}

function bind(part: unknown, names: Names): void {
  for (const node of [part].flat() as (Part | null)[]) {
    if (node?.type === 'Identifier') names.bound.add(String(node.value));
    else if (node?.type === 'TupleLiteral') bind(node.value, names);
    else if (node?.type === 'KeywordArgumentExpression') {
      bind(node.key, names);
      collect(node.value, names);
    } else collect(node, names);
  }
}
