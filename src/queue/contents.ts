import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readOrdinaryFile } from '../files/disk.ts';
import { slashed } from '../files/source-name.ts';
import { rootsOf, type WorkerSetup } from '../job/setup.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';
import { packageFiles } from '../site/workspace-packages.ts';
import { agreementOf } from './agreement.ts';
import { explainWrite } from './connection.ts';
import type { Lifeline } from './lifeline.ts';
import { type BuildSetup, buildKeys } from './protocol.ts';

/** Puts file contents into Redis under their hashes, and takes them away when nobody needs them. */
export class Contents {
  readonly #lifeline: Lifeline;
  readonly #keyOf: (hash: string) => string;
  readonly #users = new Map<string, number>();

  constructor(lifeline: Lifeline, build: string) {
    this.#lifeline = lifeline;
    this.#keyOf = buildKeys(build).content;
  }

  /** Puts the content of a file there for one user more, or what stands in for it. */
  async put(file: string, text?: string): Promise<string> {
    const bytes = text === undefined ? readFileSync(file) : Buffer.from(text);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const users = this.#users.get(hash) ?? 0;
    this.#users.set(hash, users + 1);
    if (users > 0) return hash;
    const { redis } = this.#lifeline;
    try {
      await this.#lifeline.ask(() => redis.set(this.#keyOf(hash), bytes));
    } catch (error) {
      throw explainWrite(error);
    }
    return hash;
  }

  /** Takes a user away; what is not removed at once is removed with the build. */
  release(hash: string): void {
    const users = (this.#users.get(hash) ?? 1) - 1;
    if (users > 0) {
      this.#users.set(hash, users);
      return;
    }
    this.#users.delete(hash);
    this.#lifeline.redis.unlink(this.#keyOf(hash)).catch(() => {});
  }
}

/** What workers get once. */
export async function describeBuild(setup: WorkerSetup, contents: Contents): Promise<BuildSetup> {
  const { sourceRoot, projectRoot, transforms: _own, mergeModule: _merge, ...shared } = setup;
  const roots = setup.sources.map((source) => rootsOf(setup, source));
  const placeFiles = ['tsconfig.json', 'jsconfig.json', ...mkdocsNames]
    .flatMap((name) =>
      roots.flatMap((root) => [join(root.projectRoot, name), join(root.sourceRoot, name)]),
    )
    .concat(roots.flatMap(packageFiles))
    .filter(
      (file, index, all) => readOrdinaryFile(file) !== undefined && all.indexOf(file) === index,
    );
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
