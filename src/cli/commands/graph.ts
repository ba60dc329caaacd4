import type { CommandDefinition, OptionSpec } from '../command.ts';
import { generalOptions, sourceOptions } from '../options.ts';
import { loadProject } from '../project.ts';

const options: readonly OptionSpec[] = [
  ...sourceOptions,
  { flags: '--mermaid', description: 'Print a Mermaid flowchart.' },
  ...generalOptions,
];

/** `graph`: prints the stages of a document in their order, the user's own among them. */
const graph: CommandDefinition = {
  options,
  examples: [
    { command: 'contextor graph', description: 'The stages, and what each one waits for.' },
    { command: 'contextor graph --mermaid > stages.mmd', description: 'The same as a picture.' },
  ],
  async run(invocation) {
    const { settings } = await loadProject(invocation, options);
    const { stageGraph } = await import('../../stage-graph.ts');
    const stages = await stageGraph(settings);
    const texts =
      invocation.options.mermaid === true
        ? [stages.toMermaid()]
        : [stages.toText(), stages.corpus?.toText()].filter((text) => text !== undefined);
    invocation.io.stdout.write(texts.map((text) => `${text.trimEnd()}\n`).join('\n'));
    return 0;
  },
};

export default graph;
