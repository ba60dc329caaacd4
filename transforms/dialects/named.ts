import type { RenderingSpec } from '../../src/contract/dialect.ts';

const films = {
  vimeo: 'https://vimeo.com/{id}',
  youtube: 'https://www.youtube.com/watch?v={id}',
};

/** A film of a host, whose id or address one of some attributes holds. */
export const film = (
  host: keyof typeof films,
  src: readonly string[],
  title?: readonly string[],
): RenderingSpec => ({
  as: 'embed',
  src,
  ...(title && { title }),
  label: 'Video',
  url: films[host],
});

/** The same rendering for all of these names, which blanks separate. */
export const named = (names: string, spec: RenderingSpec): Record<string, RenderingSpec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, spec]));
