import ignore from 'ignore';

/** Pages that an agent can do without, wherever they stand. */
export const optionalPages = [
  ...['blog/', 'changelog/', 'changelogs/', 'release-notes/', 'releases/'],
  ...['changelog.*', 'changelogs.*', 'release-notes.*', 'releases.*', 'CHANGELOG.*'],
];

/**
 * Tells by its path whether an agent can do without a page.
 *
 * @param globs default: blogs and changelogs
 */
export function optionalBy(
  globs: readonly string[] = optionalPages,
): (page: { path: string }) => boolean {
  const rules = ignore({ ignorecase: true }).add([...globs]);
  return ({ path }) => rules.ignores(path);
}
