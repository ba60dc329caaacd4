import {
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { asIgnoreLines } from '../source-globs.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, siteAddress, trimmed } from './readers/urls.ts';

const style: AddressStyle = { pages: 'file', indexes: 'folder' };

/** DocFX: documents are those that `build.content` names, served as files under their names. */
export function readDocfx(folder: Folder, file: string): StatedSite | undefined {
  const config = folder.data(file);
  const sources = sourcesOf(folder, config, file);
  if (sources.length === 0) return undefined;
  const meta = (...path: string[]) => folder.setting(config, ['build', 'globalMetadata', ...path]);
  const baseUrl = siteAddress(folder.setting(config, ['build', 'sitemap', 'baseUrl']));
  const { repo, ref } = editLink(meta('_gitContribute', 'repo'));
  return {
    dialect: 'docfx',
    sources,
    title: meta('_appTitle') ?? meta('_appName'),
    baseUrl,
    repo,
    ref: meta('_gitContribute', 'branch') ?? ref,
    // Without an address, the folder of the site on its host is not known, so links from the root may leave it.
    generated: baseUrl === undefined ? ['/'] : generatedOf(config),
    addressOf: (path, { prefix }) => fileAddress(path, style, { prefix }),
  };
}

/** Patterns that documents in Markdown may fit. */
const documents = /(?:\.md|\.\*|\*\*|\/|\{[^{}]*\bmd\b[^{}]*\})$/i;

function sourcesOf(folder: Folder, config: StaticData, file: string): SiteSource[] {
  const sources = new Map<string, SiteSource & { include: string[]; exclude: string[] }>();
  const content = member(config, 'build', 'content');
  for (const item of listOf(content)) {
    const files = typeof item === 'string' ? [item] : textsOf(member(item, 'files'));
    const include = files.filter((pattern) => documents.test(pattern));
    if (include.length === 0) continue;
    const path = folder.inProject(stringMember(item, 'src') ?? '.');
    if (path.startsWith('..')) continue;
    const prefix = trimmed(stringMember(item, 'dest') ?? '');
    const source = sources.get(`${path}\n${prefix}`) ?? {
      folder: path,
      kind: 'docs' as const,
      prefix,
      include: [],
      exclude: [],
      main: sources.size === 0,
      ...(placeOf(item) ?? placeOf(content) ?? folder.startOf(file)),
    };
    source.include.push(...include.map(fromRoot));
    source.exclude.push(...asIgnoreLines(textsOf(member(item, 'exclude')).map(fromRoot)));
    sources.set(`${path}\n${prefix}`, source);
  }
  return [...sources.values()];
}

/** From the root of the source; DocFX reads `**.{md|yml}` as all such files below its folder. */
const fromRoot = (pattern: string): string => {
  const path = pattern.replace(/^(?:\.?\/)+/, '').replace(/(?<![^/])\*{2,}(?=[^*/])/g, '**/*');
  return `/${path.replace(/\{[^{}]*\}/g, (braces) => braces.replaceAll('|', ','))}`;
};

/** Where the pages of code are made. */
function generatedOf(config: StaticData): string[] {
  return listOf(member(config, 'metadata')).flatMap((item) => {
    const dest = stringMember(item, 'dest') ?? stringMember(item, 'output');
    return dest === undefined ? [] : [trimmed(dest)];
  });
}
