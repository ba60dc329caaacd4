import { distance } from 'fastest-levenshtein';

/** Something that may be meant: what is shown of it, and the names that it goes by. */
interface Named {
  shown: string;
  names: readonly string[];
}

/** Longer names are compared by their beginning. */
const longestName = 200;
const mostShown = 3;

/**
 * How to show the three entries whose names are most alike, the best first, each once. The last part of a
 * path counts; its folders decide between equals.
 */
export function nearest(name: string, all: readonly Named[]): string[] {
  const [whole, last] = [plain(name), plain(lastPart(name))];
  let best: { shown: string; unlike: number }[] = [];
  for (const { shown, names } of all) {
    const unlike = Math.min(...names.map((one) => dissimilarity(last, plain(one))));
    // What the whole name adds decides between equals only: most are out before it is asked.
    if (unlike > (best[mostShown - 1]?.unlike ?? 2)) continue;
    best.push({ shown, unlike: unlike + dissimilarity(whole, plain(shown)) / 100 });
    best.sort((a, b) => a.unlike - b.unlike);
    best = best.filter((one, at) => best.findIndex((other) => other.shown === one.shown) === at);
    best.length = Math.min(best.length, mostShown);
  }
  return best.map(({ shown }) => shown);
}

/** The last part of a path, without its ending; of an index, that of its folder. */
export function lastPart(path: string): string {
  const route = path.replace(/\.\w+$/, '').replace(/(?<=[^/])\/(?:index|readme)$/i, '');
  return route.slice(route.lastIndexOf('/') + 1);
}

/** 0 for the same, 1 for nothing in common. One that contains the other is at least half like it. */
function dissimilarity(one: string, other: string): number {
  const longer = Math.max(one.length, other.length, 1);
  const whole = distance(one, other) / longer;
  const shorter = Math.min(one.length, other.length);
  const contains = shorter > 2 && (one.includes(other) || other.includes(one));
  return contains ? Math.min(whole, (1 - shorter / longer) / 2) : whole;
}

const plain = (name: string): string =>
  name
    .slice(0, longestName)
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
