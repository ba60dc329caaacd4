import type { ProjectFiles } from '../config/files.ts';
import type { Setting } from '../record.ts';
import { Folder } from './folder.ts';
import { siteAddress } from './urls.ts';

const forges =
  /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|npmjs\.com|www\.npmjs\.com)\//;

/** Where a site is served when its framework does not say: a `CNAME` file, or the homepage of its package. */
export function servedAt(folder: Folder, files: ProjectFiles): Setting<string> | undefined {
  for (const name of ['static/CNAME', 'public/CNAME', 'docs/CNAME', 'CNAME']) {
    const text = folder.text(name)?.trim();
    if (text === undefined || !/^[\w-]+(?:\.[\w-]+)+$/.test(text)) continue;
    return siteAddress({ value: text, file: folder.inProject(name), line: 1 }, undefined);
  }
  const folders = folder.path === '' ? [folder] : [folder, new Folder('', files)];
  for (const place of folders) {
    if (!place.has('package.json')) continue;
    const homepage = place.setting(place.data('package.json'), ['homepage']);
    if (homepage !== undefined && !forges.test(homepage.value))
      return siteAddress(homepage, undefined);
  }
  return undefined;
}
