import { resolve } from 'node:path';
import type { CommandDefinition } from '../command.ts';
import { configOptions, forceOutOption } from '../options.ts';
import { plural } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';

/** `merge`: joins the outputs of `build --shard`. */
export default {
  arguments: [{ syntax: '<parts...>', description: 'Output folders of all shards.' }],
  options: [
    {
      flags: '-s, --src <folder>',
      description: 'Folder of the sources, for documents that have to be built again.',
      key: 'src',
    },
    {
      flags: '-o, --out <folder>',
      description: 'Folder of the joined output (default: .contextor).',
    },
    ...configOptions,
    forceOutOption,
  ],
  examples: [
    {
      command: 'contextor merge part-1 part-2 --out .contextor',
      description: 'Join what two machines built with --shard 1/2 and --shard 2/2.',
    },
  ],
  async run(invocation) {
    const { arguments: folders, options: values, io, terminal, signal } = invocation;
    const { mergeParts } = await import('../../merge-parts.ts');
    const result = await mergeParts(
      folders.map((folder) => resolve(io.cwd, folder)),
      {
        outRoot: resolve(io.cwd, String(values.out ?? '.contextor')),
        cwd: io.cwd,
        signal,
        loadSettings: async () => {
          const { loadProject } = await import('../project.ts');
          return (await loadProject(invocation)).settings;
        },
        forceOut: values.forceOut === true,
      },
    );
    const { documents, written, unchanged, failed, again } = result;
    const quiet = values.quiet === true;
    const verbose = values.verbose === true;
    const settings = { sourceRoot: io.cwd };
    printMessages(result.messages, { terminal, settings, io, quiet, verbose });
    if (!quiet) {
      if (again > 0) {
        const pages = `${plural(again, 'document')} again`;
        terminal.line(`Made ${pages}: another shard dropped a page that was linked`);
      }
      terminal.line(
        `Merged ${plural(documents, 'document')} of ${plural(folders.length, 'part')}: ${written} written, ${unchanged} unchanged, ${failed} failed in their parts`,
      );
    }
    return failed > 0 ? 1 : 0;
  },
} satisfies CommandDefinition;
