import {
  listOf,
  member,
  objectOf,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import { addressOf, partsOf } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, siteAddress } from './readers/urls.ts';

/** MyST's own tool (Jupyter Book 2): `myst.yml`; a page is served under the slug of its file's name alone. */
export function readMystmd(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const github = text('project', 'github');
  const named = github && /^[\w.-]+\/[\w.-]+$/.test(github.value);
  const { repo, ref } = named ? { repo: github } : editLink(github);
  const [domain] = textsOf(member(config, 'site', 'domains'));
  const place = folder.placeOf(config, ['site', 'domains']);
  const toc = folder.known(config, ['project', 'toc']);
  return {
    dialect: 'myst',
    sources: [
      onlySource(folder.path, placeOf(config) ?? folder.startOf(file), {
        exclude: ['_build/', ...textsOf(member(config, 'project', 'exclude'))],
        further: ['ipynb', 'tex'],
      }),
    ],
    title: text('project', 'title') ?? text('site', 'title'),
    description: text('project', 'description'),
    baseUrl: domain === undefined ? undefined : siteAddress({ value: domain, ...place }, ''),
    repo,
    ref,
    ...(toc !== undefined && { sidebar: objectOf({ toc }) }),
    addressOf: pageAddresses({
      root: rootOf(folder, toc),
      inFolders: member(config, 'site', 'options', 'folders') === true,
    }),
  };
}

/** @param inFolders whether addresses have the folders of pages, as `folders` of the site's options says */
function pageAddresses({ root, inFolders }: { root: string | undefined; inFolders: boolean }) {
  const style = { pages: 'plain', indexes: 'plain' } as const;
  return (path: string) => {
    if (path === root) return addressOf('', style);
    const { folders, name } = partsOf(path.replace(/\.(?:ipynb|tex)$/, ''));
    if (!inFolders) return addressOf(slugOf(name), style);
    const slugs = [...folders, name].map(slugOf);
    return addressOf((slugs.at(-1) === 'index' ? slugs.slice(0, -1) : slugs).join('/'), style);
  };
}

/** The first page of the table of contents, else the usual names. */
function rootOf(folder: Folder, toc: StaticData): string | undefined {
  const [first] = listOf(toc);
  return stringMember(first, 'file') ?? folder.first(['index.md', 'README.md', 'main.md']);
}

/** As `createSlug` of mystmd: no leading numbers but years, letters and digits with dashes, 50 at most. */
function slugOf(name: string): string {
  const isYear = /^[12]\d{3}|^\d{5}/.test(name);
  const plain = (isYear ? name : name.replace(/^[\d_.-]+/, '')) || name;
  return plain
    .toLowerCase()
    .replace(/&/g, '-and-')
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
}
