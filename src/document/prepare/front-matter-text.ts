/** What front matter says below some keys, one in the other, where it is a text or a number. */
export function frontMatterText(
  frontmatter: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string | undefined {
  const value = keys.reduce<unknown>(
    (data, key) =>
      typeof data === 'object' && data !== null && Object.hasOwn(data, key)
        ? Object(data)[key]
        : undefined,
    frontmatter,
  );
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
