import { resolve } from 'node:path';
import { type Context, openContext } from '../search/open.ts';
import type { ContextSource } from '../search/sources.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { projectOptions } from './options.ts';
import { loadProject } from './project.ts';

/** Where commands that answer from built docs look for them. */
export const docsOptions: readonly OptionSpec[] = [
  ...projectOptions,
  {
    flags: '--docs <folders>',
    description:
      'Built outputs, separated by commas, each as FOLDER or NAME=FOLDER. Default: --out.',
  },
  {
    flags: '--deps',
    description: 'Include the docs of the installed packages that the setting deps names.',
  },
];

/** Options that narrow the pages. */
export const facetOptions: readonly OptionSpec[] = [
  { flags: '--locale <tag>', description: 'Only pages of this locale.' },
  { flags: '--doc-version <name>', description: 'Only pages of this version.' },
  { flags: '--section <folder>', description: 'Only pages of this top-level folder.' },
  { flags: '--source <name>', description: 'Only this output, if there are several.' },
];

/** Opens the docs that a command line names, else those of the project. */
export async function openDocs(invocation: Invocation): Promise<Context> {
  const sources = await docsSources(invocation);
  if (invocation.options.deps !== true) return openContext(sources);
  const { settings } = await loadProject(invocation);
  const { indexPackages } = await import('../deps/index-packages.ts');
  const packages = await indexPackages(settings);
  try {
    const context = await openContext([...sources, ...packages.sources]);
    return {
      ...context,
      close() {
        context.close();
        packages.remove();
      },
    };
  } catch (error) {
    packages.remove();
    throw error;
  }
}

async function docsSources(invocation: Invocation): Promise<ContextSource[]> {
  const { docs } = invocation.options;
  const { cwd } = invocation.io;
  if (typeof docs !== 'string') {
    const { settings } = await loadProject(invocation);
    return [{ dir: settings.outRoot }];
  }
  return docs.split(',').map((text) => {
    const [, name, dir] = /^([\w.@/-]+)=(.+)$/.exec(text.trim()) ?? [undefined, undefined, text];
    return { dir: resolve(cwd, dir!.trim()), ...(name !== undefined && { name }) };
  });
}

/** The facets that a command line asks for. */
export function facetsOf({ options }: Invocation) {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    locale: text('locale'),
    version: text('docVersion'),
    section: text('section'),
    source: text('source'),
  };
}
