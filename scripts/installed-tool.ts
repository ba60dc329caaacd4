import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command of an npm package, and the program that runs it. */
export interface Tool {
  node: string;
  script: string;
}

/**
 * Installs a tool that needs Node 22 in a folder outside the project, and Node 22 where this is an
 * older one.
 *
 * @param spec package and version, such as `afdocs@0.22.2`
 * @param command name in the package's `bin`
 */
export function installTool(folder: string, spec: string, command: string): Tool {
  const isNew = Number(process.versions.node.split('.')[0]) >= 22;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const packages = [spec, ...(isNew ? [] : ['node@22'])];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: 'ignore',
  });
  const bin = join(folder, 'node_modules', '.bin');
  return { node: isNew ? process.execPath : join(bin, 'node'), script: join(bin, command) };
}
