import { posix } from 'node:path';
import { entriesOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { SiteSource } from '../../record.ts';
import { documentEnding } from '../addresses/routes.ts';
import type { Folder } from '../readers/folder.ts';

const inclusion = /^([!*])include\s+(\S.*\.ya?ml)\s*$/;

/** Configurations may include others that include some in turn. */
const maxDepth = 5;

/**
 * The plugin monorepo, which TechDocs of Backstage has by itself: in `nav`, `!include ./v1/mkdocs.yml` stands for
 * the navigation of another configuration, and `*include ./parts/*\/mkdocs.yml` for those of several. Their documents
 * are served below their `site_name`.
 *
 * https://github.com/backstage/mkdocs-monorepo-plugin
 */
export class Monorepo {
  readonly sources: SiteSource[] = [];
  /** The configurations that are included, relative to the project root. */
  readonly files: string[] = [];
  readonly #folder: Folder;

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** The navigation with those that it includes; pages of these stand in it by their routes. */
  nav(nav: StaticData, at = { file: '', prefix: '', depth: 0 }): StaticData {
    if (typeof nav === 'string') {
      const [, sign, path = ''] = inclusion.exec(nav) ?? [];
      if (sign === undefined) return at.prefix === '' ? nav : routeOf(nav, at.prefix);
      const named = posix.join(posix.dirname(at.file), path);
      if (at.depth === maxDepth) return [];
      if (sign === '!') return this.#included(named, at.depth)?.nav ?? [];
      const all = this.#matching(named).flatMap((file) => this.#included(file, at.depth) ?? []);
      return all
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, nav: own }) => new Map([[name, own]]));
    }
    if (Array.isArray(nav)) return nav.map((one) => this.nav(one, at));
    return new Map(entriesOf(nav).map(([title, inner]) => [title, this.nav(inner, at)]));
  }

  /** Takes the documents of an included configuration, and gives its name and navigation. */
  #included(file: string, depth: number): { name: string; nav: StaticData } | undefined {
    const config = this.#folder.data(file);
    const name = stringMember(config, 'site_name');
    if (name === undefined) return undefined;
    const prefix = `/${/^[\w/-]+$/.test(name) ? name : slugOf(name)}`;
    const docs = posix.join(posix.dirname(file), stringMember(config, 'docs_dir') ?? 'docs');
    this.files.push(this.#folder.inProject(file));
    this.sources.push({
      folder: this.#folder.inProject(docs),
      kind: 'docs',
      prefix,
      exclude: [],
      main: true,
      ...this.#folder.placeOf(config, ['site_name']),
    });
    const own = member(config, 'nav');
    return { name, nav: this.nav(own, { file, prefix, depth: depth + 1 }) };
  }

  /** The files that a path with stars for folders names. */
  #matching(path: string): string[] {
    let found = [''];
    for (const part of path.split('/').slice(0, -1)) {
      found = found.flatMap((folder) =>
        part.includes('*')
          ? this.#folder
              .names(folder)
              .filter((name) => !name.includes('.'))
              .map((name) => posix.join(folder, name))
          : posix.join(folder, part),
      );
    }
    return found.map((folder) => posix.join(folder, posix.basename(path)));
  }
}

const routeOf = (page: string, prefix: string): string =>
  /^[a-z]+:/i.test(page) ? page : `${prefix.slice(1)}/${page.replace(documentEnding, '')}`;

/** `Cats & Dogs` -> `cats-dogs` */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '');
