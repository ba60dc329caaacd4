import { posix } from 'node:path';
import { member, type StaticData, stringMember, textsOf } from '../../config/values.ts';
import type { PageAddress } from '../../record.ts';
import { normalRoute } from '../../routes.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { escaped } from '../addresses/patterns.ts';
import { onlySource, type StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { servedFrom } from '../readers/urls.ts';
import { datedOf, fill } from './routes.ts';

/** Hexo: `_config.yml`, which names the folder of its sources; pages by their paths, posts by a pattern. */
export function readHexo(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const src = folder.inProject(stringMember(config, 'source_dir') ?? 'source');
  const languages = textsOf(member(config, 'language'));
  return {
    dialect: 'liquid',
    sources: [
      onlySource(src, folder.placeOf(config, []), {
        exclude: excludedBy(config),
        further: ['html', 'htm'],
      }),
    ],
    title: text('title'),
    description: text('description'),
    ...servedFrom(text('url'), stringMember(config, 'root')),
    locales:
      languages.length > 1
        ? languages.map((lang, at) => ({ key: at === 0 ? '' : lang, lang }))
        : [],
    ...(languages.length > 1 && { defaultLocale: '' }),
    publics: [src],
    addressOf: (path, _source, matter) =>
      path.startsWith('_posts/') || path.startsWith('_drafts/')
        ? postAddress(path.slice(path.indexOf('/') + 1), matter, config)
        : pageAddress(path, matter, config),
  };
}

/** Hidden files are no pages; patterns count from the folder of the sources. */
function excludedBy(config: StaticData): string[] {
  const patterns = (key: string) => {
    const said = member(config, key);
    const list = typeof said === 'string' ? [said] : textsOf(said);
    return list.map((pattern) => `/${pattern.replace(/^\/+/, '')}`);
  };
  const drafts = member(config, 'render_drafts') === true ? ['!/_drafts/'] : [];
  return [
    ...['.*', '_*', '*~', '*%', '!/_posts/', ...drafts],
    ...patterns('include').map((pattern) => `!${pattern}`),
    ...patterns('exclude'),
    ...patterns('skip_render'),
  ];
}

/** `a/b.md` is served at `/a/b.html`; a permalink without an ending is given one. */
function pageAddress(path: string, { permalink }: SiteMatter, config: StaticData): PageAddress {
  const own = permalink?.replace(/\/$/, '/index.html');
  const stem = own ?? path.replace(/\.\w+$/, '.html');
  return pretty(posix.extname(stem) === '' ? `${stem}.html` : stem, config);
}

/** A post, which the tag `post_link` finds by the title in its name. */
function postAddress(path: string, matter: SiteMatter, config: StaticData): PageAddress {
  const named = namedBy(stringMember(config, 'new_post_name') ?? ':title.md', path);
  const title = named.title ?? slugged(path.replace(/\.\w+$/, ''));
  return {
    ...(matter.permalink === undefined
      ? permalinkOf({ ...named, title }, matter, config)
      : pretty(matter.permalink, config)),
    aliases: [`/_posts/${title}`],
  };
}

/** The pattern `permalink` with what name, date and categories give; guessed where it asks for more. */
function permalinkOf(
  named: { title: string; date?: string },
  matter: SiteMatter,
  config: StaticData,
): PageAddress {
  const { title } = named;
  const category = matter.categories?.map(slugged).join('/');
  const address = fill(stringMember(config, 'permalink') ?? ':year/:month/:day/:title/', {
    ...datedOf(matter.date ?? named.date),
    title,
    name: posix.basename(title),
    ...(matter.title !== undefined && { post_title: slugged(matter.title).toLowerCase() }),
    category: category ?? stringMember(config, 'default_category') ?? 'uncategorized',
  });
  const isKnown = !/:[a-z]/.test(address);
  return isKnown ? pretty(address, config) : { ...pretty(`${title}/`, config), guessed: true };
}

const segments: Readonly<Record<string, string>> = {
  title: '.+?',
  year: '\\d{4}',
  month: '\\d{2}',
  day: '\\d{2}',
  i_month: '\\d{1,2}',
  i_day: '\\d{1,2}',
};

/** Title and date in the name of a post, by the pattern for names of new posts. */
function namedBy(pattern: string, path: string): { title?: string; date?: string } {
  const keys: string[] = [];
  const source = escaped(pattern.replace(/\.\w+$/, '')).replace(
    /:(\w*[^\W_])/g,
    (whole, key: string) => {
      keys.push(key);
      return Object.hasOwn(segments, key) ? `(?<${key}>${segments[key]})` : whole;
    },
  );
  if (new Set(keys).size < keys.length) return {};
  const found = new RegExp(`^${source}$`).exec(path.replace(/\.\w+$/, ''))?.groups ?? {};
  const { title, year, month = found.i_month, day = found.i_day } = found;
  const isDated = year !== undefined && month !== undefined && day !== undefined;
  return {
    ...(title !== undefined && { title }),
    ...(isDated && { date: `${year}-${month}-${day}` }),
  };
}

/** `pretty_urls` leaves out the name of an index, which a server does anyway, and the ending. */
function pretty(path: string, config: StaticData): PageAddress {
  const plain = `/${path}`.replace(/\/{2,}/g, '/').replace(/\/index\.html$/, '/');
  const hasEnding = member(config, 'pretty_urls', 'trailing_html') !== false;
  const address = hasEnding ? plain : plain.replace(/\.html$/, '');
  return { route: normalRoute(address), address };
}

/** Signs of ASCII other than letters and digits become hyphens. */
const slugged = (text: string): string =>
  text.replace(/[\s!-/:-@[-`{-~]+/g, '-').replace(/^-|-$/g, '');
