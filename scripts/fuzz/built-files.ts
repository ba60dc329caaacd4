import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents of files by path. */
export type Files = ReadonlyMap<string, string>;

/** The first line that is not the same in both. */
export function firstDifference(left: string, right: string): readonly (string | undefined)[] {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return at === -1 ? ['', b[a.length]] : [a[at], b[at]];
}

/** What is not the same in the files of a build in some way as in those of a build from nothing. */
export function differences(way: string, clean: Files, other: Files): string[] {
  return differs(clean, other).map((name) => {
    const lines = firstDifference(clean.get(name) ?? '(none)', other.get(name) ?? '(none)');
    return `${way}: other bytes of ${name}, ${JSON.stringify(lines)}`;
  });
}

/** Names of files that are not the same in both. */
export function differs(left: Files, right: Files): string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => left.get(name) !== right.get(name)).sort();
}

/** Contents of an output folder by path, without what builds in progress keep there. */
export function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !path.includes('/.contextor'));
  return withoutKept(
    new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')])),
  );
}

/** Without the earlier outputs of documents that fail, which stay, as the manifest says. */
function withoutKept(files: Map<string, string>): Map<string, string> {
  const { kept, ...manifest } = parsed(files.get('manifest.json'));
  if (kept === undefined) return files;
  for (const { out } of kept) files.delete(out);
  return files.set('manifest.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function parsed(manifest = '{}'): { kept?: readonly { out: string }[] } {
  try {
    return JSON.parse(manifest);
  } catch {
    return {};
  }
}
