/**
 * A dialect is a table from the constructs of a documentation framework to a small set of
 * renderings. Tables are plain data, so a user extends them in the configuration by the same names.
 */
export interface Dialect<Name extends string = string> {
  /** As `--dialect` takes it, such as `docusaurus`. */
  name: Name;
  /** What it is found by, where no dialect is set. */
  signs?: DialectSigns;
  /** Dialects whose tables this one begins with, the later ones winning; `generic` is the root of all. */
  extends?: readonly string[];
  /** Endings of documents that are of this dialect on every site. */
  endings?: readonly string[];
  /** How `.md` files are read; `.mdx` files are always MDX. `evidence`: MDX only where it shows outside code. */
  markdown?: 'markdown' | 'mdx' | 'evidence';
  /** Source syntaxes beyond CommonMark, GFM and MDX that are turned into elements before parsing. */
  syntaxes?: readonly SyntaxName[];
  /** JSX components and HTML elements by name (`Tabs`, `Tabs.Tab`, `details`). */
  components?: Readonly<Record<string, RenderingSpec>>;
  /** Containers (`:::note`, `!!! note`, ```{note}) by name. */
  containers?: Readonly<Record<string, RenderingSpec>>;
  /** Hugo shortcodes, Liquid tags, KumaScript macros, Markdoc tags by name. */
  macros?: Readonly<Record<string, RenderingSpec>>;
  /** Code fences: languages that mean something else, and how their meta is read. */
  fences?: FenceTable;
  /** Conventions written in plain Markdown that readers of the source never see as such. */
  conventions?: readonly Convention[];
  /** Keys of front matter whose text the site shows below the title, where it has one; the first that is set counts. */
  lead?: readonly string[];
  /** Globs (ignore-file syntax) of files that are included by others and are not pages. */
  partials?: readonly string[];
  /** How source paths become routes. */
  routes?: RouteRules;
}

/** How a dialect is recognised. Files and packages are certain; constructs are votes. */
interface DialectSigns {
  /** Names of files or folders, from the source root upwards; a trailing `*` stands for any end. */
  files?: readonly string[];
  /** What one of the files must hold, where other tools use its name too. */
  telling?: RegExp;
  /** Packages in `dependencies` or `devDependencies`; a trailing `*` stands for any end. */
  packages?: readonly string[];
  /** Patterns of text outside code, fence openers included, with their weight a page. */
  constructs?: readonly (readonly [pattern: RegExp, weight: number])[];
  /** Points that are enough for a vote; default 3. */
  enough?: number;
}

/** Each is read by a file of `src/document/prepare/syntaxes`. */
export type SyntaxName =
  | 'attrs'
  | 'block-attributes'
  | 'short-heads'
  | 'containers'
  | 'heading-ids'
  | 'icons'
  | 'vue'
  | 'svelte'
  | 'shortcodes'
  | 'kramdown'
  | 'liquid'
  | 'kumascript'
  | 'math'
  | 'definitions'
  | 'mkdocs'
  | 'markdoc'
  | 'mdc'
  | 'myst'
  | 'mdbook'
  | 'mintlify'
  | 'zola'
  | 'docfx'
  | 'doc-builder'
  | 'docsify'
  | 'obsidian'
  | 'openapi-docs'
  | 'readme'
  | 'retype'
  | 'slate'
  | 'text-directives'
  | 'writerside';

/**
 * - `heading-marks`: `[#id]`, `[step]`, `[toc]` and `[!toc]` in headings
 * - `subheadings`: `# Title [what it is about]`
 * - `inline-languages`: the `{:js}` at the end of inline code
 * - `inline-shebangs`: the `#!js` or `:::js` at the start of inline code
 * - `bullet-definitions`: `- term` with a nested `- : definition`
 * - `bold-alerts`: `> **Warning:** …`
 * - `interpolations`: `{{ 'literal' }}` and `[[toc]]`
 * - `exported-metadata`: `export const metadata = { title }` beside front matter
 * - `auto-titles`: links without a text, or whose text is `AUTOTITLE`
 * - `project-names`: `{{ name }}`, `[](target)` and `scheme:path` in links, as the project's configuration says
 * - `html-comments`: MDX files may hold HTML comments
 * - `directives`: `::name[label]{key=value}` in a line of its own holds nothing, and `:name[label]{key=value}`
 *   is an element, whatever its name
 * - `link-options`: `':include'` and more in the titles of links, `!> text` and `?> text`
 * - `landing-pages`: `hero`, `features` and `banner` of front matter are content
 * - `wikilinks`: `[[Page|text]]` is always a link, though no page has the name
 * - `layouts`: layouts of the site make a part of a page from data in its front matter
 * - `snippets`: a Markdown file may be imported by a name in lower case, and `{name}` in a fence of one is
 *   what the page gives to it
 */
export type Convention =
  | 'heading-marks'
  | 'subheadings'
  | 'inline-languages'
  | 'inline-shebangs'
  | 'bullet-definitions'
  | 'bold-alerts'
  | 'interpolations'
  | 'exported-metadata'
  | 'auto-titles'
  | 'project-names'
  | 'html-comments'
  | 'directives'
  | 'link-options'
  | 'landing-pages'
  | 'wikilinks'
  | 'layouts'
  | 'meta-lines'
  | 'snippets';

/** The name of a rendering, or the name with options: `{ as: 'alert', kind: 'NOTE', label: 'Deep dive' }`. */
export type RenderingSpec = string | ({ as: string } & Readonly<Record<string, unknown>>);

/**
 * Markup inside code: Shiki's `[!code --]`, twoslash preludes and queries, Docusaurus's
 * `// highlight-next-line`, Material's `# (1)!`, PyMdown's `--8<-- "file"`, mdBook's `{{#include file}}`,
 * Vocs's `// [!include ~/file:region]`, Rspress's `file="…"` in the meta.
 */
export type CodeMarkup =
  | 'shiki'
  | 'twoslash'
  | 'magic-comments'
  | 'annotations'
  | 'snippets'
  | 'includes'
  | 'hidden-lines'
  | 'notations';

export interface FenceTable {
  /** Language -> what the fence becomes: `{ as: 'sandbox' }`, `{ as: 'install' }`, or another language name. */
  languages?: Readonly<Record<string, RenderingSpec>>;
  /** Where a label is looked for in the meta, in this order: named attributes, `[label]`, the first file-like word, the words left over. */
  label?: readonly ('title' | 'filename' | 'tab' | 'name' | 'brackets' | 'words' | 'file')[];
  /** What is markup, not code, inside fences; samples of Markdown and MDX keep it. */
  markup?: readonly CodeMarkup[];
  /** What comments say that only colour lines, beside the usual ones. */
  magicComments?: readonly string[];
  /** Words of the meta that are flags, never part of a label. */
  flags?: readonly string[];
}

export interface RouteRules {
  /** Removes number prefixes of files and folders (`01-intro`). */
  numberPrefixes?: boolean;
  /** Removes folders in parentheses (`(framework)`). */
  groups?: boolean;
  /** Files that stand for their folder; default `index` and `README`. */
  indexNames?: readonly string[];
  /** The number in the id of the second heading of some words, `usage-2`; default 1. */
  secondHeading?: number;
  /** Boxes that open, and tabs, have ids by their titles. */
  boxes?: boolean;
}

/** What in a configuration of Svelte says that Markdown makes pages. */
export const svelteMarkdown = /\b(?:mdsvex|mdsx)\b|['"]\.(?:md|svx)['"]/;
