import { attempt } from '../attempt.ts';
import type { Included } from '../document/document.ts';
import { languageOf } from '../static/parse-script.ts';
import { Callable, type Value } from '../static/value.ts';
import type { Host } from './host.ts';
import { programOf } from './script-module.ts';

/** Folders from a file of a package up to its `package.json`: `src/components/index.ts` has three. */
const deepest = 4;

/** A package that hands on the names of more files is a library of components. */
const mostFiles = 50;

interface WorkspacePackage {
  name: string;
  /** With a slash at its end. */
  folder: string;
  isLibrary: boolean;
}

/**
 * The packages of the repository that components import by name, such as the library of components
 * that a site documents. Their sources are there, but what they show may depend on much that is known
 * only as it runs; then such a component counts as one of any other package.
 */
export class WorkspacePackages {
  readonly #host: Host;
  readonly #known = new Map<string, WorkspacePackage>();
  readonly #packages = new WeakMap<Callable, WorkspacePackage>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Remembers the package that an import names, if the file that it leads to is in one of that name. */
  note(specifier: string, file: Extract<Included, { ok: true }>): void {
    const name = packageIn(specifier);
    if (name === undefined || this.#known.has(name)) return;
    for (let up = 0; up < deepest; up++) {
      const manifest = this.#host.include(`${'../'.repeat(up) || './'}package.json`, file.path);
      if (!manifest.ok) continue;
      if (nameIn(manifest.text) !== name) return;
      const folder = manifest.path.slice(0, -'package.json'.length);
      this.#known.set(name, { name, folder, isLibrary: this.#filesOf(file) > mostFiles });
      return;
    }
  }

  /** Whether an import names one of them. */
  has(specifier: string): boolean {
    return this.#known.has(packageIn(specifier) ?? '');
  }

  /** The package that a file is in. */
  around(path: string): WorkspacePackage | undefined {
    return [...this.#known.values()].find(({ folder }) => path.startsWith(folder));
  }

  /** Notes of what a module of a package exports that it is of this package. */
  mark(value: Value, of: WorkspacePackage): Value {
    const parts = value instanceof Map ? [...value.values()] : [value];
    for (const part of parts) if (part instanceof Callable) this.#packages.set(part, of);
    return value;
  }

  /** The package that a component is of. */
  of(component: Callable): WorkspacePackage | undefined {
    return this.#packages.get(component);
  }

  /** How many files a module hands on, itself or by files that it hands on. */
  #filesOf({ path, text }: Extract<Included, { ok: true }>, depth = 0): number {
    let count = 0;
    for (const statement of programOf({ text, path, lang: languageOf(path) })?.body ?? []) {
      const isHandedOn =
        statement.type === 'ExportAllDeclaration' || statement.type === 'ExportNamedDeclaration';
      const source = isHandedOn ? statement.source?.value : undefined;
      if (typeof source !== 'string' || !source.startsWith('.')) continue;
      count += 1;
      const inner = depth < 2 && count <= mostFiles ? this.#host.include(source, path) : undefined;
      if (inner?.ok) count += this.#filesOf(inner, depth + 1);
    }
    return count;
  }
}

/** `@scope/name/part` -> `@scope/name` */
const packageIn = (specifier: string) => /^(?:@[\w.-]+\/)?\w[\w.-]*/.exec(specifier)?.[0];

const nameIn = (text: string): unknown => attempt(() => JSON.parse(text)?.name);
