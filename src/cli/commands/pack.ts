import type { CommandDefinition } from '../command.ts';
import { docsOptions, facetOptions, facetsOf, openDocs } from '../docs-sources.ts';
import { wholeNumber } from '../flags.ts';
import { jsonText } from '../terminal.ts';

/** `pack`: prints what the docs say to a question, within a number of tokens. */
export default {
  arguments: [{ syntax: '<query...>', description: 'The question, or what the prompt is about.' }],
  options: [
    ...docsOptions,
    ...facetOptions,
    { flags: '--budget <tokens>', description: 'Maximum tokens of the pack (default: 4000).' },
    { flags: '--json', description: 'Print the pack and its sources as JSON.' },
  ],
  examples: [
    {
      command: 'contextor pack "retry a request" --budget 2000',
      description: 'Markdown for a prompt.',
    },
  ],
  async run(invocation) {
    const budget = wholeNumber('--budget', invocation.options.budget) ?? 4_000;
    const context = await openDocs(invocation);
    try {
      const query = invocation.arguments.join(' ');
      const packed = await context.pack(query, { budget, ...facetsOf(invocation) });
      const { stdout, stderr } = invocation.io;
      if (invocation.options.json === true) {
        stdout.write(jsonText({ schemaVersion: 1, ...packed }));
      } else {
        stdout.write(packed.text);
        const pages = packed.sources.length;
        stderr.write(
          `${packed.tokens} of ${budget} tokens, from ${pages} ${pages === 1 ? 'page' : 'pages'}\n`,
        );
      }
      return packed.sources.length > 0 ? 0 : 1;
    } finally {
      context.close();
    }
  },
} satisfies CommandDefinition;
