import type { Setting } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { servedFrom, trimmed } from '../readers/urls.ts';

/**
 * Where a site of Next is served, by what its sitemap or its layout says.
 *
 * @param stated the address in the metadata of the root layout
 * @param base the `basePath` of its configuration; empty, or with a slash in front
 */
export function servedByNext(
  folder: Folder,
  stated: Setting<string> | undefined,
  base: string,
): ReturnType<typeof servedFrom> {
  const origin = fuller(sitemapOrigin(folder), stated);
  return servedFrom(origin, origin ? pathOf(origin.value, base) : base);
}

/** The origin in the configuration of `next-sitemap`. */
function sitemapOrigin(folder: Folder) {
  const file = folder.first([
    ...moduleNames('next-sitemap.config'),
    ...moduleNames('next-sitemap'),
  ]);
  return file === undefined ? undefined : folder.setting(folder.data(file), ['siteUrl']);
}

/** The address of the sitemap, or that of the layout where this is a path below it: canonical addresses begin with it. */
function fuller(sitemap: Setting<string> | undefined, layout: Setting<string> | undefined) {
  const above = sitemap?.value.replace(/\/*$/, '/');
  return above === undefined || layout?.value.startsWith(above) ? layout : sitemap;
}

/** The path of the site: that of its origin, and the base path where it is not part of it. */
function pathOf(origin: string, base: string): string {
  const path = URL.canParse(origin) ? trimmed(new URL(origin).pathname) : '';
  return path.endsWith(base) ? path : path + base;
}
