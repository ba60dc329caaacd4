import { LazyObject, type Place, type StaticData, Unknown } from './values.ts';

/** No configuration nests as deeply; a long name with dots does. */
export const maxDepth = 60;

/** Cuts what nests too deeply, or contains itself: its readers go into all of it. */
export function withoutAbyss(value: StaticData, place: Place): StaticData {
  const isDone = new Map<StaticData, boolean>();
  const cut = (part: StaticData, depth: number): StaticData => {
    if (!(part instanceof Map || Array.isArray(part)) || isDone.get(part)) return part;
    if (depth > maxDepth || isDone.has(part))
      return new Unknown(place, 'data that nests too deeply');
    isDone.set(part, false);
    // The members of modules are cut when they are worked out.
    const entries = part instanceof LazyObject ? part.known() : part.entries();
    for (const [key, inner] of [...entries]) {
      const kept = cut(inner, depth + 1);
      if (kept === inner) continue;
      if (part instanceof Map) part.set(String(key), kept);
      else part[Number(key)] = kept;
    }
    isDone.set(part, true);
    return part;
  };
  return cut(value, 0);
}
