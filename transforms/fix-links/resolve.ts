import { posix } from 'node:path';
import type { SiteTarget } from '../../src/document/site.ts';
import { decodedAddress } from '../../src/files/decoded.ts';
import { firstOf } from '../../src/first-of.ts';
import { pageExtension } from '../../src/site/routes.ts';
import { fileFromAbove, fromRoot } from './from-root.ts';
import {
  asWritten,
  imageOf,
  isOfPage,
  type LinkOrigin,
  type PathTarget,
  type Resolution,
} from './resolution.ts';
import {
  backInside,
  folderOf,
  fromRootOf,
  joinInside,
  otherExtension,
  routePrefix,
  withoutEnding,
} from './target.ts';

/**
 * Finds what a path leads to, among the pages first, then among the other files. `written` is the path as
 * the included file has it, where it counts from the page that includes it.
 */
export function resolvePath(target: PathTarget, origin: LinkOrigin): Written {
  if (target.kind === 'root') return fromRoot(target.path, origin);
  const { source, page, dialect } = origin;
  const fromFile = fromPage(target.path, origin, page.path);
  const written = source === undefined ? undefined : asWritten(target.path, source, page.path);
  if (written === undefined || written === target.path) return fromFile;
  const isFound = ({ kind }: Resolution) => kind !== 'missing' && kind !== 'beside';
  const isPagesOwn = isOfPage(target.path, dialect);
  if (!isPagesOwn && isFound(fromFile)) return fromFile;
  const fromHere = fromPage(written, origin, page.path);
  const isHere = isFound(fromHere) || (isPagesOwn && fromFile.kind === 'missing');
  return isHere ? { ...fromHere, written } : fromFile;
}

type Written = Resolution & { written?: string };

function fromPage(path: string, origin: LinkOrigin, from: string): Written {
  const { site } = origin;
  const file = joinInside(folderOf(from), path) ?? backInside(fromRootOf(from, path), site.source);
  const named = pageExtension.test(path);
  if (file !== undefined && (named || otherExtension.test(path))) {
    const page = translated(file, origin) ?? site.pageByPath(file);
    if (page !== undefined) return { kind: 'page', page };
    if (site.hasAsset(file)) return { kind: 'asset', path: file };
  }
  const other = file === undefined ? site.pageByPath(fromRootOf(from, path)) : undefined;
  const page = other ?? pageFrom(path, file, origin);
  if (page !== undefined) return { kind: 'page', page };
  const made = site.madeRoute(path.slice(path.lastIndexOf('/') + 1));
  const hooked = made === undefined ? undefined : site.pageByRoute(made);
  if (hooked !== undefined) return { kind: 'page', page: hooked, made: true };
  const address = elsewhereFrom(path, file, origin);
  if (address !== undefined) return { kind: 'elsewhere', address };
  if (file !== undefined && site.hasAsset(file)) return { kind: 'asset', path: file };
  const served = servedFile(path, file, origin) ?? imageOf(file, origin);
  if (served !== undefined) return served;
  if (file === undefined) return { kind: 'beside', path: fromRootOf(from, path) };
  return aboveOrMissing(path, origin);
}

function aboveOrMissing(path: string, origin: LinkOrigin): Written {
  const above = fromAbove(path, origin);
  const named = pageExtension.test(path);
  const isBare = !path.startsWith('.') && !named && !otherExtension.test(path);
  if (!isBare || !origin.site.isUnknown('bare')) return above ?? { kind: 'missing' };
  return above === undefined ? { kind: 'missing', unknown: true } : { ...above, guessed: false };
}

// From `intro.fr.md` a link to `setup.md` means `setup.fr.md`, where that is a page.
function translated(file: string, { page: own, site }: LinkOrigin): SiteTarget | undefined {
  const suffix = /\.[\w-]+$/.exec(withoutEnding(own.path))?.[0];
  // A suffix that is part of the route is not a language.
  if (suffix === undefined || own.route.toLowerCase().endsWith(suffix.toLowerCase()))
    return undefined;
  return site.pageByPath(file.replace(pageExtension, (ending) => suffix + ending));
}

// `learn/state` written for `/learn/state`. Docusaurus takes files so, Hugo and Docsify look from the root; elsewhere it is a mistake.
function fromAbove(path: string, { page: own, site, dialect }: LinkOrigin) {
  if (path.startsWith('.')) return undefined;
  const isFile = dialect === 'docusaurus' && pageExtension.test(path);
  const found = isFile ? fileFromAbove(path, site) : undefined;
  if (found) return { kind: 'page' as const, page: found };
  const lower = site.pageByRoute(`${folderOf(own.route)}/${path.toLowerCase()}`);
  // Jekyll's `:slug` has no capitals, whatever the name of the file that a link repeats.
  if (dialect === 'liquid' && lower !== undefined) {
    return { kind: 'page' as const, page: lower, guessed: true };
  }
  for (let folder = folderOf(own.path); folder !== ''; ) {
    folder = folderOf(folder);
    const above = joinInside(folder, path);
    const page = above === undefined ? undefined : site.pageByPath(above);
    const isRule = folder === '' && (dialect === 'hugo' || dialect === 'docsify');
    const guessed = !isFile && !isRule;
    if (page !== undefined) return { kind: 'page' as const, page, guessed };
  }
  return undefined;
}

/** A link without extension may be relative to the file, to the route, or to the route as a folder. */
function pageFrom(
  path: string,
  file: string | undefined,
  { page: own, site, dialect }: LinkOrigin,
): SiteTarget | undefined {
  const short = path.replace(pageExtension, '');
  const byFile = () => (file === undefined ? undefined : site.pageByPath(file));
  const byRoute = (folder: string) => {
    const route = joinInside(folder, short);
    return route === undefined ? undefined : site.pageByRoute(`/${route}`);
  };
  const beside = () => byRoute(folderOf(own.route));
  const below = () => {
    const page = byRoute(own.route);
    // A file `index.md` that is not there is not the page itself.
    return page?.path === own.path && /(?:^|\/)index\.(?!html?$)\w+$/.test(path) ? undefined : page;
  };
  const isOfFolder = /\.html?$/.test(path) && /(?:^|\/)(?:index|readme)\.\w+$/i.test(own.path);
  const served =
    dialect === 'starlight' || dialect === 'hugo' || own.address?.endsWith('/') || isOfFolder;
  // Docusaurus takes only what has an extension for a file.
  const others = dialect === 'docusaurus' ? [beside, byFile, below] : [byFile, beside, below];
  const page = firstOf(served ? [below, beside, byFile] : others, (find) => find());
  if (page !== undefined) return page;
  // Obsidian takes the end of a path for the whole of it.
  if (dialect === 'obsidian') return site.pageByPath(`::${short}|${folderOf(own.path)}`);
  // Hugo finds a page by its name alone, where no other page has the name.
  return dialect === 'hugo' && !/[/.]/.test(short) ? site.pageByPath(`:${short}`) : undefined;
}

/** What the route of a relative link leads to, where that is not a page of the output. */
function elsewhereFrom(
  path: string,
  file: string | undefined,
  { page: own, site }: LinkOrigin,
): string | undefined {
  if (file !== undefined && pageExtension.test(path)) {
    // Files that are not there would be served as the page itself is.
    const address = site.elsewhere(`${routePrefix(own)}/${withoutEnding(file)}`);
    if (address !== undefined) return address;
  }
  const short = path.replace(pageExtension, '');
  // Sites serve most pages with and without a slash, and links count on either.
  const address = own.address ?? own.route;
  const other = address.endsWith('/') ? address.replace(/(?<=.)\/$/, '') : `${address}/`;
  for (const from of address.endsWith('.html') ? [address] : [address, other]) {
    const base = new URL(from, 'https://site.invalid');
    if (!URL.canParse(short, base.href)) return undefined;
    const route = decodedAddress(new URL(short, base).pathname);
    const found = site.elsewhere(route);
    if (found !== undefined) return found;
    // Without an address, the route does not begin at the root of the site.
    if (own.address !== undefined && site.isBeside(route)) return route;
  }
  return undefined;
}

/** A file that an alias names, or that a browser would find from the address of the page. */
function servedFile(
  path: string,
  file: string | undefined,
  { page: own, site, dialect }: LinkOrigin,
): Written | undefined {
  // The theme of MkDocs has files of its own in the folders of the documents.
  const ofTheme = dialect === 'mkdocs-material' && file && site.fileOf(`/${file}`);
  if (ofTheme) return fileAt(ofTheme);
  const named = path.startsWith('.') ? undefined : site.fileOf(path);
  // Zola's `@/guide/fire.md` is a page: https://www.getzola.org/documentation/content/linking/
  const aliased = named === undefined ? undefined : site.pageByPath(named);
  if (aliased !== undefined) return { kind: 'page', page: aliased };
  if (named !== undefined) return fileAt(named);
  if (!path.startsWith('.') && dialect === 'hugo') {
    // Hugo looks below the page first, then from the root, whatever the letter case.
    const page = site.pageByRoute(`/${path}`) ?? site.pageByRoute(`/${path.toLowerCase()}`);
    if (page !== undefined) return { kind: 'page', page };
  }
  if (dialect === 'hugo' && file !== undefined && pageExtension.test(file)) {
    // Logical paths have no capitals and no blanks: https://gohugo.io/methods/page/path/
    const page = site.pageByRoute(`/${withoutEnding(file).toLowerCase().replaceAll(' ', '-')}`);
    if (page !== undefined) return { kind: 'page', page };
  }
  const byName =
    dialect === 'obsidian' && otherExtension.test(path)
      ? site.fileOf(`:${posix.basename(path)}|${posix.dirname(own.path)}`)
      : undefined;
  if (byName !== undefined)
    return { ...fileAt(byName), written: posix.relative(posix.dirname(own.path), byName) };
  return atAddress(path, own, site);
}

/** Where a browser would look from the address of a page; hosts serve most with and without a slash. */
const servedAt = (path: string, address: string): string[] =>
  [...new Set([address, folderOf(address)])].flatMap((folder) => joinInside(folder, path) ?? []);

/** A file that a browser would find from the address of the page. */
function atAddress(
  path: string,
  own: LinkOrigin['page'],
  site: LinkOrigin['site'],
): Written | undefined {
  // Where the site serves its documents by code of its own, only their routes are known.
  const address = own.address ?? own.route;
  if (pageExtension.test(path)) {
    // `llms.md`: a document that the public folder serves as it is.
    const asIs = firstOf(servedAt(path, address), (served) => site.fileOf(`/${served}`));
    return asIs === undefined ? undefined : fileAt(asIs);
  }
  if (!otherExtension.test(path)) return undefined;
  for (const served of servedAt(path, address)) {
    if (site.hasAsset(served)) return { kind: 'asset', path: served };
    const found = site.fileOf(`/${served}`) ?? besidePage(served, site);
    if (found !== undefined) return fileAt(found);
  }
  // An address may be in small letters where the path is not.
  const beside = address.endsWith('/') && joinInside(withoutEnding(own.path), path);
  return beside && site.hasAsset(beside) ? { kind: 'asset', path: beside } : undefined;
}

/**
 * A file in the folder of another page, which Hugo and Zola serve below the address of that page:
 * https://www.getzola.org/documentation/content/overview/#asset-colocation
 */
function besidePage(served: string, site: LinkOrigin['site']): string | undefined {
  const page = site.pageByRoute(`/${folderOf(served)}`);
  if (page === undefined || !/(?:^|\/)_?index\.[^/]+$/.test(page.path)) return undefined;
  const file = joinInside(folderOf(page.path), posix.basename(served));
  return file !== undefined && site.hasAsset(file) ? file : undefined;
}

const fileAt = (path: string): Resolution =>
  path.startsWith('../') ? { kind: 'beside', path, named: true } : { kind: 'asset', path };
