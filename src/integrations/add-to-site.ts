import { relative } from 'node:path';
import { build } from '../build.ts';
import { loadConfig } from '../config/load.ts';
import { resolveSettings } from '../config/resolve.ts';
import type { Config } from '../config/settings.ts';
import { slashed } from '../files/source-name.ts';
import { type SiteOutputOptions, type SiteResult, writeSite } from '../site-output.ts';

/** What the build of a site tells. */
interface BuiltSite extends Omit<SiteOutputOptions, 'routes'> {
  /** Routes by absolute source path. */
  routes?: Readonly<Record<string, string>>;
  /** Absolute folder of the project, in which a configuration file is looked for. */
  cwd: string;
  /** Absolute folder that the site was built to. */
  folder: string;
  /** What the framework says; the configuration file wins over it. */
  found: Config;
  /** What the user gives to the integration; it wins over both. */
  options: Config;
}

/** Builds the documents, and adds to the site what agents fetch: the same as `contextor build --site`. */
export async function addToSite(site: BuiltSite): Promise<SiteResult> {
  const { cwd, folder, found, options, routes = {}, ...output } = site;
  const { config, base } = await loadConfig({ cwd, configFile: undefined });
  const settings = resolveSettings({ ...found, ...config, ...options }, { cwd, base });
  await build(settings);
  const bySource = Object.entries(routes).map(([file, route]) => {
    return [slashed(relative(settings.sourceRoot, file)), route];
  });
  return writeSite(settings, { ...output, folder, routes: Object.fromEntries(bySource) });
}

/** One line for the log of the site's build. */
export function summaryOf({ pages, written, messages }: SiteResult): string {
  const left = messages.length === 0 ? '' : `, ${messages.length} findings`;
  return `contextor: ${pages} pages with a Markdown twin, ${written} files written${left}`;
}
