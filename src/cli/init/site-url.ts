import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface UrlRule {
  files: readonly string[];
  url: RegExp;
  /** Path under which the site serves its documentation. */
  path?: RegExp;
}

const endings = (name: string) => ['js', 'mjs', 'cjs', 'ts', 'mts'].map((end) => `${name}.${end}`);

const rules: readonly UrlRule[] = [
  {
    files: endings('docusaurus.config'),
    url: /^\s*url:\s*['"`](https?:[^'"`]+)/m,
    path: /^\s*baseUrl:\s*['"`]([^'"`]+)/m,
  },
  {
    files: endings('astro.config'),
    url: /^\s*site:\s*['"`](https?:[^'"`]+)/m,
    path: /^\s*base:\s*['"`]([^'"`]+)/m,
  },
  { files: ['mkdocs.yml', 'mkdocs.yaml'], url: /^site_url:\s*['"]?(https?:[^\s'"]+)/m },
  {
    files: ['_config.yml'],
    url: /^url:\s*['"]?(https?:[^\s'"]+)/m,
    path: /^baseurl:\s*['"]?([^\s'"]+)/m,
  },
  {
    files: ['hugo.toml', 'hugo.yaml', 'config.toml'],
    url: /^\s*baseURL\s*[=:]\s*['"]?(https?:[^\s'"]+)/m,
  },
];

/** The URL of the site as the framework's configuration states it; the file is read, never run. */
export function siteUrl(folder: string): string | undefined {
  for (const { files, url, path } of rules) {
    const file = files.map((name) => join(folder, name)).find((name) => existsSync(name));
    if (file === undefined) continue;
    const text = readFileSync(file, 'utf8');
    const origin = url.exec(text)?.[1];
    if (origin === undefined) continue;
    return new URL(path?.exec(text)?.[1] ?? '', origin).href.replace(/\/$/, '');
  }
  return undefined;
}
