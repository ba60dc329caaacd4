import type { Document, Included } from '../../src/document/document.ts';
import { firstOf } from '../../src/first-of.ts';
import { sectionsOf } from './page-data.ts';
import { themeFolders } from './theme-folders.ts';

export type Template = Extract<Included, { ok: true }>;

/** The first of some files that is there. A page of the site's content is none of its templates, however its folder is called. */
const firstFile = (
  paths: readonly string[],
  document: Pick<Document, 'include'>,
): Template | undefined =>
  firstOf(paths, (path) => {
    const file = document.include(path);
    return file.ok && `/${file.path}`.endsWith(path) ? file : undefined;
  });

export function templateOf(
  name: string,
  folders: readonly string[] | undefined,
  document: Document,
): Template | undefined {
  // A template may be Markdown, for what is rendered with the page, and its name may have no ending.
  const paths = /\.\w+$/.test(name) ? [name] : [`${name}.html`, `${name}.md`, name];
  const places = templateFolders(folders ?? [], document);
  const files = paths.flatMap((path) => places.map((folder) => `${folder}${path}`));
  return firstFile(files, document);
}

/**
 * The folders that a page's templates may stand in, in order. `**` in one stands for the folders of
 * the page's section, the deepest first: of `docs/setup/a.md`, `/layouts/**\/_shortcodes/` is
 * `/layouts/docs/setup/_shortcodes/`, `/layouts/docs/_shortcodes/` and `/layouts/_shortcodes/`.
 */
function templateFolders(folders: readonly string[], document: Document): string[] {
  const ofThemes = themeFolders(document).flatMap((theme) =>
    folders.map((folder) => theme + folder),
  );
  return [...folders, ...ofThemes].flatMap((folder) => {
    if (!folder.includes('/**/')) return [folder];
    const levels = sectionsOf(document).map((section) => `/${section}/`);
    return [...levels, '/'].map((level) => folder.replace('/**/', () => level));
  });
}

/** The source of a template for all pages. */
export function commonTemplate(
  name: string,
  document: Pick<Document, 'include'>,
): string | undefined {
  const files = ['', ...themeFolders(document)].flatMap((root) =>
    ['_shortcodes', 'shortcodes'].flatMap((folder) =>
      ['.html', ''].map((ending) => `${root}/layouts/${folder}/${name}${ending}`),
    ),
  );
  return firstFile(files, document)?.text;
}

/** What a page does not show: comments, metadata, styles, data. Other scripts may write to the page. */
const unseen =
  /<!--[\s\S]*?-->|\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}|<(?:meta|link)\b[^>]*>|<style\b[^>]*>[\s\S]*?<\/style>|<script\b[^>]*\btype="application\/ld\+json"[^>]*>[\s\S]*?<\/script>/gi;

/** Places to link to, what a template does without printing, and the body that it has not got. */
const unprinted =
  /<\/?(?:article|aside|div|p|section)\b[^<>{}]*(?:\{\{[^{}]*\}\}[^<>{}]*)*>|<(a|span)\s[^<>]*\b(?:id|name)=[^<>]*>\s*<\/\1>|\{\{-?\s*(?:if|else|end|with|\.Inner|\$\w+\s*:?=)[^{}]*\}\}/g;

/** Whether a template shows nothing of its own. */
const showsNothing = (source: string) =>
  source.length < 10_000 && source.replace(unseen, '').replace(unprinted, '').trim() === '';

/** Pages and files of the site, of which nothing may be known; its data is. */
const ofPages =
  /\b(?:[sS]ite(?!\.Data\b)|Page|\w*Pages|Sections|[rR]esources|Scratch|Store|Parent)\b/;

/** Whether a template loops, and over none of the site's pages or files, or asks whether a file exists. */
const asksForData = (source: string): boolean =>
  (/\{\{-?\s*range\b/.test(source) && !ofPages.test(source)) || /\bfileExists\b/.test(source);

/** Whether a template is not expected to show anything; `isEmpty` where it printed nothing. */
export const printsNothing = (source: string, isEmpty: boolean): boolean =>
  showsNothing(source) || (isEmpty && asksForData(source)) || parts.test(source);

/** What ends one element and begins the next, such as the columns of a row. */
const parts = /^\s*<\/[a-z]\w*>[^{}]*$/i;

/** Whether a template shows its body under a condition, such as the version that it is for. */
export const mayShowBody = (source: string): boolean =>
  /\{\{-?\s*(?:if|with)\b[\s\S]*\{\{-?\s*\.Inner\s*(?:\||-?\}\})/.test(source) &&
  !/\.(?:Scratch|Store|Parent)\b/.test(source);
