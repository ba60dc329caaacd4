type Options = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (value === undefined ? '' : String(value));
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Filters of Tera that Jinja has not, or not with options by name: https://keats.github.io/tera/docs/#built-in-filters */
export const teraFilters: Readonly<Record<string, (value: unknown, options: Options) => unknown>> =
  {
    default: (value, { value: other }) => value ?? other,
    replace: (value, { from, to }) => text(value).replaceAll(text(from), text(to)),
    split: (value, { pat }) => text(value).split(text(pat)),
    join: (value, { sep }) => list(value).map(text).join(text(sep)),
    nth: (value, { n }) => list(value)[Number(n)],
    concat: (value, { with: more }) => [...list(value), ...(Array.isArray(more) ? more : [more])],
    linebreaksbr: (value) => text(value).replaceAll('\n', '<br>'),
    trim_start_matches: (value, { pat }) => trimmed(text(value), text(pat), 'start'),
    trim_end_matches: (value, { pat }) => trimmed(text(value), text(pat), 'end'),
    slugify: (value) =>
      text(value)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, ''),
    spaceless: (value) => text(value).replace(/>\s+</g, '><'),
    as_str: text,
    urlencode: (value) => encodeURI(text(value)),
    get: (value, { key, default: other }) =>
      (value as Record<string, unknown> | undefined)?.[text(key)] ?? other,
  };

function trimmed(value: string, part: string, where: 'start' | 'end'): string {
  let made = value;
  const isAt = () => (where === 'start' ? made.startsWith(part) : made.endsWith(part));
  while (part !== '' && isAt())
    made = where === 'start' ? made.slice(part.length) : made.slice(0, -part.length);
  return made;
}

type Given = ReadonlyMap<string, { value: unknown }> | undefined;
export const given = (options: unknown, name: string): string =>
  text((options as Given)?.get(name)?.value);

/** The address of a file of the site. A path from a page stays one, as does a link to a page. */
const addressOf = (path: string): string =>
  /^(?:[a-z]+:|\/|@\/|\.)/i.test(path) || !path.includes('/') ? path : `/${path}`;

/** Functions that templates of Zola call: https://www.getzola.org/documentation/templates/overview/ */
export const teraFunctions: Readonly<Record<string, (options: unknown) => unknown>> = {
  get_url: (options) => addressOf(given(options, 'path')),
  resize_image(options) {
    const url = addressOf(given(options, 'path'));
    return { url, static_path: url };
  },
};
