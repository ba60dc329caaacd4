import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { Document } from '../../src/document/document.ts';

/** Hugo's configuration files, and where parameters stand in them. */
const files: readonly (readonly [path: string, below: string | undefined])[] = [
  ...['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((ending) => [`/${name}.${ending}`, 'params'] as const),
  ),
  ...['params.toml', 'params.yaml', 'params.yml', 'params.json'].map(
    (name) => [`/config/_default/${name}`, undefined] as const,
  ),
  ...['hugo.toml', 'hugo.yaml', 'config.toml', 'config.yaml'].map(
    (name) => [`/config/_default/${name}`, 'params'] as const,
  ),
];

/** The texts of configuration files, parsed; a site has few of them. */
const parsed = new Map<string, unknown>();

/** A parameter of the site by dotted name, where it is a text, a number or a flag. */
export function siteParam(name: string, document: Document): string | undefined {
  for (const [path, below] of files) {
    const file = document.include(path);
    if (!file.ok) continue;
    const config = dataOf(file.text, path);
    const params = below ? entryOf(config, below) : config;
    const value = name.split('.').reduce<unknown>(entryOf, params);
    if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  }
  return undefined;
}

function dataOf(text: string, path: string): unknown {
  if (!parsed.has(text)) {
    if (parsed.size > 20) parsed.clear();
    parsed.set(text, parseData(text, path));
  }
  return parsed.get(text);
}

function parseData(text: string, path: string): unknown {
  try {
    return path.endsWith('.toml') ? parseToml(text) : parseYaml(text);
  } catch {
    return undefined;
  }
}

/** The value of a key, whatever its case, as Hugo looks parameters up. */
function entryOf(data: unknown, name: string): unknown {
  if (data === null || typeof data !== 'object') return undefined;
  const key = Object.keys(data).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (data as Record<string, unknown>)[key];
}
