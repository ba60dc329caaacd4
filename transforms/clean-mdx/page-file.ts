import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { evaluateTemplate } from '../go-template/evaluate.ts';
import { isText, page } from '../go-template/values.ts';
import { ofSite } from '../renderings/asked-of-site.ts';
import { type Template, templateOf } from '../renderings/layout-files.ts';
import { isDocument, says } from './reports.ts';

const layouts = ['/layouts/**/', '/layouts/_default/'];
const partials = ['/layouts/_partials/', '/layouts/partials/'];
/** The templates of pages and of sections, in which the search for the one that reads a file begins. */
const first = ['single', 'page', 'list', 'section'];
const mostTemplates = 80;

const partial = /\bpartial(?:Cached)?\s+"([^"\n]+)"/g;
const reading = /\breadFile\s+[.$]+(?:Page\.)?Params\.(\w+)/;

/**
 * The blocks of the file that an empty page of Hugo names in its front matter, where a template of the
 * site shows it: `{{ readFile .Params.source | .RenderString }}`.
 */
export function fileOfPage(document: Document): RootContent[] {
  const { dialect, frontmatter, tree } = document;
  if (dialect.name !== 'hugo' || tree.children.some(says)) return [];
  if (!Object.values(frontmatter).some(isDocument)) return [];
  const template = readingTemplate(document);
  if (template === undefined) return [];
  const file = document.include(`/${String(frontmatter[template.key]).replace(/^\/+/, '')}`);
  if (!file.ok) return [];
  document.included.set(file.path, file.text);
  const use = { ...ofSite(document, partials), name: '', args: new Map(), hasInner: false };
  const printed = evaluateTemplate(template.text, use, page);
  const [only, more] = printed.parts.map(({ part }) => part);
  const isWhole = only !== undefined && !more && isText(only) && only.source.text !== '';
  return document.parse(isWhole ? only.source.text : file.text, file.path).children;
}

/** The first template of those that pages are made from which reads a file that the page names. */
function readingTemplate(document: Document): (Template & { key: string }) | undefined {
  const seen = new Set<string>();
  const waiting = first.flatMap((name) => templateOf(name, layouts, document) ?? []);
  for (let template = waiting.shift(); template !== undefined; template = waiting.shift()) {
    if (seen.has(template.path) || seen.size > mostTemplates) continue;
    seen.add(template.path);
    const key = reading.exec(template.text)?.[1];
    if (key !== undefined && isDocument(document.frontmatter[key])) return { ...template, key };
    for (const [, name = ''] of template.text.matchAll(partial))
      waiting.push(...[templateOf(name, partials, document) ?? []].flat());
  }
  return undefined;
}
