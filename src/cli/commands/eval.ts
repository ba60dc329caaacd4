import { resolve } from 'node:path';
import type { Evaluation, IndexQuality, OutputQuality } from '../../search/eval/evaluate.ts';
import type { CommandDefinition } from '../command.ts';
import { fitEngineToWork } from '../engine-settings.ts';
import { sourceOptions } from '../options.ts';
import { loadSources } from '../project.ts';
import { alignedTable, count, plural } from '../reporters/format.ts';
import { jsonText } from '../terminal.ts';

/** `eval`: measures how well the docs are found by search, in each profile. */
export default {
  options: [
    ...sourceOptions,
    { flags: '--graded <file>', description: 'Graded questions, in YAML.' },
    { flags: '--library <name>', description: 'Only the graded questions of this library.' },
    { flags: '--json', description: 'Print the figures as JSON.' },
  ],
  examples: [
    {
      command: 'contextor eval',
      description: 'Use the links and headings of the docs as questions.',
    },
  ],
  async run(invocation) {
    const { settings } = await loadSources(invocation);
    const { io, options: values, signal } = invocation;
    fitEngineToWork();
    const { evaluateProfiles } = await import('../../evaluate-profiles.ts');
    const { readGraded } = await import('../../search/eval/graded.ts');
    const library = typeof values.library === 'string' ? values.library : undefined;
    const graded =
      typeof values.graded === 'string'
        ? readGraded(resolve(io.cwd, values.graded), library)
        : undefined;
    const figures = await evaluateProfiles(settings, { graded, signal });
    io.stdout.write(
      values.json === true ? jsonText({ schemaVersion: 3, ...figures }) : textOf(figures),
    );
    return 0;
  },
} satisfies CommandDefinition;

function textOf({ questions, outputs, sources }: Evaluation): string {
  const { asked, ambiguous, common, headings } = questions;
  const figures: Record<string, IndexQuality & Partial<OutputQuality>> = {
    ...outputs,
    ...(sources && { sources }),
  };
  const rows = Object.entries(figures);
  const links = rows.map(([name, { page, section, tokens5, answer5, packs }]) => [
    name,
    ...[page.mrr, page.ndcg5, page.hit5, section.mrr, section.hit5].map(share),
    count(tokens5),
    answer5 === undefined ? '' : count(answer5),
    ...['2000', '4000', '8000'].map((budget) => (packs === undefined ? '' : share(packs[budget]!))),
  ]);
  const asking = rows.map(
    ([
      name,
      {
        headings: { page, section },
      },
    ]) => [name, ...[page.mrr, page.hit5, section.mrr, section.hit5].map(share)],
  );
  const graded = rows.flatMap(([name, { graded }]) =>
    graded === undefined
      ? []
      : [[name, count(graded.queries), ...[graded.mrr, graded.ndcg5, graded.hit5].map(share)]],
  );
  return [
    `Questions: ${plural(asked, 'link text')}. Left out: ${count(ambiguous)} that lead to several places, ${count(common)} with only words that are on most pages.\n\n`,
    asked === 0 ? '' : alignedTable(linkHead, links),
    ...(headings > 0
      ? [
          `\nQuestions: ${plural(headings, 'heading')} that ${headings === 1 ? 'asks' : 'ask'} something; the heading itself is not searched.\n\n`,
          alignedTable(headingHead, asking),
        ]
      : []),
    ...(graded.length > 0 ? ['\n', alignedTable(gradedHead, graded)] : []),
  ].join('');
}

const share = (value: number): string => value.toFixed(3);
const linkHead = [
  ...[
    '',
    'page MRR',
    'nDCG@5',
    'Hit@5',
    'section MRR',
    'Hit@5',
    'tokens of top 5',
    'printed of top 5',
  ],
  ...['pack 2k', '4k', '8k'],
];
const headingHead = ['', 'page MRR', 'Hit@5', 'section MRR', 'Hit@5'];
const gradedHead = ['graded', 'queries', 'page MRR', 'nDCG@5', 'Hit@5'];
