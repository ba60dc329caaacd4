import { posix } from 'node:path';
import { entriesOf, member, type StaticData, Unknown } from '../config/values.ts';
import { summaryTarget } from '../navigation/summary-target.ts';
import type { PageAddress } from '../record.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { gitbookConfig, gitbookSpace } from './find-gitbook.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, redirectMap, siteAddress } from './readers/urls.ts';

const style: AddressStyle = { pages: 'file', indexes: 'folder' };

/** mdBook: the pages are those that `SUMMARY.md` lists; a `README.md` is the index of its folder. */
export function readMdbook(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const html = (key: string) => text('output', 'html', key);
  const src = text('book', 'src')?.value ?? 'src';
  const listed = pagesIn(folder.text(`${src}/SUMMARY.md`));
  const addressOf = bookAddress(style);
  const base = html('site-url');
  const isAddress = /^https?:\/\//i.test(base?.value ?? '');
  noteOwnPrograms(folder, config);
  return {
    dialect: 'mdbook',
    sources: [
      onlySource(folder.inProject(src), folder.placeOf(config, ['book', 'src']), {
        ...(listed.length > 0 && { include: listed.map(asPattern) }),
        exclude: ['/SUMMARY.md'],
      }),
    ],
    title: text('book', 'title'),
    description: text('book', 'description'),
    baseUrl: isAddress ? siteAddress(base) : siteAddress(html('cname'), base?.value),
    ...editLink(html('edit-url-template') ?? html('git-repository-url')),
    redirects: redirectMap(folder.known(config, ['output', 'html', 'redirect'])),
    named: routesThere(listed, { folder, root: src, addressOf }),
    generated: ['/print', '/toc'],
    addressOf,
  };
}

/** Notes the preprocessors that are programs of the book's own: what they make of a text is not known. */
function noteOwnPrograms(folder: Folder, config: StaticData): void {
  for (const [name] of entriesOf(member(config, 'preprocessor'))) {
    const path = ['preprocessor', name, 'command'];
    const command = folder.setting(config, path)?.value ?? '';
    if (!command.split(/\s+/).some((word) => word.includes('/') && folder.has(word))) continue;
    const why = 'a program of the book, which is not run; what it replaces is kept as written';
    folder.note(`preprocessor.${name}`, new Unknown(folder.placeOf(config, path), why));
  }
}

/** GitBook's Git Sync: `.gitbook.yaml` names the folder of a space; its pages are those that its summary lists. */
export function readGitbook(folder: Folder, file: string): StatedSite {
  const { root, summary } = gitbookSpace(folder);
  const config = file === gitbookConfig ? folder.data(file) : undefined;
  const addressOf = bookAddress({ pages: 'plain', indexes: 'plain' });
  const listed = pagesIn(folder.text(posix.join(root, summary)));
  return {
    dialect: 'markdoc',
    sources: [
      {
        folder: folder.inProject(root),
        kind: 'docs',
        prefix: '',
        ...(listed.length > 0 && { include: listed.map(asPattern) }),
        exclude: [`/${summary}`, '.gitbook/'],
        main: true,
        ...folder.placeOf(config, ['root']),
      },
    ],
    redirects: redirectMap(folder.known(config, ['redirects'])).map(({ from, to }) => ({
      from: `/${from}`,
      to: addressOf(to.replace(/^(?:\.?\/)+/, '')).address,
    })),
    named: routesThere(listed, { folder, root, addressOf }),
    addressOf,
  };
}

const bookAddress = (style: AddressStyle) => (path: string) =>
  fileAddress(path, style, { index: /^(?:index|readme)$/i });

/** What a summary lists is a page, though it be called like a part of one; a file that is missing is none. */
const routesThere = (listed: readonly string[], { folder, root, addressOf }: Book): string[] =>
  listed.filter((path) => folder.has(posix.join(root, path))).map((path) => addressOf(path).route);

interface Book {
  folder: Folder;
  /** Of the pages, relative to the folder. */
  root: string;
  addressOf(path: string): PageAddress;
}

/** Paths of the documents that a summary links to. */
function pagesIn(summary = ''): string[] {
  // Chapters before the numbered ones may share a line.
  const targets = summary.split(/\n|(?<=\)) +(?=\[)/).map(summaryTarget);
  const paths = targets.filter((path) => path !== undefined && /\.md$/.test(path));
  return [...new Set(paths.map((path) => posix.normalize(path!)))];
}

/** A path as a pattern: `?` replaces characters that have a meaning in patterns. */
const asPattern = (path: string) => `/${path.replace(/[\\*?[\](){}!]/g, '?')}`;
