import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import fastGlob from 'fast-glob';
import type { SiteRoutes } from '../document/site.ts';
import type { ProjectFiles } from './config/files.ts';
import { documentEnding } from './frameworks/addresses/routes.ts';
import { idOfName, otherNamesIn, routeOfName } from './labels.ts';
import type { ProjectSite, SiteSource } from './record.ts';
import { normalRoute } from './routes.ts';
import type { SiteMatter } from './scan-frontmatter.ts';
import { servedBy } from './source-globs.ts';

interface OtherPagesOptions {
  files: ProjectFiles;
  /** Documents of the build, relative to the project root. */
  inOutput: ReadonlySet<string>;
  /** Front matter of a document by its path relative to the project root. */
  matterOf(name: string): SiteMatter;
  /** The text of a document, likewise. */
  textOf(name: string): string;
}

/** Pages of a site that a build does not write: other sources, pages written as code, generated ones. */
export function otherPages(
  site: ProjectSite,
  options: OtherPagesOptions,
): Pick<SiteRoutes, 'elsewhere' | 'generated'> {
  const pages = new OtherPages(site, options);
  for (const source of site.sources) pages.addSource(source);
  for (const route of site.named) pages.add(normalRoute(route));
  return { elsewhere: [...pages.lines].sort().join('\n'), generated: [...pages.generated].sort() };
}

class OtherPages {
  /** A route, or a route, a tab and another address. */
  readonly lines = new Set<string>();
  readonly generated: Set<string>;
  readonly #site: ProjectSite;
  readonly #options: OtherPagesOptions;

  constructor(site: ProjectSite, options: OtherPagesOptions) {
    this.generated = new Set(site.generated.map(normalRoute));
    this.#site = site;
    this.#options = options;
  }

  add(route: string, address = route): void {
    if (route !== '') this.lines.add(address === route ? route : `${route}\t${address}`);
  }

  addSource(source: SiteSource): void {
    const { files, inOutput } = this.#options;
    const folder = join(files.root, source.folder);
    if (!existsSync(folder)) {
      // A version that is kept elsewhere, or documents that are made before the site is.
      if (source.prefix !== '') this.generated.add(source.prefix);
      return;
    }
    const isServed = servedBy(source);
    for (const path of listed(folder, source)) {
      if (isServed(path) && !inOutput.has(posix.join(source.folder, path))) {
        this.#addFile(path, source);
      }
    }
  }

  #addFile(path: string, source: SiteSource): void {
    const isOtherFormat = source.further?.some((ending) => path.endsWith(`.${ending}`)) ?? false;
    if (!isOtherFormat && !documentEnding.test(path)) {
      this.#addCode(path, source);
      return;
    }
    const { matterOf, textOf } = this.#options;
    const name = posix.join(source.folder, path);
    const page = this.#site.addressOf(path, source, matterOf(name));
    if (page === undefined) return;
    this.add(page.route, page.address);
    for (const one of isOtherFormat ? otherNamesIn(textOf(name)) : []) {
      this.add(routeOfName(one), `${page.address}#${idOfName(one)}`);
    }
  }

  /** A page written as code has the route of its path; below brackets, pages are generated. */
  #addCode(path: string, { prefix }: SiteSource): void {
    const parts = path.replace(/\.\w+$/, '').split('/');
    if (parts.some((part) => /^_|\.(?:test|spec)$/.test(part))) return;
    const dynamic = parts.findIndex((part) => part.includes('['));
    const fixed = dynamic < 0 ? parts : parts.slice(0, dynamic);
    const named = fixed.filter((part) => !/^\(.*\)$/.test(part));
    const isIndex = dynamic < 0 && /^(?:index|\+?page)$/.test(named.at(-1) ?? '');
    const route = normalRoute([prefix, ...(isIndex ? named.slice(0, -1) : named)].join('/'));
    if (dynamic < 0) this.add(route);
    else if (route !== '/') this.generated.add(route);
  }
}

const codeEndings = '{tsx,jsx,ts,js,astro,vue,svelte,html}';

function listed(folder: string, { kind, further = [] }: SiteSource): string[] {
  const endings =
    kind === 'pages'
      ? ['{md,mdx,markdown,mdoc,svx}', codeEndings]
      : ['{md,mdx,markdown,mdoc,svx}', ...further];
  return fastGlob.sync(
    endings.map((ending) => `**/*.${ending}`),
    {
      cwd: folder,
      ignore: ['**/node_modules/**'],
      followSymbolicLinks: false,
      suppressErrors: true,
    },
  );
}
