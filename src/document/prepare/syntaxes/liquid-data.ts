import { getOrMake } from '../../../maps.ts';
import { memberOf, type Preparation } from '../preparation.ts';

/** What a path of names is: plain data, null where it is not set; undefined where that is not known. */
export type Data = (path: readonly string[]) => unknown;

/** Whether a site has the configuration of Jekyll. To others, what front matter and files of data say is known by its name alone. */
export const isJekyll = ({ site }: Pick<Preparation, 'site'>): boolean =>
  ['/_config.yml', '/_config.yaml'].some((file) => site.file(file) !== undefined);

/** What the templates of a page may ask for. */
export function dataOf(preparation: Preparation): Data {
  const { frontmatter, site } = preparation;
  const known = new Map<string, unknown>();
  const bare = isJekyll(preparation) ? undefined : frontmatter;
  const inSite = (name: string) => getOrMake(known, name, () => site.data(name));
  const ofNames = liquidData(frontmatter, (keys) => inSite(keys.join('.')));
  if (bare !== undefined)
    return (path) =>
      Object.hasOwn(bare, path[0] ?? '') ? path.reduce<unknown>(memberOf, bare) : ofNames(path);
  return (path) => {
    if (path.join('.') === 'jekyll.environment') return 'production';
    return ofNames(path) ?? (isUnset(path, inSite) ? null : undefined);
  };
}

/** What a name is to the templates of Eleventy; what it makes itself is not known. */
export const bareData =
  ({ frontmatter, site }: Preparation) =>
  (name: string): unknown => {
    if (/^(?:page|collections|pagination|eleventy|content)$/.test(name)) return undefined;
    return Object.hasOwn(frontmatter, name) ? frontmatter[name] : site.data(name);
  };

/** What Jekyll makes itself, or a plugin of the hosts: https://jekyllrb.com/docs/variables/ */
const madeByJekyll: Readonly<Record<string, RegExp>> = {
  page: /^(?:categories|collection|content|date|dir|excerpt|id|last_modified_at|lang|layout|name|next|path|previous|relative_path|slug|tags|title|url)$/,
  site: /^(?:categories|collections|data|documents|github|html_files|html_pages|lang|pages|posts|related_posts|static_files|tags|time)$/,
};

/** Whether neither the page nor the configuration says anything by a name, its defaults for pages included. */
function isUnset(
  [root = '', name = '']: readonly string[],
  inSite: (name: string) => unknown,
): boolean {
  if (name === '' || madeByJekyll[root]?.test(name) !== false) return false;
  const of = root === 'page' ? inSite('defaults') : inSite('collections');
  return !JSON.stringify(of ?? '').includes(`"${name}"`);
}

/** What templates of a page know: its front matter, and what the site knows by keys. */
export function liquidData(frontmatter: object, site: Data): Data {
  const known: Data = ([root = '', ...keys]) => {
    const at = keys.findIndex((key) => key === 'first' || key === 'last');
    const list = at > 0 ? known([root, ...keys.slice(0, at)]) : undefined;
    if (Array.isArray(list))
      return keys.slice(at + 1).reduce(memberOf, list.at(keys[at] === 'last' ? -1 : 0));
    if (root === 'page') return keys.reduce<unknown>(memberOf, frontmatter);
    const named = root === 'site' ? keys : [root, ...keys];
    // Jekyll has an empty one where the configuration has none.
    const otherwise = root === 'site' && named.join('.') === 'baseurl' ? '' : undefined;
    return named.length === 0 ? undefined : (site(named) ?? otherwise);
  };
  return known;
}
