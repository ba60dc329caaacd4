import { getOrMake } from '../maps.ts';
import { Callable, type Value } from '../static/value.ts';
import { pascalCase } from './component.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';
import { autoFolders } from './registered-files.ts';

/**
 * The components that have their names from where they are: `Foo/Bar.vue` is `FooBar` (VuePress, Nuxt) or, by its
 * file alone, `Bar` (unplugin-vue-components, dumi, ReadMe).
 *
 * https://v1.vuepress.vuejs.org/guide/using-vue.html#using-components,
 * https://github.com/unplugin/unplugin-vue-components#configuration
 */
export class FolderComponents {
  readonly #reader: Reader;
  /** Paths without their folder, by name. */
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The component with a name, if there is one. */
  named(name: string): Value {
    const { host, modules } = this.#reader;
    // The theme of VitePress has one of this name, which a component in some folder does not hide.
    const isOfTheme = host.framework === 'vitepress' && name === 'Badge';
    for (const folder of autoFolders[host.framework] ?? []) {
      const found = isOfTheme ? undefined : this.#pathsIn(folder).get(name);
      // Nearer folders of the same name hide those above; a document may export components of other names.
      const others = [...this.#pathsIn(folder).values()].filter(isMdx);
      const files = [...(found === undefined ? [] : [found]), ...others, `${name}.vue`];
      for (const file of files) {
        const path = `/${folder}/${file}`;
        if (file.endsWith('.md')) return new Partial(path, host.path);
        const value = modules.imported(path, isMdx(file) ? name : 'default', host.path);
        if (value instanceof Callable) return value;
      }
    }
    return undefined;
  }

  #pathsIn(folder: string): ReadonlyMap<string, string> {
    return getOrMake(this.#known, folder, () => {
      const { host } = this.#reader;
      // A folder of documents may have the same name.
      const ending = endings.find(([within]) => within.test(folder))?.[1] ?? /\.vue$/;
      const files = host.filesBelow(`/${folder}`, host.path).filter((path) => ending.test(path));
      // Of two files of one name the first counts, and what is set last.
      const named = [wholeName, ownName].flatMap((nameOf) =>
        files.map(
          (file) => [pascalCase(nameOf(file.replace(ending, '').split('/'))), file] as const,
        ),
      );
      return new Map(named.toReversed());
    });
  }
}

const isMdx = (file: string): boolean => file.endsWith('.mdx');

const endings = [
  [/^(?:custom_blocks|reusable_content)$/, /\.mdx?$/],
  [/^\.dumi/, /\.[jt]sx$/],
  [/^\./, /\.(?:vue|md)$/],
] as const;

const wholeName = (parts: readonly string[]): string => parts.join('-');
const ownName = (parts: readonly string[]): string =>
  (/^index$/i.test(parts.at(-1)!) ? parts.at(-2) : undefined) ?? parts.at(-1)!;
