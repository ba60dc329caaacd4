import { createWriteStream, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BuildRun } from '../build-run.ts';
import type { Settings } from '../config/settings.ts';
import { loadTokenizer } from '../document/count-tokens.ts';
import type { Output } from '../emitter/output.ts';
import type { Plan } from '../loader/plan.ts';
import { readNavigation } from '../site/navigation.ts';
import type { PublishedPage } from './page.ts';
import { settleProjectFile } from './project-file.ts';
import { type PublishRun, publicationTitle, publishes } from './publish.ts';

export interface PublisherOptions {
  settings: Settings;
  plan: Plan;
  output: Output;
  run: BuildRun;
}

/** What the publishing stages need of this run; undefined where nothing is published. */
export function publisher(
  options: PublisherOptions,
): ((pages: readonly PublishedPage[]) => PublishRun) | undefined {
  const { settings, plan, output, run } = options;
  if (!publishes(settings)) return undefined;
  const { sourceRoot, projectRoot, site, dialect } = plan;
  const fromProject = (path: string) => relative(settings.cwd, path).split(sep).join('/') || '.';
  return (pages) => ({
    settings,
    title: publicationTitle(settings, pages),
    pages,
    sections: readNavigation({ sourceRoot, projectRoot, pages: site.pages, dialect: dialect.name }),
    read: async ({ out }) => readOutput(join(settings.outRoot, out), output.dry),
    loadCounter: loadTokenizer,
    emit: (out, text) => run.emitShared(out, text, output),
    async emitPieces(out, pieces) {
      const finished = join(output.scratch, 'pieces.tmp');
      await pipeline(Readable.from(pieces), createWriteStream(finished));
      run.noteDrift(out, output.adopt(finished, out));
    },
    outFolder: fromProject(settings.outRoot),
    settleProjectFile(path, change) {
      const settled = settleProjectFile(path, change, { cwd: settings.cwd, dry: output.dry });
      const fromOut = relative(settings.outRoot, join(settings.cwd, path)).split(sep).join('/');
      run.noteDrift(fromOut, settled);
      return settled;
    },
    report: (message) => run.note(message),
  });
}

/** A run that only compares finds no output where the document is new; that it is missing is told already. */
function readOutput(path: string, dry: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (dry && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
