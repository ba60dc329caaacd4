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
import { takenBy } from './taken.ts';

export interface OtherPagesOptions {
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
  { files, inOutput, matterOf, textOf }: OtherPagesOptions,
): Pick<SiteRoutes, 'elsewhere' | 'generated'> {
  const lines = new Set<string>();
  const generated = new Set(site.generated.map(normalRoute));
  const add = (route: string, address = route) => {
    if (route !== '') lines.add(address === route ? route : `${route}\t${address}`);
  };
  for (const source of site.sources) {
    const folder = join(files.root, source.folder);
    if (!existsSync(folder)) {
      // A version that is kept elsewhere, or documents that are made before the site is.
      if (source.prefix !== '') generated.add(source.prefix);
      continue;
    }
    const takes = takenBy(source);
    for (const path of listed(folder, source)) {
      const name = posix.join(source.folder, path);
      if (inOutput.has(name) || !takes(path)) continue;
      if (source.further?.some((ending) => path.endsWith(`.${ending}`))) {
        const page = site.addressOf(path, source, matterOf(name));
        if (page === undefined) continue;
        add(page.route, page.address);
        for (const one of otherNamesIn(textOf(name))) {
          add(routeOfName(one), `${page.address}#${idOfName(one)}`);
        }
      } else if (!documentEnding.test(path)) addCode(path, source, { add, generated });
      else {
        const page = site.addressOf(path, source, matterOf(name));
        if (page !== undefined) add(page.route, page.address);
      }
    }
  }
  for (const route of site.named) add(normalRoute(route));
  return { elsewhere: [...lines].sort().join('\n'), generated: [...generated].sort() };
}

const codeEndings = '{tsx,jsx,ts,js,astro,vue,svelte,html}';

function listed(folder: string, { kind, further = [] }: SiteSource): string[] {
  const endings =
    kind === 'pages'
      ? ['{md,mdx,markdown,mdoc}', codeEndings]
      : ['{md,mdx,markdown,mdoc}', ...further];
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

interface Adding {
  add(route: string): void;
  generated: Set<string>;
}

/** A page written as code: its route is its path; what stands in brackets is made when the site is. */
function addCode(path: string, { prefix }: SiteSource, { add, generated }: Adding): void {
  const parts = path.replace(/\.\w+$/, '').split('/');
  if (parts.some((part) => /^_|\.(?:test|spec)$/.test(part))) return;
  const dynamic = parts.findIndex((part) => part.includes('['));
  const fixed = dynamic < 0 ? parts : parts.slice(0, dynamic);
  const named = fixed.filter((part) => !/^\(.*\)$/.test(part));
  const inner =
    dynamic < 0 && /^(?:index|\+?page)$/.test(named.at(-1) ?? '') ? named.slice(0, -1) : named;
  const route = normalRoute([prefix, ...inner].join('/'));
  if (dynamic < 0) add(route);
  else if (route !== '/') generated.add(route);
}
