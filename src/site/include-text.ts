/** Larger files are no text to read; the largest partial of the corpora has 40 kB. */
export const maxIncludeBytes = 2 * 1024 * 1024;

/** The text of a file as documents include it. */
export function textOf(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
}
