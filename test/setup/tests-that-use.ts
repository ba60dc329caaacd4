import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The test files whose imports lead to a file of `test/setup`.
 *
 * @param named parts of the paths of those that are asked about; none: all
 */
export function testsThatUse(helper: string, named: readonly string[] = []): string[] {
  const known = new Map<string, boolean>([[join('test', 'setup', helper), true]]);
  const uses = (file: string): boolean => {
    if (!known.has(file)) {
      known.set(file, false);
      known.set(file, importsOf(file).some(uses));
    }
    return known.get(file)!;
  };
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file).replaceAll('\\', '/'))
    .filter((file) => named.length === 0 || named.some((part) => file.includes(part)))
    .filter(uses);
}

/** The files below `test` that a file imports. */
function importsOf(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|^import) '(\.[^']+)';$/gm);
  return [...imports]
    .map(([, path]) => join(dirname(file), path!))
    .filter((path) => path.startsWith('test') && existsSync(path));
}
