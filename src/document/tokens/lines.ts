const slash = 47;

/**
 * Where the line ends that `start` is in, its line break included. A line break after which
 * white space or a slash may follow is none: the pieces of both sides could be one. Beyond ASCII
 * everything may be white space.
 */
export function lineEnd(text: string, start: number): number {
  for (let at = start; ; ) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0 || at === text.length) return text.length;
    const next = text.charCodeAt(at);
    if (next > 32 && next < 127 && next !== slash) return at;
  }
}
