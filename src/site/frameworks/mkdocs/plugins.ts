import { slug as githubSlug } from 'github-slugger';
import { entriesOf, listOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { PageAddress, Setting } from '../../record.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { type AddressStyle, addressOf, partsOf } from '../addresses/routes.ts';

/** The options of a plugin: `plugins` is a list of names and of objects with one key. */
export function pluginOf(config: StaticData, name: string): StaticData {
  const plugins = member(config, 'plugins');
  const entries = [...entriesOf(plugins), ...listOf(plugins).flatMap(entriesOf)];
  return entries.find(([key]) => key === name)?.[1];
}

export function pluginNames(config: StaticData): string[] {
  const plugins = member(config, 'plugins');
  return [
    ...entriesOf(plugins).map(([name]) => name),
    ...listOf(plugins).map((plugin) =>
      typeof plugin === 'string' ? plugin : (entriesOf(plugin)[0]?.[0] ?? ''),
    ),
  ];
}

/** The file in which the plugin literate-nav finds the navigation; undefined without the plugin. */
export function literateFile(config: StaticData): string | undefined {
  if (!pluginNames(config).includes('literate-nav')) return undefined;
  return stringMember(pluginOf(config, 'literate-nav'), 'nav_file') ?? 'SUMMARY.md';
}

interface Blog {
  folder: string;
  posts: string;
  /** Tokens `{date}`, `{slug}`, `{file}` and `{categories}`. */
  format: string;
}

/** The blog of Material for MkDocs. */
export function blogOf(config: StaticData): Blog | undefined {
  if (!pluginNames(config).some((name) => /^(?:material\/)?blog$/.test(name))) return undefined;
  const options = pluginOf(config, 'blog') ?? pluginOf(config, 'material/blog');
  const folder = stringMember(options, 'blog_dir') ?? 'blog';
  const posts = (stringMember(options, 'post_dir') ?? '{blog}/posts').replace('{blog}', folder);
  return { folder, posts, format: stringMember(options, 'post_url_format') ?? '{date}/{slug}' };
}

/** A post is served by its date and title; undefined for other pages, and where one of both is not known. */
export function postAddress(
  path: string,
  { matter, blog, style }: { matter: SiteMatter; blog: Blog | undefined; style: AddressStyle },
): PageAddress | undefined {
  if (blog === undefined || !path.startsWith(`${blog.posts}/`)) return undefined;
  const [date] = matter.date?.match(/^\d{4}-\d{2}-\d{2}/) ?? [];
  const title = matter.matterTitle ?? matter.title;
  const slug =
    matter.slug ?? (title === undefined ? undefined : githubSlug(title.normalize('NFC')));
  const values: Readonly<Record<string, string | undefined>> = {
    date: date?.replaceAll('-', '/'),
    slug,
    file: partsOf(path).name,
  };
  const used = Array.from(blog.format.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
  if (used.some((name) => values[name] === undefined)) return undefined;
  const route = blog.format.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  return addressOf(`${blog.folder}/${route}`, style);
}

/**
 * mike serves each version below the address of the site: the canonical one, else the one that Material
 * for MkDocs calls the default, by its alias.
 */
export function versionedAddress(
  address: Setting<string> | undefined,
  config: StaticData,
): Setting<string> | undefined {
  const shown = member(config, 'extra', 'version');
  const isMike = stringMember(shown, 'provider') === 'mike';
  const stated = isMike ? member(shown, 'default') : undefined;
  const version = stringMember(pluginOf(config, 'mike'), 'canonical_version') ?? [stated].flat()[0];
  if (address === undefined || typeof version !== 'string') return address;
  return { ...address, value: `${address.value}/${version}` };
}
