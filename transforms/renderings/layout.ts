import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { attributeNamed, type ElementNode, isNamed } from '../../src/contract/element.ts';
import { isCodeName } from '../../src/document/prepare/syntaxes/data-body.ts';
import { ChangedPart } from '../go-template/changed-part.ts';
import { evaluateTemplate } from '../go-template/evaluate.ts';
import { bodyOnce, type Printed, type PrintedPart } from '../go-template/printer.ts';
import { isText, OtherPage, type Part } from '../go-template/values.ts';
import { code, inlineCode, isElement, text } from '../nodes.ts';
import { ofSite } from './asked-of-site.ts';
import { boldLine, labelWords } from './content.ts';
import { mayShowBody, printsNothing, type Template, templateOf } from './layout-files.ts';
import { defineRendering, namesOf, type OptionsOf, type RenderEnv } from './rendering.ts';
import { inLine, notation, useOf } from './shortcode-use.ts';

const options = {
  /** Folders of the site's own templates, the first one first; `**` stands for the page's section. */
  folders: 'list',
  partials: 'list',
  /** Folders of the Markdown that an unknown shortcode may name. */
  sources: 'list',
  /** Attributes that hold a body that is code, its language, and its label. */
  code: 'names',
  language: 'names',
  label: 'names',
} as const;
type Options = OptionsOf<typeof options>;

/**
 * A shortcode by the site's own template, read without running it: the text, arguments and body
 * that it prints. One whose body is code is a block of code; one without a template is unknown.
 */
export const layout = defineRendering(options, (element, spec, env) => {
  const name = element.name ?? '';
  const body = codeBody(element, spec, env);
  const isInline = name.endsWith('.inline');
  const label = env.text(element, spec.label);
  const head = label ? boldLine(labelWords(label, env)) : [];
  if (body !== undefined && !isInline) return [...head, code(body, languageOf(element, spec, env))];
  // The body of `{{< name.inline >}}` is its template.
  const template = isInline
    ? { ok: true as const, path: '', text: body ?? '' }
    : templateOf(name, spec.folders, env.document);
  const isOfCode = isCodeName(name) && element.children.length === 0;
  // A body that is empty says nothing, unless its arguments name code of the site.
  const isOfBody = isOfCode && /\.Inner\b/.test(template?.text ?? '.Inner');
  if (template === undefined || (isOfBody && element.attributes.length === 0))
    return namedFile(element, spec, env) ?? env.unknown(element);
  const { printed, isMarkdown } = printedBy(element, template, { spec, env });
  const shown = isOfCode && printed.parts.find(({ part }) => isCodeText(part));
  if (isOfBody && !shown) return env.unknown(element);
  const nodes = shown
    ? [...head, ...partNodes(shown.part, element, env)]
    : rendered(printed, element, { env, isMarkdown });
  if (nodes.length === 0) return withoutNodes(element, template.text, { printed, env });
  const all = withBody(nodes, element, { printed, env });
  return env.flow ? all : inLine(all, element, { html: printed.html, env });
});

/** A body that was read as code stands in an attribute; an argument of that name is the template's own. */
function codeBody(element: ElementNode, spec: Options, env: RenderEnv): string | undefined {
  if (element.children.length > 0) return undefined;
  const names = namesOf(spec.code);
  const template = templateOf(element.name ?? '', spec.folders, env.document)?.text ?? '';
  const isArgument = names.some((name) => new RegExp(`["\`]${name}["\`]`).test(template));
  if (isArgument && !template.includes('.Inner')) return undefined;
  // That of the body is the last one.
  const made = element.attributes.findLast((one) => names.some((name) => isNamed(one, name)));
  return typeof made?.value === 'string' ? made.value : undefined;
}

const highlighted =
  /\bhighlight\s+(?:\([^()]*\)|\.Inner)\s+(?:\(\.Get\s+)?(["`]?)([\w+#-]+)\1(\))?/i;

/** The language of a body that is code, which the template may give to `highlight`. */
function languageOf(element: ElementNode, spec: Options, env: RenderEnv): string | undefined {
  const template = templateOf(element.name ?? '', spec.folders, env.document)?.text ?? '';
  const [, , name, isArgument] = highlighted.exec(template) ?? [];
  return env.text(element, spec.language) ?? (isArgument ? env.text(element, name) : name);
}

interface Result {
  printed: Printed;
  env: RenderEnv;
}

/** What a template shows, with the body below where it does not print that. */
function withBody(nodes: RootContent[], element: ElementNode, { printed, env }: Result) {
  const saysInner = printed.parts.some(({ part }) => part.source === 'inner');
  // Loops beside the body go through what stands in it; what there is `with` a value, other pages may have.
  const unsaid = saysInner ? /^(?:range|with) / : /^with /;
  const lost = printed.lost.filter((each) => !unsaid.test(each));
  if (lost.length > 0) env.lose(element, lost);
  return saysInner || element.children.length === 0 ? nodes : [...nodes, ...env.children(element)];
}

const isCodeText = (part: Part): boolean =>
  part.as === 'code' && (!isText(part) || part.source.text.trim() !== '');

/** What stands for a shortcode whose template shows nothing: nothing if that is meant, else what it is given. */
function withoutNodes(
  element: ElementNode,
  template: string,
  { printed: { html, lost }, env }: Result,
): RootContent[] {
  // Its parts stand where they were kept for it.
  if (element.children.length > 0 && /\.(?:Scratch|Store)\.Get\b/.test(template))
    return env.children(element);
  const isEmpty = html.trim() === '' && lost.length === 0;
  if (isEmpty && mayShowBody(template)) return [];
  if (printsNothing(template, isEmpty) && element.children.length === 0) return [];
  if (lost.length === 0 || element.children.length > 0) return env.unknown(element);
  env.lose(element, lost);
  return [];
}

/** A shortcode of a module that is not here includes the file of Markdown that is all it is given. */
function namedFile(
  element: ElementNode,
  { sources = [] }: Options,
  env: RenderEnv,
): RootContent[] | undefined {
  const name = env.text(element, '0') ?? '';
  const given = element.attributes.filter((one) => !isNamed(one, notation));
  if (!name.endsWith('.md') || given.length + element.children.length > 1) return undefined;
  const paths = sources.map((folder) => folder + name.replace(/^\/+/, ''));
  const path = paths.find((one) => env.document.include(one).ok);
  return path === undefined ? undefined : env.include(element, { path });
}

/** What a template prints for `{{%` is Markdown, too, unless it begins with HTML. */
function printedBy(
  element: ElementNode,
  template: Template,
  at: { spec: Options; env: RenderEnv },
): { printed: Printed; isMarkdown: boolean } {
  const isMarkdown = template.path.endsWith('.md');
  if (!isMarkdown && attributeNamed(element, notation) !== undefined) {
    const printed = print(element, template, { ...at, isMarkdown: true });
    if (!printed.html.trimStart().startsWith('<')) return { printed, isMarkdown: true };
  }
  return { printed: print(element, template, { ...at, isMarkdown }), isMarkdown };
}

function print(
  element: ElementNode,
  { text: source }: Template,
  { spec, env, isMarkdown }: { spec: Options; env: RenderEnv; isMarkdown: boolean },
): Printed {
  return evaluateTemplate(source, {
    ...ofSite(env.document, spec.partials, env.path),
    ...useOf(element),
    isMarkdown,
  });
}

/** A tag that may go on over several lines. */
const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^"'<>])*>/gi;

/** In one line, and without signs behind a value, which browsers pass over and CommonMark takes for no tag. */
const readTag = (whole: string): string =>
  whole.replace(/\s+/g, ' ').replace(/(=(?:"[^"]*"|'[^']*'))[)\]}"',;]+(?=[\s/>])/g, '$1');

/** A frame whose address only a build of the site would tell, and a field of text, as buttons that copy have. */
const noContent =
  /<iframe\b[^<>]*\ssrc=""[^<>]*><\/iframe>|<textarea\b[^<>]*>[^<]*(?:<x-part[^<>]*>[^<]*<\/x-part>[^<]*)*<\/textarea>/g;

/** What a template prints, rendered. */
export function rendered(
  printed: Printed,
  element: ElementNode,
  { env, isMarkdown }: { env: RenderEnv; isMarkdown: boolean },
): RootContent[] {
  const all = bodyOnce(printed).replace(noContent, '');
  const isHtml = !isMarkdown && all.trimStart().startsWith('<');
  const lines = isHtml ? all.replace(tag, readTag) : all;
  const html = isHtml ? lines.replace(/(?<![^\S\n])[^\S\n]*\n\s*/g, '\n').trim() : all;
  // What it opens or leaves open is no matter of the document.
  const wrapped = isHtml && env.flow ? `<div>\n${html}\n</div>` : html;
  const root = env.parse(wrapped, `${element.name}.html`);
  const bodies = new Set<RootContent>();
  const nodesOf = (part: Part): RootContent[] => {
    const nodes = partNodes(part, element, env);
    if (nodes.some((node) => bodies.has(node))) return structuredClone(nodes);
    for (const node of nodes) bodies.add(node);
    return nodes;
  };
  fillParts(root, nodesOf, printed.parts);
  const [only] = root.children;
  const isLine = !env.flow && root.children.length === 1 && only?.type === 'paragraph';
  return env.render(isLine ? only.children : root.children);
}

/** Puts what the parts say in the places that stand for them. */
function fillParts(
  node: Nodes,
  nodesOf: (part: Part) => RootContent[],
  parts: readonly PrintedPart[],
): void {
  if (!('children' in node)) return;
  const children = node.children as RootContent[];
  for (const child of children) fillParts(child, nodesOf, parts);
  (node as { children: RootContent[] }).children = children.flatMap((child, index) => {
    const printed = partOf(child, parts);
    if (printed === undefined) return [child];
    const nodes = nodesOf(printed.part);
    const follows = partOf(children[index - 1], parts) !== undefined;
    return follows && printed.isApart ? [text(' '), ...nodes] : nodes;
  });
}

/** The part that an element stands for. */
function partOf(
  node: RootContent | undefined,
  parts: readonly PrintedPart[],
): PrintedPart | undefined {
  if (node === undefined || !isElement(node) || node.name !== 'x-part') return undefined;
  const [number] = node.attributes;
  return number?.type === 'mdxJsxAttribute' ? parts[Number(number.value)] : undefined;
}

function partNodes(part: Part, element: ElementNode, env: RenderEnv): RootContent[] {
  const { source, as, language } = part;
  if (as === 'code') {
    const value = isText(part) ? part.source.text.replace(/\n+$/, '') : env.code(element);
    return [env.flow ? code(value, language) : inlineCode(value.trim())];
  }
  if (source === 'inner') return element.children as RootContent[];
  if (source instanceof OtherPage)
    return env.include(element, {
      path: source.path,
      ...(part instanceof ChangedPart && { fill: part.change }),
    });
  return as === 'markdown' ? markdownNodes(source.text, env) : [text(source.text)];
}

function markdownNodes(source: string, env: RenderEnv): RootContent[] {
  const { children } = env.parse(source);
  const [only, more] = children;
  return only?.type === 'paragraph' && !more ? (only.children as PhrasingContent[]) : children;
}
