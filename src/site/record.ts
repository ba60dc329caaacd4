import type { Place, StaticData } from './config/values.ts';
import type { SiteMatter } from './scan-frontmatter.ts';

/** A value that a configuration states, and where. */
export interface Setting<T> extends Place {
  value: T;
}

/** A setting that the site has and whose value could not be read, or a file that could not. */
export interface SiteFinding extends Place {
  /** Name of the setting, such as `themeConfig.sidebar`; empty for a whole file. */
  setting: string;
  /** What is there instead of a plain value, such as `a call of fetchTitle()`. */
  reason: string;
}

/** A folder of documents that a site serves. */
export interface SiteSource extends Place {
  /** Relative to the project root, forward slashes; empty where they are the same. */
  folder: string;
  kind: 'docs' | 'blog' | 'pages';
  /** Route under which the site serves it, such as `/docs`; empty for the root of the site. */
  prefix: string;
  /** Whether its pages may have other addresses below that route. */
  guessed?: true;
  /** Leading folders of paths that are not part of routes, such as `docs/`. */
  strip?: string;
  /** Globs of the documents, relative to the folder; default all. */
  include?: readonly string[];
  /** Globs of files that are not pages, relative to the folder. */
  exclude: readonly string[];
  /** Endings of its pages that are not Markdown, such as `rst`. */
  further?: readonly string[];
  /** Key of the locale of its pages, where they have one in common. */
  locale?: string;
  /** Name of the version of its pages. */
  version?: string;
  /** Whether it is the one that people mean by "the docs": the newest version in the default locale. */
  main: boolean;
  /** Its navigation as the framework reads it, where each source has its own. */
  sidebar?: StaticData;
}

export interface SiteLocale {
  /** First part of the routes, such as `pt-br`; empty for the locale at the root. */
  key: string;
  /** Tag of the language, such as `pt-BR`. */
  lang?: string;
}

/** An address that leads to another. `from` may contain `*` and `:name`, `to` the same or `:splat`. */
export interface Redirect {
  from: string;
  to: string;
}

/** Where the site serves a page. */
export interface PageAddress {
  /** Leading slash, no trailing one; `/` for the root. */
  route: string;
  /** Path as the site writes it, such as `/guide/`, `/guide/intro.html`. */
  address: string;
  /** Further routes of the same page. */
  aliases?: readonly string[];
  /** Set if the route is a guess; such a page has no URL. */
  guessed?: true;
  /** Its title in the navigation, for frameworks that use it for pages without a title. */
  label?: string | undefined;
}

/** A page that a framework makes from a file that is no document, such as that of an operation of an API. */
export interface DerivedPage {
  /** As a document for it would be called, relative to the project root. */
  path: string;
  /** As a document for it would be written. */
  text: string;
  /** The file that it is made from, relative to the project root. */
  from: string;
}

/** What the framework's configuration of a documentation site says. */
export interface ProjectSite {
  /** Name of the framework, such as `docusaurus`. */
  framework: string;
  /** Name of the dialect that its documents are written in. */
  dialect: string;
  /** How it reads `.md` files, where its configuration differs from its dialect. */
  markdown?: 'markdown';
  /** Whether a plugin of it sets maths between dollars. */
  math?: true;
  /** What comments in code say that only colour lines, where the site sets its own. */
  magicComments?: readonly string[];
  /** Folder of the site, relative to the project root; empty where they are the same. */
  folder: string;
  /** The configuration file, relative to the project root. */
  config: string;
  /** The folders of documents, the main one first. */
  sources: readonly SiteSource[];
  /** Whether the sources of a language are one tree of pages, put together from several folders. */
  together?: true;
  /** Configurations that are parts of this one, relative to the project root: they are no sites of their own. */
  includes?: readonly string[];
  title?: Setting<string> | undefined;
  description?: Setting<string> | undefined;
  /** URL of the site's root, its base path included, without trailing slash. */
  baseUrl?: Setting<string> | undefined;
  /** Base path, where the configuration states it without the rest of the address. */
  base?: string | undefined;
  /** All locales of the site; empty where it has one language. */
  locales: readonly SiteLocale[];
  /** Key of the main locale, which is served where a page is not translated. */
  defaultLocale?: string | undefined;
  /** Whether a page that is not translated is missing in a language. Default: the default one is served. */
  strictLocales?: boolean;
  /** Names of the versions, the newest first; empty where there are none. */
  versions: readonly string[];
  /** The repository that "edit this page" leads into: `owner/name` on GitHub, else its URL. */
  repo?: Setting<string> | undefined;
  /** Its branch. */
  ref?: Setting<string> | undefined;
  redirects: readonly Redirect[];
  /** The navigation as the framework reads it. */
  sidebar?: StaticData;
  /** Import aliases of its bundler, such as `@parts/*`; their targets are relative to the project root. */
  aliases?: Readonly<Record<string, string>>;
  /** Whether code of the site's own decides where documents are served: their links tell, too. */
  servedByCode?: true;
  /** Folders whose files the site serves from its root, relative to the project root. */
  publics: readonly string[];
  /** Routes that the navigation names; those without a document are generated with the site. */
  named: readonly string[];
  /** Routes below which the framework, or a plugin of it, generates pages. */
  generated: readonly string[];
  /** Pages that it makes from what is no document, unless there is one. */
  derived?: readonly DerivedPage[];
  /** Destinations of links that a template of the site replaces, and the routes that it names for them. */
  made?: readonly (readonly [destination: string, route: string])[];
  /** Settings and files that could not be read, each once. */
  findings: readonly SiteFinding[];
  /**
   * Where the site serves a document; undefined where it is not a page of the site.
   *
   * @param path relative to the folder of the source, forward slashes
   */
  addressOf(path: string, source: SiteSource, matter: SiteMatter): PageAddress | undefined;
}
