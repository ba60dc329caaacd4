import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPackage } from '../../scripts/build/package.js';

/** Builds the package into a folder of this run, once, unless `CONTEXTOR_DIST` names one that is built. */
export default async function buildOnce({
  config,
}: TestProject): Promise<(() => void) | undefined> {
  const dist = config.env.CONTEXTOR_DIST!;
  const root = dirname(dist);
  if (process.env.CONTEXTOR_DIST !== undefined || existsSync(root)) return undefined;
  mkdirSync(root, { recursive: true });
  const { files } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const file of ['package.json', ...files]) {
    const isLeftOut = file.startsWith('!');
    if (isLeftOut) rmSync(join(root, file.slice(1)), { recursive: true });
    else if (file !== 'dist') cpSync(file, join(root, file), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  await buildPackage(dist, { types: false });
  return () => rmSync(root, { recursive: true, force: true });
}
