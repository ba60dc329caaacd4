import { posix } from 'node:path';
import type { Nodes, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { save, savingValue } from '../../src/contract/savings.ts';
import type { Included } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { excerpt, partName } from '../../src/includes/excerpt.ts';
import { labelLine, labelNode, labelsOf, readMeta } from '../code/meta.ts';
import { inlineCode, isBlank, link, markerLine, paragraph, strong } from '../nodes.ts';
import { resolveReferences } from '../normalize/blocks.ts';
import type { IncludeRequest } from '../renderings/rendering.ts';
import { goOn } from './blocks.ts';
import { readImport } from './imports.ts';
import { Place } from './place.ts';

/** Walks the nodes of another file as part of the document. */
type WalkPlace = (place: Place, nodes: RootContent[]) => RootContent[];

/**
 * The content of a file in place of the element that includes it. Where the file cannot be had,
 * the finding is reported and a link with the path stays in the text.
 */
export function includeFile(
  element: ElementNode,
  request: IncludeRequest & { from?: string },
  context: { place: Place; walk: WalkPlace },
): RootContent[] {
  const { place, walk } = context;
  if (!place.budget.take('includes')) return visiblePath(request, place);
  const file = readPart(element, request, place);
  if (file === undefined || !place.budget.take('included characters', file.part.length))
    return visiblePath(request, place);
  const { path, part } = file;
  const { included } = place.document;
  const name = partName(path, request);
  if (isCode(path, request)) {
    included.set(name, part);
    return walk(place, codeNodes(part, path, request));
  }
  const elsewhere = name === path ? repeatedPage(file, place) : undefined;
  if (elsewhere) return elsewhere;
  included.set(name, part);
  const root = place.document.parse(part, path);
  // Another file may have other links of the same labels.
  resolveReferences(root);
  const inner = new Place({
    document: place.document,
    nodes: root.children,
    parent: place,
    path,
    name,
    text: part,
    at: element,
    readImport,
    ...(request.props && { given: request.props, frontmatter: ownFrontmatter(file.text) }),
  });
  const nodes = walk(inner, root.children);
  for (const node of nodes) adopt(node, { source: path, position: element.position });
  if (request.inText) goOn(nodes);
  return nodes;
}

/** The front matter of an imported file; undefined where it has none, so that of the page stands for it. */
function ownFrontmatter(text: string): Record<string, unknown> | undefined {
  const { data } = readFrontmatter(text);
  return Object.keys(data).length > 0 ? data : undefined;
}

/** The file and the part of it that is asked for; undefined where a finding says why there is none. */
function readPart(
  element: ElementNode,
  request: IncludeRequest & { from?: string },
  place: Place,
): { path: string; text: string; part: string } | undefined {
  const included = place.document.include(request.path, request.from ?? place.path);
  const problem = problemOf(included, request, place);
  if (problem) place.report({ ...problem, at: element });
  if (problem || !included.ok) return undefined;
  const { path, text } = included;
  const part = excerpt(text, request);
  if (part !== undefined) return { path, text, part: request.fill?.(part) ?? part };
  const wanted = request.region ? `region "${request.region}"` : 'part between the given texts';
  const whole = request.whole ? excerpt(text, { ...request, region: undefined }) : undefined;
  const shown = whole ?? (request.empty ? '' : undefined);
  place.report({
    severity: shown === undefined ? 'warning' : 'info',
    rule: 'include-missing',
    reason: `${path} has no ${wanted}; ${shownInstead(shown)}`,
    about: path,
    at: element,
  });
  return shown === undefined ? undefined : { path, text, part: shown };
}

function shownInstead(text: string | undefined): string {
  if (text === undefined) return 'its path is shown instead';
  return text === '' ? 'nothing is shown, as on the site' : 'all of it is shown, as on the site';
}

/** Places of included nodes are those of the element; their links still start from their own file. */
function adopt(node: Nodes, from: { source: string; position: Nodes['position'] }): void {
  if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
    node.data = { source: from.source, ...node.data };
  }
  if (from.position !== undefined) node.position = from.position;
  if ('children' in node) for (const child of node.children) adopt(child, from);
}

/** Whether a file is shown as code: a page that shows its own source does not include itself. */
const isCode = (path: string, { isMarkdown, lang }: IncludeRequest): boolean =>
  !(isMarkdown || isMarkdownPath(path)) || (lang !== undefined && lang !== '' && lang !== 'md');

export const isMarkdownPath = (path: string): boolean => /\.(?:mdx?|markdown)$/i.test(path);

function problemOf(included: Included, request: IncludeRequest, place: Place) {
  const severity = 'warning' as const;
  if (!included.ok) {
    // The document has reported it.
    if (included.reason === 'private') return undefined;
    const outside = included.reason === 'outside';
    const rule = outside ? 'include-outside' : 'include-missing';
    const path = isModule(request.path) ? request.path : included.path;
    return { severity, rule, reason: `${path} ${reasons[included.reason]}`, about: path };
  }
  const name = partName(included.path, request);
  if (isCode(included.path, request) || !place.trail.includes(name)) return undefined;
  const way = [...place.trail, name].join(' -> ');
  return { severity, rule: 'include-cycle', reason: `${way}: a file that includes itself` };
}

const reasons = {
  missing: 'is included, but there is no such file; its path is shown instead',
  outside: 'is included, but lies outside the sources; its path is shown instead',
  folder: 'is included, but is a folder; its path is shown instead',
  binary: 'is included, but is not text; its path is shown instead',
  large: 'is included, but is too large for a text; its path is shown instead',
} as const;

/** Whether a path is one of a package or an alias, which no link can lead to. */
const isModule = (path: string): boolean => /^[@~#]/.test(path);

/** The path as a link, below the labels that the code would have. */
function visiblePath({ path, label, meta }: IncludeRequest, place: Place): RootContent[] {
  const words = label ? [{ type: 'text' as const, value: label }] : [inlineCode(path)];
  const url = path.replace(/[\s()<>]/g, encodeURIComponent);
  const labels = meta ? labelsOf(readMeta(meta), place.document.dialect.fences ?? {}) : [];
  const shown = isModule(path)
    ? inlineCode(path)
    : { ...link(url, words), data: { reported: true } };
  return [...labels.map(labelLine), paragraph([shown])];
}

function codeNodes(value: string, path: string, request: IncludeRequest): RootContent[] {
  const lang = request.lang || posix.extname(path).slice(1) || null;
  const label = request.label ? [paragraph([strong([labelNode(request.label)])])] : [];
  return [...label, { type: 'code', lang, meta: request.meta ?? null, value }];
}

const silent: ReadonlySet<string> = new Set(['mdxjsEsm', 'yaml', 'toml', 'definition']);

/**
 * A page that is nothing but another page has its text in that page's output already; a marker says
 * which one that is. Undefined where the included text has to stand here.
 */
function repeatedPage(
  included: { path: string; text: string },
  place: Place,
): RootContent[] | undefined {
  const { settings, site, tree } = place.document;
  if (savingValue(settings, 'included-pages') === false || place.isIncluded) return undefined;
  const shown = tree.children.filter((node) => !silent.has(node.type) && !isBlank(node));
  if (shown.length !== 1) return undefined;
  const page = site.pageByPath(included.path);
  if (page?.path !== included.path) return undefined;
  save(place.found.savings, 'included-pages', included.text.length);
  return [markerLine(`the text of ${page.out}`)];
}
