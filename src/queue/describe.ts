import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { snippetConfigs } from '../includes/snippet-folders.ts';
import { rootsOf, type WorkerSetup } from '../job/setup.ts';
import { agreementOf } from './agreement.ts';
import type { Contents } from './contents.ts';
import type { BuildSetup } from './protocol.ts';

/** What workers are told once. */
export async function describeBuild(setup: WorkerSetup, contents: Contents): Promise<BuildSetup> {
  const { sourceRoot, projectRoot, transforms: _own, mergeModule: _merge, ...shared } = setup;
  const slashed = (path: string) => path.split(sep).join('/');
  const roots = setup.sources.map((source) => rootsOf(setup, source));
  const placeFiles = ['tsconfig.json', 'jsconfig.json', ...snippetConfigs]
    .flatMap((name) =>
      roots.flatMap((root) => [join(root.projectRoot, name), join(root.sourceRoot, name)]),
    )
    .filter((file, index, all) => existsSync(file) && all.indexOf(file) === index);
  return {
    agreement: agreementOf(setup),
    sourceName: slashed(relative(projectRoot, sourceRoot)),
    setup: shared,
    files: await Promise.all(
      placeFiles.map(async (file) => ({
        path: slashed(relative(sourceRoot, file)),
        content: await contents.put(file),
      })),
    ),
  };
}
