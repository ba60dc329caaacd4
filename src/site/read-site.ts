import { realpathSync } from 'node:fs';
import { ProjectFiles } from './config/files.ts';
import { entriesOf, member } from './config/values.ts';
import { type FrameworkName, findConfig } from './frameworks/find.ts';
import type { ListName } from './frameworks/framework.ts';
import { frameworks } from './frameworks/index.ts';
import { Folder } from './frameworks/readers/folder.ts';
import { hostRedirects } from './frameworks/readers/hosts.ts';
import { siteAddress } from './frameworks/readers/urls.ts';
import { siteFolders } from './project.ts';
import type { ProjectSite, Setting } from './record.ts';

/**
 * The documentation sites of a project, as their frameworks' configuration states them: the ones
 * nearest to the root first. Files are read as data; nothing of the project is run.
 *
 * @param projectRoot absolute
 * @example
 * const [site] = readSite('/work/acme');
 * site?.sources[0]?.folder; // 'website/docs'
 */
export const readSite = (projectRoot: string): ProjectSite[] =>
  sitesIn(new ProjectFiles(realpathSync(projectRoot)));

/** The same with files that may have been read before, which notes those that were. */
export function sitesIn(files: ProjectFiles): ProjectSite[] {
  const sites = siteFolders(files).flatMap((path) => sitesAt(path, files));
  const parts = new Set(sites.flatMap(({ includes = [] }) => includes));
  return parts.size === 0 ? sites : sites.filter(({ config }) => !parts.has(config));
}

/** The sites with a configuration in a folder, relative to the project root; mostly one. */
function sitesAt(path: string, files: ProjectFiles): ProjectSite[] {
  return Object.entries(frameworks).flatMap(([framework, read]) => {
    const folder = new Folder(path, files);
    const config = findConfig[framework as FrameworkName](folder);
    if (config === undefined) return [];
    return [read(folder, config) ?? []].flat().flatMap((stated) => {
      const found = { framework, folder: folder.path, config: folder.inProject(config) };
      const math = setsMath(folder, config);
      const site = { ...found, ...emptyLists(), ...stated, ...(math && { math }) };
      return completed({ ...site, findings: folder.findings }, folder, files);
    });
  });
}

/** A site with what files beside its configuration say; none where its documents are not there. */
function completed(site: ProjectSite, folder: Folder, files: ProjectFiles): ProjectSite[] {
  const unread = site.findings.some(({ setting }) => setting === '');
  if (!unread && !site.sources.some((source) => files.has(source.folder))) return [];
  const baseUrl = site.baseUrl ?? servedAt(folder, site.base);
  const redirects = [...site.redirects, ...hostRedirects(folder)];
  return [{ ...site, ...(baseUrl && { baseUrl }), redirects }];
}

const emptyLists = (): Pick<ProjectSite, ListName> => ({
  locales: [],
  versions: [],
  redirects: [],
  publics: [],
  named: [],
  generated: [],
});

const mathPackages =
  /^(?:remark-math|(?:@[\w.-]+\/)?markdown-it-(?:katex|mathjax3?|texmath)|.*[/-]plugin-(?:markdown-math|katex|mathjax3?|tex))$/;

const mathSetting =
  /\bremark-?math\b|\b(?:math|latex)\s*:\s*(?:true|\{)|^\[preprocessor\.katex\]/im;

/**
 * Whether a configuration names a plugin for maths (mdBook's `katex` among them), or turns on the
 * framework's own (VitePress' `markdown.math`, Nextra's `latex`), or the package beside it depends on a plugin.
 */
function setsMath(folder: Folder, config: string): true | undefined {
  const text = folder.text(config) ?? '';
  if (mathSetting.test(text)) return true;
  const place = folder.andRoot().find((one) => one.has('package.json'));
  const manifest = place?.aside().data('package.json');
  const names = ['dependencies', 'devDependencies'].flatMap((key) =>
    entriesOf(member(manifest, key)).map(([name]) => name),
  );
  return names.some((name) => mathPackages.test(name)) || undefined;
}

const forges =
  /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|npmjs\.com|www\.npmjs\.com)\//;

/** Where a site is served when its framework does not say: a `CNAME` file, or the homepage of its package. */
function servedAt(folder: Folder, base: string | undefined): Setting<string> | undefined {
  for (const name of ['static/CNAME', 'public/CNAME', 'docs/CNAME', 'CNAME']) {
    const text = folder.text(name)?.trim();
    if (text === undefined || !/^[\w-]+(?:\.[\w-]+)+$/.test(text)) continue;
    return siteAddress({ value: text, file: folder.inProject(name), line: 1 }, base);
  }
  for (const place of folder.andRoot()) {
    if (!place.has('package.json')) continue;
    const homepage = place.setting(place.data('package.json'), ['homepage']);
    if (homepage !== undefined && !forges.test(homepage.value)) return siteAddress(homepage, base);
  }
  return undefined;
}
