import { schemaFolders } from '../includes/markdoc-schema.ts';
import { languageOf } from '../static/parse-script.ts';
import { Callable, Opaque, Unknown, unknown, type Value, type ValueMap } from '../static/value.ts';
import { astroPage } from './astro.ts';
import { type AutoImport, autoImports } from './auto-imports.ts';
import { Later, pascalCase } from './component.ts';
import { shortcodesOf } from './eleventy-shortcodes.ts';
import { componentsOfApp } from './enhanced.ts';
import { FolderComponents } from './folder-components.ts';
import { mapsExported, mapsGivenIn } from './given.ts';
import type { Reader } from './reader.ts';
import {
  catchAllFiles,
  eleventyFiles,
  mapFiles,
  nextFiles,
  providerFiles,
  rooted,
  scriptEndings,
  themeFiles,
} from './registered-files.ts';
import { registrations } from './registrations.ts';
import { ScriptModule } from './script-module.ts';
import { isPreview, previewOf } from './source-registry.ts';

/** Values by name, worked out when they are asked for. */
type Names = Pick<ReadonlyMap<string, Value>, 'has' | 'get'>;

/** The components that a site registers for all documents, read when the first one is looked up. */
export class Registered {
  readonly #reader: Reader;
  readonly #known = new Map<string, Value>();
  readonly #folders: FolderComponents;
  #maps: Names[] | undefined;
  #imports: AutoImport[] | undefined;
  #tags: { module: ScriptModule | undefined } | undefined;
  #theme: { module: ScriptModule | undefined; components?: ReadonlyMap<string, Value> } | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#folders = new FolderComponents(reader);
  }

  /** The value of a name that the document does not define; undefined if no file registers it. */
  named(written: string): Value {
    const name = pascalCase(written);
    if (!this.#known.has(name)) {
      this.#known.set(name, undefined);
      let found: Value = unknown;
      // Reading may take too long, which ends it.
      try {
        found = this.#tag(written) ?? this.#find(name);
        if (isPreview(name)) found = previewOf(found, (files) => this.#module(files), this.#reader);
      } finally {
        this.#known.set(name, found);
      }
    }
    return this.#known.get(name);
  }

  #find(name: string): Value {
    if (this.#maps === undefined) {
      // Where reading them takes too long, there are none.
      this.#maps = [];
      this.#maps = [...this.#mapped(), ...this.#namedInTheme()];
    }
    const [first = name, ...members] = name.split('.');
    for (const map of this.#maps) {
      const value = map.has(name) ? map.get(name) : members.reduce(memberOf, map.get(first));
      if (value !== undefined) return value;
    }
    const imported = members.reduce(memberOf, this.#byConfig(first));
    return imported ?? this.#byTheme(name) ?? this.#byAlias(name) ?? this.#folders.named(name);
  }

  /** What the configuration of Astro imports into all documents. */
  #byConfig(name: string): Value {
    const { host, modules } = this.#reader;
    if (host.framework !== 'starlight') return undefined;
    this.#imports ??= autoImports(this.#module(['astro.config']));
    const found = this.#imports.find(({ local }) => local === name);
    return found && modules.imported(found.specifier, found.name, found.from);
  }

  /** `mdx-components.tsx` of Next, `theme.config.tsx` of Nextra before 4, `MDXComponents` of Docusaurus. */
  *#mapped(): Generator<ReadonlyMap<string, Value>> {
    const { framework } = this.#reader.host;
    if (framework === 'nextra') yield* this.#themed();
    if (framework === 'zudoku') yield* this.#configured();
    if (framework === 'liquid') yield* this.#shortcodes();
    for (const file of mapFiles[framework] ?? []) {
      const module = this.#module([file]);
      if (module) yield* mapsExported(module);
    }
    if (mapFiles[framework] === nextFiles) yield* this.#provided();
    if (framework === 'starlight') yield* this.#givenByPages();
  }

  /** `<Content components={…} />` on pages: https://docs.astro.build/en/guides/integrations-guide/mdx/#custom-components-with-imported-mdx */
  *#givenByPages(): Generator<ReadonlyMap<string, Value>> {
    const { host } = this.#reader;
    for (let at = 0; ; at++) {
      const page = host.include(`astro-page-of-documents/${at}`, host.path);
      if (!page.ok) return;
      yield* mapsGivenIn(astroPage(page.text, page.path, this.#reader));
    }
  }

  /** What a tag of Markdoc renders: `{ callout: { render: Callout, attributes } }`, exported by name or as one. */
  #tag(name: string): Value {
    return this.#schema(name)?.get('render');
  }

  /** Whether a tag of Markdoc makes what its component is given of its content: https://markdoc.dev/docs/nodes#transform */
  isTransformed(name: string): boolean {
    return this.#schema(name)?.has('transform') === true;
  }

  /** What attributes of a tag of Markdoc are that are not given: https://markdoc.dev/docs/attributes */
  defaults(name: string): ValueMap {
    const attributes = this.#schema(name)?.get('attributes');
    const defaults: ValueMap = new Map();
    for (const [key, one] of attributes instanceof Map ? attributes : [])
      if (one instanceof Map && one.has('default')) defaults.set(key, one.get('default'));
    return defaults;
  }

  #schema(name: string): ValueMap | undefined {
    if (this.#reader.host.framework !== 'markdoc') return undefined;
    this.#tags ??= { module: this.#module(this.#tagFiles()) };
    const { module } = this.#tags;
    const all = module?.exported('default');
    const listed = all instanceof Map ? [all, all.get('tags')] : [];
    const tags = [...listed.map((map) => memberOf(map, name)), module?.exported(name)];
    return tags.find((tag): tag is ValueMap => tag instanceof Map);
  }

  /** Where a site with Markdoc has its tags: with Next in its schema, with Astro in one file. */
  #tagFiles(): string[] {
    const { include, path } = this.#reader.host;
    const folders = schemaFolders((specifier) => include(specifier, path));
    return [...folders.map((folder) => `${folder.slice(1)}/tags`), 'markdoc.config'];
  }

  /** `<MDXProvider components={…}>` around all pages, `<MDXContent components={…}/>` on a page for all. */
  *#provided(): Generator<ReadonlyMap<string, Value>> {
    for (const file of providerFiles) yield* mapsGivenIn(this.#module([file]), 'MDXProvider');
    for (const file of catchAllFiles) yield* mapsGivenIn(this.#module([file]));
    for (let at = 0; ; at++) {
      const named = this.#script([`next-mdx-import-source-file/${at}`]);
      if (named === undefined) return;
      yield* mapsGivenIn(named);
      // The page of a route with a parameter exports itself, which would be laid out as a whole.
      if (!named.path.includes('[')) yield* mapsExported(named);
    }
  }

  /** `components` of the theme's configuration: https://nextra.site/docs/docs-theme/theme-configuration (3 and before). */
  *#themed(): Generator<ReadonlyMap<string, Value>> {
    const files = ['/theme.config', '/src/theme.config', '/docs/theme.config'];
    const module = this.#script(files.flatMap((file) => scriptEndings.map((end) => file + end)));
    const config = module?.exported('default');
    const map = config instanceof Map ? config.get('components') : undefined;
    if (map instanceof Map) yield map;
  }

  *#shortcodes(): Generator<ReadonlyMap<string, Value>> {
    const config = this.#script(eleventyFiles);
    if (config) yield shortcodesOf(config, this.#reader);
  }

  /** `mdx.components` of the configuration: https://zudoku.dev/docs/configuration/overview */
  *#configured(): Generator<ReadonlyMap<string, Value>> {
    const config = this.#module(['zudoku.config'])?.exported('default');
    const mdx = config instanceof Map ? config.get('mdx') : undefined;
    const map = mdx instanceof Map ? mdx.get('components') : undefined;
    if (map instanceof Map) yield map;
  }

  /** `app.component('Name', Component)` in the theme of VitePress. */
  *#namedInTheme(): Generator<Names> {
    const module = this.#themeModule().module;
    if (module === undefined) return;
    const locals = new Map<string, string>();
    for (const [name, node] of registrations(module.program))
      if (node.type === 'Identifier') locals.set(pascalCase(name), node.name);
    // A library of components registers hundreds, of which a document uses few.
    yield {
      has: (name) => locals.has(name),
      get: (name) => (locals.has(name) ? module.scope.value(locals.get(name)!) : undefined),
    };
  }

  #themeModule() {
    const isVue = this.#reader.host.framework === 'vitepress';
    this.#theme ??= {
      module: isVue ? this.#script(themeFiles.map((file) => `/${file}`)) : undefined,
    };
    return this.#theme;
  }

  /** Components that the theme registers in other modules, or under names that it works out. */
  #byTheme(name: string): Value {
    const theme = this.#themeModule();
    if (theme.module === undefined) return undefined;
    theme.components ??= componentsOfApp(theme.module, this.#reader);
    const value = theme.components.get(name);
    return value instanceof Later ? value.load() : value;
  }

  /** Where the configuration of Nuxt was read, each of its components has an import alias. */
  #byAlias(name: string): Value {
    const { host, modules } = this.#reader;
    if (host.framework !== 'mdc') return undefined;
    const value = modules.imported(`#components/${name}`, 'default', host.path);
    return value instanceof Callable ? value : undefined;
  }

  /** The first module among files without their endings, or folders. */
  #module(files: readonly string[]): ScriptModule | undefined {
    return this.#script(
      files.flatMap((file) =>
        scriptEndings.flatMap((end) => [`${rooted(file)}${end}`, `${rooted(file)}/index${end}`]),
      ),
    );
  }

  #script(paths: readonly string[]): ScriptModule | undefined {
    const { host } = this.#reader;
    for (const path of paths) {
      const included = host.include(path, host.path);
      if (!included.ok) continue;
      const source = { text: included.text, path: included.path, lang: languageOf(included.path) };
      return new ScriptModule(source, this.#reader);
    }
    return undefined;
  }
}

function memberOf(value: Value, key: string): Value {
  if (value instanceof Map) return value.get(key);
  return value instanceof Opaque && !(value instanceof Unknown) ? value.member(key) : undefined;
}
