/** What its site and project say to the syntaxes of a document, which read no files themselves. */
export interface SiteValues {
  /** What the configuration says of a dotted name, where that is a text, a number or a flag. */
  text(name: string): string | undefined;
  /** The data that a dotted name stands for, as JSON has it; undefined where some of it is not known. */
  data(name: string): unknown;
  /** Path of the site's address without slash at its end, `/docs`; undefined where the address is not known. */
  base(): string | undefined;
  /** Text of a file below the folder of the document, or below that of the project: `/a.md`. */
  file(path: string): string | undefined;
  /** Lines of a file that define links and abbreviations. */
  definitions(path: string): readonly string[];
  /** Source of a shortcode of Hugo. */
  template(shortcode: string): string | undefined;
  /** What an expression of Markdoc is, as JSON has it; undefined where it is not known. */
  expression(source: string, frontmatter: Readonly<Record<string, unknown>>): unknown;
  mkdocs: MkdocsPlugins;
}

/** What the plugins and extensions of MkDocs are set to. */
export interface MkdocsPlugins {
  /** Paths of the snippets that stand below every page. */
  appended(): readonly string[];
  /** The pages that the plugin macros renders: all, or those that ask for it; `unknown` without a configuration, undefined without the plugin. */
  macros(): 'all' | 'asked' | 'unknown' | undefined;
  /** Whether a program that the site hooks into its build speaks of a name in braces. */
  hooks(name: string): boolean;
  /** What tags of the plugin macros begin and end with, in the order of `{{ }} {% %}`, empty for the usual; undefined where all are. */
  delimiters(): readonly string[] | undefined;
  /** Whether a plugin reads references to objects. */
  references(): boolean;
  /** Whether the extension callouts makes boxes of `NOTE: text`. */
  callouts(): boolean;
  /** What the plugin table-reader makes of a call: `read_csv("a.csv")`. */
  table(call: string): string | undefined;
  /** What a program of the site gives to a page of the plugin macros; undefined where there is none. */
  ownMacros(frontmatter: Readonly<Record<string, unknown>>): OwnMacros | undefined;
}

/** A function of a site's program, with plain data in and out. It throws where its result is not known. */
export type OwnFunction = (
  list: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
) => unknown;

/** Macros, filters and variables that a program of the site defines. */
export interface OwnMacros {
  /** Whether the program gives the name a meaning. */
  isSet(name: string): boolean;
  /** What the name stands for: plain data, or a macro; undefined where that is not known. */
  value(name: string): unknown;
  filter(name: string): OwnFunction | undefined;
}

const nothing = () => undefined;

/** A site of which nothing is known. */
export const unknownSite: SiteValues = {
  text: nothing,
  data: nothing,
  base: nothing,
  file: nothing,
  definitions: () => [],
  template: nothing,
  expression: nothing,
  mkdocs: {
    appended: () => [],
    macros: nothing,
    hooks: () => false,
    delimiters: nothing,
    references: () => false,
    callouts: () => false,
    table: nothing,
    ownMacros: nothing,
  },
};
