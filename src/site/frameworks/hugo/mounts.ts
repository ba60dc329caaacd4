import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember, textsOf } from '../../config/values.ts';
import { matterOf } from '../../scan-frontmatter.ts';
import type { Folder } from '../readers/folder.ts';
import { type HugoRules, hugoAddress } from './routes.ts';

/** A folder of content; `prefix` is where its pages are served, below their language. */
export interface Content {
  folder: string;
  prefix: string;
  lang?: string;
  include?: readonly string[];
  exclude?: readonly string[];
  file: string;
  line: number;
}

/** A folder or file of the project, and its place in the folders of Hugo, such as `content/manual`. */
interface Mount {
  source: string;
  target: string;
  data: StaticData;
}

const mountsIn = (config: StaticData): Mount[] => mountsOf(member(config, 'module'));

/** The mounts of the site's own files, or of a module that it imports. */
function mountsOf(module: StaticData): Mount[] {
  return listOf(member(module, 'mounts')).flatMap((data) => {
    const [source, target] = [stringMember(data, 'source'), stringMember(data, 'target')];
    return source === undefined || target === undefined ? [] : [{ source, target, data }];
  });
}

/** Single files may be mounted, too; `v1.2` is a folder. */
const isFile = ({ target }: Mount) => /\.[a-z]\w*$/i.test(target);

/** Globs of Hugo count from the folder, and `**` takes any names and folders: as lines of an ignore file. */
const globs = (data: StaticData) =>
  textsOf(data).map((glob) => `/${glob.replace(/^\//, '')}`.replace(/\/\*\*(?=[^/])/g, '/**/*'));

/** The folders that are mounted into the content; in one language they are one tree of pages. */
export function mountedContent(folder: Folder, config: StaticData): Content[] {
  return mountsIn(config).flatMap((mount) => {
    const { source, target, data } = mount;
    if (!/^content(?:\/|$)/.test(target) || isFile(mount)) return [];
    const lang =
      stringMember(data, 'lang') ?? listOf(member(data, 'sites', 'matrix', 'languages'))[0];
    const include = globs(member(data, 'includeFiles'));
    return [
      {
        folder: source,
        prefix: target.slice('content'.length),
        ...(typeof lang === 'string' && { lang }),
        ...(include.length > 0 && { include }),
        exclude: globs(member(data, 'excludeFiles')),
        ...folder.placeOf(config, ['module', 'mounts']),
      },
    ];
  });
}

/** Folders whose files are served from the root of the site, and routes below which the site serves those of others. */
export function mountedStatic(config: StaticData): { folders: string[]; routes: string[] } {
  const mounts = mountsIn(config).filter(({ target }) => /^(?:static|assets)(?:\/|$)/.test(target));
  const below = ({ target }: Mount) => target.replace(/^\w+/, '').replace(/\/$/, '');
  return {
    folders: mounts.filter((one) => below(one) === '').map(({ source }) => source),
    routes: mounts
      .filter(({ target }) => target.startsWith('static/'))
      .map(below)
      .filter((route) => route !== ''),
  };
}

/** Routes of the documents that are mounted one by one, such as a changelog beside the content. */
export function mountedFiles(folder: Folder, config: StaticData, rules: HugoRules): string[] {
  return mountsIn(config).flatMap(({ source, target }) => {
    if (!/^content\/.+\.md$/.test(target) || !folder.has(source)) return [];
    const matter = matterOf(folder.head(source) ?? '');
    const page = hugoAddress(target.slice('content/'.length), { prefix: '', matter, rules });
    return page === undefined ? [] : [page.route];
  });
}

/** Routes of content that only the build has: of modules, and of folders that scripts make. */
export function routesMadeLater(folder: Folder, config: StaticData): string[] {
  const modules = listOf(member(config, 'module', 'imports')).flatMap(mountsOf);
  const missing = mountsIn(config).filter(
    (one) => !folder.has(isFile(one) ? posix.dirname(one.source) : one.source),
  );
  return [...modules, ...missing].flatMap(({ target }) => {
    const [, path] = /^content\/(.+?)\/*$/.exec(target) ?? [];
    const route = path?.toLowerCase().replace(/(?:(?:^|\/)_?index)?\.md$/, '');
    return route ? [`/${route}`] : [];
  });
}
