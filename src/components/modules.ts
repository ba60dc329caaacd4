import { isContent, rawImport, withoutLoaders } from '../document/imports.ts';
import { dataIn } from '../document/yaml-data.ts';
import { languageOf } from '../static/parse-script.ts';
import { Callable, Opaque, toValue, Unknown, unknown, type Value } from '../static/value.ts';
import { astroComponent } from './astro.ts';
import { assetFor, Later, pathFrom } from './component.ts';
import { isOwnPath, Library } from './content.ts';
import { watchedFiles } from './globbed.ts';
import { knownByName, knownExport } from './known.ts';
import { remembered } from './parsed.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';
import { ScriptModule } from './script-module.ts';
import { svelteComponent } from './svelte.ts';
import { vueComponent } from './vue.ts';
import { WorkspacePackages } from './workspace-packages.ts';

/** What a file gives to those who import it, by name. */
interface Exports {
  (name: string): Value;
  /** All names that it exports, if they are known. */
  names?(): readonly string[];
  /** Its `default` is all that `require` gives: data, or what is assigned to `module.exports`. */
  isWhole?: boolean;
}

/** Files that one document may lead to: those that may lead to more, and those of which only the text is taken. */
const mostFiles = 300;
const mostTexts = 3000;

const isAsset =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|mp[34]|webm|ogv|wav|pdf|docx?|xlsx?|pptx?|zip|rar|woff2?)$/i;
/** In which form a bundler gives an asset. */
const isLook = /^(?:component|inline|no-inline|react|svgr|url)$/;
const isMarkdown = /\.(?:mdx?|markdown)$/i;
const isPackage =
  /^(?:@theme\/(?:Admonition|CodeBlock|Details|TabItem|Tabs)$)|^(?:node:|virtual:|astro:|@(?:astrojs|docusaurus|theme-original|theme-init|mdx-js|vue|vueuse|radix-ui|types)\/|(?!\.{1,2}$)[\w.-]+$)/;

/** The files that the components of one document are made of. */
export class Modules {
  /** Packages of the repository that components import. */
  readonly packages: WorkspacePackages;
  readonly #reader: Reader;
  readonly #files = new Map<string, Exports | undefined>();
  readonly #loaded = new Map<string, Exports>();
  #isLater = false;
  #texts = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.packages = new WorkspacePackages(reader.host);
  }

  /** What an import brings; a `Library` where it leads to no file of the project. */
  imported(specifier: string, name: string, from: string): Value {
    const known = knownExport(specifier, name, this.#reader);
    if (known !== undefined) return known;
    if (this.#isLater && name === 'default' && specifier.endsWith('.vue'))
      return new Later(specifier, () => this.imported(specifier, name, from));
    const exports = this.#exports(specifier, from);
    if (exports === undefined) {
      const given = isOwnPath(specifier) ? undefined : knownByName(name, this.#reader);
      return given ?? new Library(specifier, name);
    }
    if (name === '*') return new Module(exports);
    const value = exports(name);
    const isOfPackage = value instanceof Unknown && this.packages.has(specifier);
    return isOfPackage ? new Library(specifier, name) : value;
  }

  /** Does something for which components need not be read. */
  later<T>(work: () => T): T {
    const before = this.#isLater;
    this.#isLater = true;
    try {
      return work();
    } finally {
      this.#isLater = before;
    }
  }

  /** What `require` gives; of an asset the path, which is relative to the page. */
  required(specifier: string, from: string): Value {
    if (isAsset.test(specifier)) return assetFor(this.#reader.host.path, specifier, from);
    const exports = this.#exports(specifier, from);
    return this.imported(specifier, exports?.isWhole ? 'default' : '*', from);
  }

  #exports(specifier: string, from: string): Exports | undefined {
    const key = `${specifier}\0${from.replace(/[^/]*$/, '')}`;
    if (!this.#files.has(key)) {
      this.#files.set(key, undefined);
      this.#files.set(key, this.#find(specifier, from));
    }
    return this.#files.get(key);
  }

  #find(specifier: string, from: string): Exports | undefined {
    const isRaw = rawImport(specifier) !== undefined;
    if (isRaw) this.#texts += 1;
    const isFull = isRaw ? this.#texts > mostTexts : this.#files.size - this.#texts > mostFiles;
    if (isPackage.test(specifier) || isFull) return undefined;
    const [plain = '', query] = withoutLoaders(specifier).split('?');
    if (isAsset.test(plain) && (query === undefined || isLook.test(query))) {
      const path = this.#asset(plain, from);
      return (name) => (name === 'default' ? path : unknown);
    }
    const path = inTheme(plain, this.#reader.host.framework);
    const included = this.#reader.host.include(path, from);
    if (isMarkdown.test(included.ok ? included.path : plain) && !isRaw) {
      return (name) => {
        if (isContent(name)) return new Partial(specifier, from);
        return included.ok ? this.#reader.exported(name, included) : unknown;
      };
    }
    if (!included.ok) return undefined;
    if (isRaw) return () => included.text.replace(/\n+$/, '');
    const loaded = this.#loaded.get(included.path);
    if (loaded) return loaded;
    this.packages.note(specifier, included);
    const exports = this.#marked(this.#read(included.path, included.text), included.path);
    this.#loaded.set(included.path, exports);
    return exports;
  }

  #marked(exports: Exports, path: string): Exports {
    const around = this.packages.around(path);
    if (around === undefined) return exports;
    return Object.assign((name: string) => this.packages.mark(exports(name), around), exports);
  }

  /** The path of an asset from the page; `images/kiln.png` is from a root that the project states, or stays as it is. */
  #asset(specifier: string, from: string): string {
    const { host } = this.#reader;
    if (!/^\w[\w.-]*\//.test(specifier)) return assetFor(host.path, specifier, from);
    const found = host.include(specifier, from);
    const isThere = found.ok || found.reason === 'binary' || found.reason === 'large';
    return isThere ? pathFrom(host.path, found.path) : specifier;
  }

  #read(path: string, text: string): Exports {
    const reader = this.#reader;
    if (path.endsWith('.astro')) return onlyDefault(astroComponent(text, path, reader));
    if (path.endsWith('.svelte')) return onlyDefault(svelteComponent(text, path, reader));
    if (path.endsWith('.vue')) return onlyDefault(vueComponent(text, path, reader));
    if (/\.[cm]?[jt]sx?$/.test(path)) {
      const module = new ScriptModule({ text, path, lang: languageOf(path) }, reader);
      if (reader.host.framework === 'vitepress' && isLoader.test(path))
        return loadedBy(module, path, reader);
      return Object.assign((name: string) => module.exported(name), {
        names: () => [...module.names()].flatMap(([name]) => (name === 'default' ? [] : name)),
        isWhole: module.isCommon,
      });
    }
    if (/\.(?:json|ya?ml)$/.test(path)) return ofData(dataOf(text, path));
    // Bundlers read pages only as texts, where a setting says so.
    if (path.endsWith('.html')) return onlyDefault(text);
    return () => unknown;
  }
}

/** A path in the theme of the site: https://docusaurus.io/docs/swizzling, https://rspress.rs/guide/basic/custom-theme */
function inTheme(path: string, framework: string | undefined): string {
  if (framework === 'docusaurus') return path.replace(/^@theme\//, '@site/src/theme/');
  const isTheme = framework === 'rspress' && /^(?:@theme|@?rspress(?:\/core)?\/theme)$/.test(path);
  return isTheme ? '/theme/index' : path;
}

/** A module as a value: `import * as data`. */
class Module extends Opaque {
  readonly #exports: Exports;

  constructor(exports: Exports) {
    super();
    this.#exports = exports;
  }

  override member(name: string): Value {
    return this.#exports(name);
  }

  override entries(): (readonly [string, Value])[] {
    const names = this.#exports.names?.() ?? [];
    return names.map((name) => [name, this.#exports(name)] as const);
  }
}

/** `x.data.js` of VitePress gives `data`, which its `load()` returns: https://vitepress.dev/guide/data-loading */
const isLoader = /\.data\.m?[jt]s$/;

const loadedBy =
  (module: ScriptModule, path: string, reader: Reader): Exports =>
  (name) => {
    const loader = name === 'data' ? module.exported('default') : undefined;
    if (!(loader instanceof Map)) return unknown;
    const load = loader.get('load');
    const watched = watchedFiles(loader.get('watch'), path, reader);
    return load instanceof Callable ? load.call([watched], undefined) : unknown;
  };

const onlyDefault =
  (value: Value): Exports =>
  (name) =>
    name === 'default' ? value : unknown;

const ofData = (data: Value): Exports =>
  Object.assign(
    (name: string) => (name === 'default' ? data : data instanceof Map ? data.get(name) : unknown),
    { isWhole: true },
  );

/** The data of a JSON or YAML file, of which JSON is a part; unknown where it is not valid. */
const dataOf = (text: string, path: string): Value => {
  const data = parsedData(text, path);
  return data === undefined ? unknown : toValue(data);
};

/** Parsed once for all documents; each makes values of its own, which it may change. */
const parsedData = remembered(dataIn);
