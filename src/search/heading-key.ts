/** A number for the terms of a heading, whatever their order: a query in the same words has the same. */
export function headingKey(terms: readonly string[]): number {
  let key = 0x811c9dc5;
  for (const letter of [...new Set(terms)].sort().join(' ')) {
    key = Math.imul(key ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return key;
}
