import { posix } from 'node:path';
import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { parse as parseToml } from 'smol-toml';
import { attempt } from '../../src/attempt.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import type { Document } from '../../src/document/document.ts';
import { renderTera } from '../../src/document/prepare/syntaxes/jinja.ts';
import { isRecord } from '../../src/is-record.ts';
import { Part } from '../go-template/values.ts';
import { alert, kindOfWord } from './alert.ts';
import { parsedAt } from './content.ts';
import { rendered } from './layout.ts';
import { templateOf } from './layout-files.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';
import { dataFunctions } from './tera-data.ts';
import { teraFilters, teraFunctions } from './tera-functions.ts';

const bodies = /\{\{-?\s*body\b[^{}]*\}\}/g;
const comments = /<!--[\s\S]*?-->|\{#[\s\S]*?#\}/g;
const plain =
  /<!--[\s\S]*?-->|\{#[\s\S]*?#\}|<\/?(?:article|aside|b|center|div|em|i|p|section|small|span|strong)\b[^<>]*>/g;

/**
 * A shortcode of Zola: what its template shows, with its arguments and its body, which is Markdown where the
 * template makes it so. One that is called what an alert is, and shows no more than a label above its body, is one.
 * https://www.getzola.org/documentation/content/shortcodes/
 */
export const tera = defineRendering({ templates: 'list' }, (element, { templates }, env) => {
  const template = templateOf(element.name ?? '', templates, env.document);
  if (template === undefined) return env.unknown(element);
  const { text, path } = template;
  const showsBody = text.search(bodies) >= 0;
  const isBare = showsBody && text.replace(bodies, '').replace(plain, '').trim() === '';
  const kind = kindOfWord(element.name ?? '');
  if (isBare && kind === undefined) return bodyOf(element, text, env);
  const use = new Use(element, text, env);
  const html = use.html();
  if (html === undefined) return withoutValue(element, { text, showsBody }, env);
  if (kind !== undefined && showsBody && use.isLabelled(html))
    return alert.render(
      element,
      { as: 'alert', kind, type: kindNames, title: use.shown(html) },
      env,
    );
  const printed = { html, parts: use.parts, lost: [] };
  const nodes = rendered(printed, element, { env, isMarkdown: path.endsWith('.md') });
  return showsBody && nodes.length > 0 ? nodes : [...nodes, ...env.children(element)];
});

/** Arguments that say what kind of box it is. */
const kindNames = ['kind', 'type', 'level', 'class'];

/** A template that asks for what only the site knows shows the body at least. */
function withoutValue(
  element: ElementNode,
  { text, showsBody }: { text: string; showsBody: boolean },
  env: RenderEnv,
): RootContent[] {
  const [asked = `the template of ${element.name}`] =
    /\b(?:load_data|get_page|get_section|get_taxonomy\w*|get_image_metadata|now|import|include)\b[^{}%\n]*/.exec(
      text,
    ) ?? [];
  if (!showsBody) env.lose(element, [asked.trim()]);
  return env.children(element);
}

/** One use of a template. */
class Use {
  readonly parts: { part: Part; isApart: boolean }[] = [];
  readonly #element: ElementNode;
  readonly #template: string;
  readonly #env: RenderEnv;
  readonly #args = new Map<string, string>();
  readonly #lists = new Map<string, unknown>();
  /** The body, where it is code. */
  readonly #code: string | undefined;

  constructor(element: ElementNode, template: string, env: RenderEnv) {
    this.#element = element;
    this.#template = template.replace(comments, '');
    this.#env = env;
    for (const one of element.attributes) {
      if (one.type !== 'mdxJsxAttribute') continue;
      const { name, value } = one;
      if (typeof value === 'string') this.#args.set(name, value);
      else if (value)
        this.#lists.set(
          name,
          attempt((): unknown => JSON.parse(value.value)),
        );
    }
    this.#code = this.#args.get('code');
    this.#args.delete('code');
  }

  /** What the template prints, in which elements stand for the body and for Markdown; undefined where that is not known. */
  html(): string | undefined {
    const text = plainText(this.#element).trim();
    const args = [...this.#args].map(([name, value]) => [name, this.#valueOf(name, value)]);
    const filters = { ...teraFilters, markdown: (value: unknown) => this.#markdown(String(value)) };
    const body = this.#element.children.length > 0 ? { body: escaped(text) } : {};
    const values = {
      ...teraFunctions,
      ...dataFunctions(this.#env.document),
      ...siteOf(this.#env.document),
      nth: 1,
      ...body,
      ...Object.fromEntries([...args, ...this.#lists]),
    };
    return renderTera(this.#withBody(), values, filters);
  }

  /** Whether all that stands beside the body is above it, and says what kind of box it is, or is an argument. */
  isLabelled(html: string): boolean {
    const said = wordsIn(html);
    if (wordsIn(html.split('</x-part>').at(-1) ?? '') !== '') return false;
    const names = [this.#element.name ?? '', ...this.#args.values()];
    return said === '' || names.some((name) => wordsIn(name) === said);
  }

  /** The arguments that are shown beside the body. */
  shown(html: string): string[] {
    const said = wordsIn(html);
    return [...this.#args].flatMap(([name, value]) =>
      said !== '' && wordsIn(value) === said ? [name] : [],
    );
  }

  #valueOf(name: string, value: string): unknown {
    if (value === 'true' || value === 'false') return value === 'true';
    if (/^-?(?:0|[1-9]\d{0,8})$/.test(value)) return Number(value);
    const isRaw = new RegExp(`\\b${name}\\b[^{}]*\\|\\s*(?:safe|markdown)\\b`).test(this.#template);
    return isRaw ? value : escaped(value);
  }

  /** The template with elements in place of its bodies; one that stands in a tag is text. */
  #withBody(): string {
    return this.#template.replace(bodies, (output, at: number) => {
      const before = this.#template.slice(0, at);
      if (before.lastIndexOf('<') > before.lastIndexOf('>')) return output;
      if (this.#code !== undefined) return this.#mark(new Part({ text: this.#code }, 'code'));
      const isText = isFromHtml(this.#element) && /\|\s*markdown\b/.test(output);
      const text = plainText(this.#element).trim();
      return this.#mark(isText ? new Part({ text }, 'markdown') : new Part('inner', 'markdown'));
    });
  }

  #markdown(text: string): string {
    return this.#mark(new Part({ text }, 'markdown'));
  }

  #mark(part: Part): string {
    return `<x-part n="${this.parts.push({ part, isApart: false }) - 1}"></x-part>`;
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The words of a text or of HTML, in small letters. */
const wordsIn = (text: string): string =>
  text
    .replace(/<(svg|style|script)\b[\s\S]*?<\/\1>|<[^<>]*>|&#?\w+;/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** What templates know of the site and of a page: https://www.getzola.org/documentation/templates/pages-sections/ */
function siteOf({ path, frontmatter, include, site }: Document): Record<string, unknown> {
  const config = ['/config.toml', '/zola.toml'].map((file) => include(file)).find(({ ok }) => ok);
  const settings = config?.ok ? tomlOf(config.text) : {};
  const address = site.pageByPath(path)?.address ?? site.pageByPath(path)?.route;
  const extra = isRecord(frontmatter.extra) ? frontmatter.extra : {};
  const base = String(settings.base_url ?? '').replace(/\/+$/, '');
  return {
    config: { ...settings, base_url: base, extra: settings.extra ?? {} },
    // Pictures beside a page are named from there.
    page: {
      ...plainMatter(frontmatter),
      extra,
      path: address,
      permalink: address && base + address,
      relative_path: path,
      colocated_path: '',
      slug: posix.basename(posix.dirname(path)),
    },
    lang: String(settings.default_language ?? 'en'),
  };
}

/** Front matter, without dates: how they read as text, the template says. */
const plainMatter = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => !(value instanceof Date)));

function tomlOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(parseToml(text)));
  } catch {
    return {};
  }
}

/** The body alone, which is Markdown where the template makes it so, also between elements of HTML. */
function bodyOf(element: ElementNode, template: string, env: RenderEnv): RootContent[] {
  if (!isFromHtml(element) || !/\bbody\s*\|\s*markdown\b/.test(template))
    return env.children(element);
  const written = plainText(element).trim();
  return env.flow ? env.render(parsedAt(element, written, env).children) : env.inline(written);
}

/** Text between tags is none of Markdown's; only addresses in it are links already. */
const isFromHtml = ({ children }: ElementNode): boolean =>
  children
    .flatMap((node): readonly Nodes[] => (node.type === 'paragraph' ? node.children : [node]))
    .every(
      (node) => node.type === 'text' || (node.type === 'link' && plainText(node) === node.url),
    );
