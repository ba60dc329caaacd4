import type { CommandDefinition } from '../command.ts';
import { sourceOptions } from '../options.ts';
import { loadProject } from '../project.ts';

/** `graph`: prints the stages of a document in their order, the user's own among them. */
export default {
  options: [...sourceOptions, { flags: '--mermaid', description: 'Print a Mermaid flowchart.' }],
  examples: [
    { command: 'contextor graph', description: 'The stages, and what each one waits for.' },
    { command: 'contextor graph --mermaid > stages.mmd', description: 'The same as a picture.' },
  ],
  async run(invocation) {
    const { settings } = await loadProject(invocation);
    const { stageGraph } = await import('../../stage-graph.ts');
    const stages = await stageGraph(settings);
    const texts =
      invocation.options.mermaid === true
        ? [stages.toMermaid()]
        : [stages.toText(), stages.corpus?.toText()].filter((text) => text !== undefined);
    invocation.io.stdout.write(texts.map((text) => `${text.trimEnd()}\n`).join('\n'));
    return 0;
  },
} satisfies CommandDefinition;
