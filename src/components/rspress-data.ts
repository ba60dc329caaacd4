import { known } from '../static/globals.ts';
import { Callable, unknown, type Value } from '../static/value.ts';
import type { Reader } from './reader.ts';

/** What the hooks of Rspress say of a page: https://rspress.rs/ui/hooks */
export function rspressExport(name: string, { host }: Reader): Value {
  const { frontMatter, locale } = host;
  const stated = (key: string): Value =>
    (frontMatter instanceof Map ? frontMatter.get(key) : undefined) ?? unknown;
  const page = known({
    frontmatter: frontMatter,
    title: stated('title'),
    description: stated('description'),
  });
  const siteData = known({ lang: locale?.main || unknown });
  const hooks: Record<string, Value> = {
    useLang: locale?.language ?? unknown,
    useFrontmatter: known({ frontmatter: frontMatter }),
    usePage: known({ page, siteData }),
    usePageData: known({ page, siteData }),
  };
  const given = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
  return given && new Callable(() => given);
}
