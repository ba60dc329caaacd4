import { resolve } from 'node:path';
import type { Quality } from '../../search/eval/metrics.ts';
import type { CommandDefinition, OptionSpec } from '../command.ts';
import { generalOptions, projectOptions } from '../options.ts';
import { loadProject } from '../project.ts';
import { count } from '../reporters/format.ts';
import { alignedTable } from '../table.ts';

const options: readonly OptionSpec[] = [
  ...projectOptions,
  { flags: '--graded <file>', description: 'Graded questions, in YAML.' },
  { flags: '--library <name>', description: 'Only the graded questions of this library.' },
  { flags: '--json', description: 'Print the figures as JSON.' },
  ...generalOptions,
];

/** `eval`: measures how well the last build is found by search. */
const evaluation: CommandDefinition = {
  options,
  examples: [{ command: 'contextor eval', description: 'Ask what the links of the docs ask.' }],
  async run(invocation) {
    const { settings } = await loadProject(invocation, options);
    const { io, options: values } = invocation;
    const { evaluate } = await import('../../search/eval/evaluate.ts');
    const { readGraded } = await import('../../search/eval/graded.ts');
    const library = typeof values.library === 'string' ? values.library : undefined;
    const graded =
      typeof values.graded === 'string'
        ? readGraded(resolve(io.cwd, values.graded), library)
        : undefined;
    const figures = await evaluate(settings.outRoot, { sourceRoot: settings.sourceRoot, graded });
    if (values.json === true) {
      io.stdout.write(`${JSON.stringify({ schemaVersion: 1, ...figures }, null, 2)}\n`);
      return 0;
    }
    const { output, sources } = figures.links;
    const rows = [
      row('pages, output', output.page, output.tokens5),
      row('sections, output', output.section, output.tokens5),
      ...(sources === undefined
        ? []
        : [
            row('pages, sources', sources.page, sources.tokens5),
            row('sections, sources', sources.section, sources.tokens5),
          ]),
      ...(figures.graded === undefined ? [] : [row('pages, graded', figures.graded)]),
    ];
    const head = ['', 'queries', 'MRR', 'nDCG@5', 'Hit@5', 'tokens of five'];
    io.stdout.write(alignedTable(head, rows));
    return 0;
  },
};

export default evaluation;

function row(name: string, { queries, mrr, ndcg5, hit5 }: Quality, tokens?: number): string[] {
  const shares = [mrr, ndcg5, hit5].map((share) => share.toFixed(3));
  return [name, count(queries), ...shares, tokens === undefined ? '' : count(tokens)];
}
