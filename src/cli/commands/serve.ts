import { once } from 'node:events';
import type { Settings } from '../../config/settings.ts';
import type { BuildResult } from '../../contract/build.ts';
import type { CommandDefinition } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import { wholeNumber } from '../flags.ts';
import { outputOptions, performanceOptions, projectOptions } from '../options.ts';
import { loadSources } from '../project.ts';
import { tellOfSite } from '../site.ts';
import { tellSite } from '../survey/tell.ts';

/** `serve`: builds, and serves to people and agents what a site would. */
export default {
  options: [
    ...projectOptions,
    { flags: '--site <folder>', description: 'Serve this built site too.', key: 'site' },
    { flags: '--watch', description: 'Build again whenever something changes.' },
    { flags: '--host <name>', description: 'Address to listen on (default: 127.0.0.1).' },
    { flags: '--port <n>', description: 'Port to listen on (default: 8640).' },
    ...outputOptions,
    ...performanceOptions,
  ],
  examples: [
    { command: 'contextor serve', description: 'Serve Markdown and llms.txt on this machine.' },
    { command: 'contextor serve --site dist --watch', description: 'With the pages of the site.' },
  ],
  async run(invocation) {
    const { options: values, io, signal } = invocation;
    const port = wholeNumber('--port', values.port, 0) ?? 8_640;
    const host = typeof values.host === 'string' ? values.host : '127.0.0.1';
    const project = await loadSources(invocation);
    const { serveSite } = await import('../../serve-site.ts');
    const server = await serveSite(project.settings, { host, port });
    let announced = false;
    const update = async (settings: Settings, result: BuildResult) => {
      if (result.interrupted) return;
      const { pages, messages } = await server.update(settings, result);
      tellOfSite(messages, settings, invocation);
      if (announced) return;
      announced = true;
      io.stderr.write(
        `Serving at ${server.url}/llms.txt: ${pages} pages; the report at ${server.reportUrl}. Stop with Ctrl-C.\n`,
      );
    };
    try {
      if (values.watch === true) {
        const { runWatch } = await import('./watch.ts');
        return await runWatch(invocation, update);
      }
      tellSite(project, invocation);
      const { build } = await import('../../build.ts');
      await update(project.settings, await build(project.settings, { signal, onEvent: fitEngine }));
      if (!signal.aborted) await once(signal, 'abort');
      return 0;
    } finally {
      await server.close();
    }
  },
} satisfies CommandDefinition;
