import { posix } from 'node:path';
import type { Root, RootContent } from 'mdast';
import type { Point, Position } from 'unist';
import { ofPage } from '../../src/components/component.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import type { Document, Report } from '../../src/document/document.ts';
import { classify } from '../../src/document/lines/scanner.ts';
import { esmIn } from '../../src/document/parse/node-kinds.ts';
import { walk } from '../../src/document/walk.ts';
import { type Definitions, definitionsIn } from '../normalize/blocks.ts';
import { type StaticValue, toStatic } from '../static-value.ts';
import { Budget } from './budget.ts';
import { Found } from './found.ts';
import { OwnComponents } from './own-components.ts';
import { type ReadImport, Scope } from './scope.ts';
import { vueGlobals } from './vue-globals.ts';

/** The file that a walk reads: the document itself, or one that it includes. */
export class Place {
  readonly document: Document;
  /** Path of this file, relative to the source root. */
  readonly path: string;
  readonly scope: Scope;
  readonly #parent: Place | undefined;
  readonly found: Found;
  readonly budget: Budget;
  readonly own: OwnComponents;
  /** The expressions that are being rendered. */
  readonly open = new Set<string>();
  /** The files, or parts of files, that lead here, this one last. */
  readonly trail: readonly string[];
  /** The node of the document that findings in included files are reported at. */
  readonly #at: Report['at'];
  /** The innermost part of this file that is being rendered. */
  #rendered: Report['at'];
  #definitions: Definitions | undefined;

  constructor(options: {
    document: Document;
    nodes: readonly RootContent[];
    readImport: (place: Place) => ReadImport;
    parent?: Place;
    path?: string;
    /** Of the part of the file that is read. Default: the path. */
    name?: string;
    /** Of this file; default that of the document. */
    text?: string;
    given?: ReadonlyMap<string, StaticValue>;
    /** Of a file that is a module of its own; default that of the document. */
    frontmatter?: Readonly<Record<string, unknown>> | undefined;
    at?: Report['at'];
  }) {
    const { document, parent, path = document.path } = options;
    this.document = document;
    this.path = path;
    this.#parent = parent;
    this.found = parent?.found ?? new Found();
    this.budget = parent?.budget ?? new Budget((kind, limit) => this.#exceeded(kind, limit));
    this.own = parent?.own ?? new OwnComponents(this);
    this.trail = [...(parent?.trail ?? []), options.name ?? path];
    this.#at = options.at;
    const given = new Map(options.given);
    const { syntaxes } = document.dialect;
    // In VitePress, `useData()` gives an imported file that of the page: https://vitepress.dev/reference/runtime-api#usedata
    const isOfPage = syntaxes?.includes('vue') || options.frontmatter === undefined;
    const matter = toStatic(isOfPage ? document.frontmatter : options.frontmatter);
    for (const name of ['frontmatter', 'frontMatter', '$frontmatter']) {
      if (matter !== undefined) given.set(name, matter);
    }
    if (syntaxes?.includes('vue'))
      for (const [name, value] of vueGlobals(this, matter)) given.set(name, value);
    const esm = esmIn(options.nodes);
    // Nextra exports the front matter of a page under this name.
    const isNextra = document.dialect.name === 'nextra';
    if (isNextra && matter !== undefined && !esm.some((one) => one.includes('const metadata')))
      given.set('metadata', matter);
    const hasScripts = syntaxes?.some((name) => name === 'vue' || name === 'svelte');
    const scripts = hasScripts ? scriptsOf(options.text ?? document.text) : [];
    this.scope = new Scope([...esm, ...scripts], {
      given,
      readImport: options.readImport(this),
      // VitePress puts files together before it reads their scripts.
      above: syntaxes?.includes('vue') ? parent?.scope.value : undefined,
    });
  }

  /** Notes the setting that an element's name belongs to. */
  noteOrigin({ name, data }: ElementNode): void {
    const origin = data?.origin;
    if (name && (origin === 'macro' || origin === 'container'))
      this.found.settingOf.set(name, `${origin}s`);
  }

  #exceeded(kind: string, limit: number): void {
    const reason = `More than ${limit} ${kind}; the others are left out`;
    this.report({ severity: 'warning', rule: 'expansion-limit', reason });
  }

  /** Renders a node. Meanwhile findings are told of its place, unless it was made and has none. */
  rendering<T>(node: { position?: Position | undefined }, render: () => T): T {
    const outer = this.#rendered;
    if (node.position !== undefined) this.#rendered = node;
    const nodes = render();
    this.#rendered = outer;
    return nodes;
  }

  /** Renders a node that may hold others; see {@link Budget.nested}. */
  nested(node: { position?: Position | undefined }, render: () => RootContent[]): RootContent[] {
    return this.rendering(node, () => this.budget.nested(render));
  }

  /** Where a finding at a node of this file is told: at the include where this is another file. */
  #placeOf(node: Report['at'] = this.#rendered): Report['at'] {
    return this.isIncluded ? this.#at : node;
  }

  /**
   * Parses a text that is part of what is being rendered, such as that of an attribute. Its nodes stand where
   * that does: line below line, as far as anyone can tell.
   *
   * @param from see {@link Document.parse}
   */
  parse(text: string, from?: string): Root {
    const root = this.document.parse(text, from);
    const start = this.#rendered?.position?.start;
    if (start === undefined) return root;
    const moved = ({ line }: Point): Point => ({
      line: line + start.line - 1,
      column: start.column,
    });
    walk(root, (node) => {
      const { position } = node;
      if (position) node.position = { start: moved(position.start), end: moved(position.end) };
    });
    return root;
  }

  /** Markdown that defines the labels that a text of one line names, where the document defines them. */
  definitionsFor(text: string): string {
    if (!text.includes('[')) return '';
    this.#definitions ??= definitionsIn(this.document.tree);
    const known = this.#definitions;
    const labels = [...text.matchAll(/\[([^[\]]+)\]/g)].map(([, label = '']) => label);
    const used = labels.filter((label) => known.has(label.trim().toLowerCase()));
    return used.map((label) => `\n\n[${label}]: #`).join('');
  }

  /** Counts a component that nothing is known of. */
  meet(name: string): void {
    const { count, at } = this.found.unknown.get(name) ?? { count: 0, at: this.#placeOf() };
    this.found.unknown.set(name, { count: count + 1, at });
  }

  /** Notes that the component that is being rendered shows something that is not static. */
  lose(name: string, added: readonly string[] = []): void {
    const { sources, at } = this.found.lost.get(name) ?? { sources: [], at: this.#placeOf() };
    this.found.lost.set(name, { sources: new Set([...sources, ...added]), at });
  }

  /** Notes that an expression shows something that is not static. */
  loseExpression(source: string, at: Report['at'], end = 'it is left out', from?: string): void {
    if (!this.found.lostExpressions.has(source))
      this.found.lostExpressions.set(source, { at: this.#placeOf(at), end, from });
  }

  /** The file that names a component: this one, else the nearest of those that include it. */
  naming(name: string): Place {
    const { scope } = this;
    const isNamed = scope.imported(name) || scope.esm.some((source) => source.includes(name));
    if (isNamed || !this.#parent) return this;
    const above = this.#parent.naming(name);
    return above.scope.imported(name) ? above : this;
  }

  /** The file that a name is imported from, and what it is called there. */
  imported(name: string): { path: string; text: string; name: string } | undefined {
    const { path, scope } = this.naming(name);
    const binding = scope.imported(name);
    const file = binding && this.document.include(binding.specifier, path);
    return file?.ok ? { ...file, name: binding!.name } : undefined;
  }

  get isIncluded(): boolean {
    return this.path !== this.document.path;
  }

  /** Reports a finding at a node of this file, by default the one that is being rendered. */
  report(report: Report): void {
    this.document.report({ ...report, at: this.#placeOf(report.at) });
  }

  /**
   * A relative URL of an included file, as the document must write it; line breaks in one, and blanks around it,
   * are no part of it: https://url.spec.whatwg.org/#concept-basic-url-parser
   */
  url(given: string): string {
    const url = given.replace(/[\t\n\r]/g, '').trim();
    const own = ofPage(url);
    if (own !== undefined || !this.isIncluded) return own ?? url;
    const here = posix.dirname(this.path);
    const there = posix.dirname(this.document.path);
    if (here === there || !isRelative(url)) return url;
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
    const moved = posix.relative(there, posix.join(here, path));
    return (moved.startsWith('.') ? moved : `./${moved}`) + rest;
  }
}

/** Neither an address, nor one from a root: `/img/a.png`, `@site/static/a.png`. */
const isRelative = (url: string) =>
  url !== '' && !/^(?:[a-z][a-z\d+.-]*:|[/#?]|[@~][\w-]*\/)/i.test(url);

const blankLines = (comment: string) => comment.replace(/[^\n]/g, '');

/** The code of `<script>` blocks, which Markdown with Vue or Svelte has in place of ESM. */
function scriptsOf(text: string): string[] {
  if (!text.includes('<script')) return [];
  const lines = text.replace(/<!--[\s\S]*?-->/g, blankLines).split('\n');
  const kinds = classify(lines, 'markdown');
  const scripts: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (
      kinds[at] === 'code' ||
      kinds[at] === 'fence' ||
      !/^<script\b[^>]*>\s*$/.test(lines[at] as string)
    )
      continue;
    const end = lines.findIndex((line, index) => index > at && /^<\/script>/.test(line));
    if (end === -1) break;
    scripts.push(lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return scripts;
}
