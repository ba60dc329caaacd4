type Entries = Iterable<[key: string, value: unknown]>;

/** A value whose text is there already, indented as at its place. */
export class JsonText {
  readonly pieces: Iterable<string>;

  constructor(pieces: Iterable<string>) {
    this.pieces = pieces;
  }
}

/** The text of `JSON.stringify(value, undefined, 2)` in pieces, one for each value two levels deep. */
export function* jsonPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  yield* recordPieces(Object.entries(value), '', function* (part) {
    if (part instanceof JsonText) yield* part.pieces;
    else if (Array.isArray(part)) yield* listPieces(part, '  ');
    else if (typeof part !== 'object' || part === null) yield indented(part, '  ');
    else yield* recordPieces(Object.entries(part), '  ', (inner) => [indented(inner, '    ')]);
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
    yield `${at === 0 ? '[' : ','}\n${indent}  ${indented(value ?? null, `${indent}  `)}`;
  }
  yield list.length === 0 ? '[]' : `\n${indent}]`;
}

/** The text of a value further right. A line break within it is `\\n`, so each of these begins a line. */
export function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
}
