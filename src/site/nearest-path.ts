/** The first of the items whose paths share the most folders with a folder. */
export function nearestTo<Item>(
  folder: string,
  items: readonly Item[],
  pathOf: (item: Item) => string,
): Item | undefined {
  const folders = folder.split('/');
  let [best, most] = [undefined as Item | undefined, -1];
  for (const item of items) {
    const own = pathOf(item).split('/').slice(0, -1);
    const other = folders.findIndex((name, index) => name !== own[index]);
    const shared = other < 0 ? folders.length : other;
    if (shared > most) [best, most] = [item, shared];
  }
  return best;
}
