import { distance } from 'fastest-levenshtein';

/** Something that may be meant: what is shown of it, and the names that it goes by. */
export interface Named {
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
  const alike = all.map(({ shown, names }) => {
    const unlike = Math.min(...names.map((one) => dissimilarity(last, plain(one))));
    return { shown, unlike: unlike + dissimilarity(whole, plain(shown)) / 100 };
  });
  alike.sort((a, b) => a.unlike - b.unlike);
  return [...new Set(alike.map(({ shown }) => shown))].slice(0, mostShown);
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
