type Entries = Iterable<[key: string, value: unknown]>;

/** A value whose text is there already, indented as at its place. */
export class JsonText {
  readonly pieces: Iterable<string>;

  constructor(pieces: Iterable<string>) {
    this.pieces = pieces;
  }
}

/** The text of `JSON.stringify(value, undefined, 2)` in pieces: of a record two levels deep one for each entry. */
export function* jsonPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  yield* recordPieces(Object.entries(value), '', function* (part) {
    if (part instanceof JsonText) yield* part.pieces;
    else if (Array.isArray(part)) yield* listPieces(part);
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

/** Members of a list in a piece. */
const pieceLength = 64;

/** What stands around the members of a list in a list. */
const around = { before: '[\n  [', after: '\n  ]\n]' };

/** The text of a list one level deep. In a list of its own it is written as far to the right as there. */
function* listPieces(list: readonly unknown[]): Generator<string> {
  for (let at = 0; at < list.length; at += pieceLength) {
    const text = JSON.stringify([list.slice(at, at + pieceLength)], undefined, 2);
    yield at === 0 ? '[' : ',';
    yield text.slice(around.before.length, -around.after.length);
  }
  yield list.length === 0 ? '[]' : '\n  ]';
}

/** The text of a value further right. A line break within it is `\\n`, so each of these begins a line. */
export const indented = (value: unknown, indent: string): string =>
  JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
