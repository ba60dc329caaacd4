/** A value that is made once, while it is among the last ones asked for. */
export function remembered<Value>(
  known: Map<string, Value>,
  { key, limit }: { key: string; limit: number },
  make: () => Value,
): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size >= limit) known.clear();
    known.set(key, value);
  }
  return value;
}
