type Entries = Iterable<[key: string, value: unknown]>;

/**
 * The text of `JSON.stringify(value, undefined, 2)` in pieces, one for each value two levels deep.
 * A generator of entries stands for a record that is never whole in memory.
 */
export function* jsonPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  yield* recordPieces(Object.entries(value), '', function* (part) {
    const entries = entriesOf(part);
    if (Array.isArray(part)) yield* listPieces(part, '  ');
    else if (entries === undefined) yield stringify(part, '  ');
    else yield* recordPieces(entries, '  ', (inner) => [stringify(inner, '    ')]);
  });
  yield '\n';
}

function* recordPieces(
  entries: Entries,
  indent: string,
  piecesOf: (value: unknown) => Iterable<string>,
): Generator<string> {
  let opening = '{';
  for (const [key, value] of entries) {
    if (value === undefined) continue;
    yield `${opening}\n${indent}  ${JSON.stringify(key)}: `;
    yield* piecesOf(value);
    opening = ',';
  }
  yield opening === '{' ? '{}' : `\n${indent}}`;
}

function* listPieces(list: readonly unknown[], indent: string): Generator<string> {
  for (const [at, value] of list.entries()) {
    yield `${at === 0 ? '[' : ','}\n${indent}  ${stringify(value ?? null, `${indent}  `)}`;
  }
  yield list.length === 0 ? '[]' : `\n${indent}]`;
}

function entriesOf(value: unknown): Entries | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Symbol.iterator in value ? (value as Entries) : Object.entries(value);
}

/** A line break within a text is written `\\n`, so each of these begins a line. */
function stringify(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
}
