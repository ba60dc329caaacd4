import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { attempt } from '../../attempt.ts';
import { ContextorError } from '../../errors.ts';
import { isInside } from '../../files/inside.ts';
import { isWithin, slashed } from '../../files/source-name.ts';
import { isRecord } from '../../is-record.ts';
import type { CommandDefinition } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import { sourceOptions } from '../options.ts';
import { loadSources } from '../project.ts';
import { change, count, plural } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';
import { tellSite } from '../survey/tell.ts';
import { printable } from '../terminal.ts';

/** `package`: writes the docs into a folder that an npm package ships. */
export default {
  arguments: [
    {
      syntax: '[folder]',
      description:
        'Folder of the package to write to. Default: docs, or dist/docs if the sources are in docs.',
    },
  ],
  options: [
    ...sourceOptions,
    { flags: '--all', description: 'Keep optional pages, other languages and other versions.' },
    {
      flags: '--whole',
      description: 'Keep all text that `compact` keeps of a page, not only its gist.',
    },
    { flags: '-q, --quiet', description: 'Print errors only.' },
    { flags: '--verbose', description: 'Print every warning.' },
  ],
  examples: [
    { command: 'contextor package', description: 'Prepare the docs that your package ships.' },
    { command: 'contextor package dist/docs', description: 'In this folder.' },
  ],
  async run(invocation) {
    const { arguments: given, io, terminal, options: values, signal } = invocation;
    const project = await loadSources(invocation);
    const { settings } = project;
    const manifest = readManifest(settings.cwd);
    tellSite(project, invocation);
    const { meetsSources, packageDocs, usualFolder } = await import('../../package-docs.ts');
    const folder =
      given[0] === undefined
        ? resolve(settings.cwd, usualFolder(settings))
        : resolve(io.cwd, given[0]);
    const name = refuseOthers(folder, {
      cwd: settings.cwd,
      source: meetsSources(folder, settings),
    });
    const { result, pages, optional, variants, tokens, written, unchanged, removed } =
      await packageDocs(settings, folder, {
        onEvent: fitEngine,
        signal,
        all: values.all === true,
        whole: values.whole === true,
      });
    const quiet = values.quiet === true;
    const verbose = values.verbose === true;
    printMessages(result.messages, { terminal, settings, io, quiet, verbose });
    if (!quiet) {
      const parts = [
        ...(optional > 0 ? [plural(optional, 'optional page')] : []),
        ...(variants > 0 ? [`${variants} of other languages or versions`] : []),
      ];
      const left = parts.length === 0 ? '' : `, ${parts.join(' and ')} left out (--all)`;
      terminal.line(
        printable(
          `${name}: ${plural(pages, 'page')}${left}, ${count(tokens.before)} -> ${count(tokens.after)} tokens (${change(tokens.before, tokens.after)}); ${written} written, ${unchanged} unchanged, ${removed} removed.`,
        ),
      );
      if (!isPacked(name, manifest)) {
        terminal.line(`"files" of package.json does not name ${name}; npm leaves it out.`);
      }
    }
    const { failed, errors } = result.metrics.documents;
    return failed > 0 || errors > 0 ? 1 : 0;
  },
} satisfies CommandDefinition;

/** @throws ContextorError `NO_PACKAGE` */
function readManifest(cwd: string): { files?: unknown } {
  const file = join(cwd, 'package.json');
  const manifest: unknown = attempt(() => JSON.parse(readFileSync(file, 'utf8')));
  if (isRecord(manifest)) return manifest;
  throw new ContextorError(`there is no package.json in ${cwd} that can be read`, {
    code: 'NO_PACKAGE',
    remedy: 'Run it in the folder of the package, or put the configuration there.',
  });
}

/**
 * The folder, relative to the package.
 *
 * @throws ContextorError `PACKAGE_FOLDER`
 */
function refuseOthers(
  folder: string,
  { cwd, source }: { cwd: string; source: string | undefined },
): string {
  const name = slashed(relative(cwd, folder));
  const outside = name === '' || name === '..' || name.startsWith('../') || isAbsolute(name);
  if (!outside && source === undefined) return name;
  const where = outside ? 'is not a folder of the package' : `overlaps the source folder ${source}`;
  throw new ContextorError(`the folder ${folder} ${where}`, {
    code: 'PACKAGE_FOLDER',
    remedy:
      source !== undefined && isInside(source, cwd)
        ? 'Set "src" to the folder that the documentation is in; now it is the whole package.'
        : 'Name a separate folder in the package, such as dist/docs.',
  });
}

/** Whether npm packs the folder, by `files`. */
function isPacked(name: string, { files }: { files?: unknown }): boolean {
  if (!Array.isArray(files)) return true;
  return files.some((entry) => {
    const folder = String(entry)
      .replace(/^\.?\//, '')
      .replace(/(?:\*|\/(?=\*))*\/?$/, '');
    return folder === '' || isWithin(folder, name);
  });
}
