import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const marker = join('test', 'setup', 'package.ts');

/** The test files that need the built package: those which lead to `test/setup/package.ts` by their imports. */
export function testsOfPackage(): string[] {
  const known = new Map<string, boolean>([[marker, true]]);
  const needsPackage = (file: string): boolean => {
    if (!known.has(file)) {
      known.set(file, false);
      known.set(file, importsOf(file).some(needsPackage));
    }
    return known.get(file)!;
  };
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter(needsPackage)
    .map((file) => file.replaceAll('\\', '/'));
}

/** The files below `test` that a file imports. */
function importsOf(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|^import) '(\.[^']+)';$/gm);
  return [...imports]
    .map(([, path]) => join(dirname(file), path!))
    .filter((path) => path.startsWith('test') && existsSync(path));
}
