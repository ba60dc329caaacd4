import type { RuleSaving } from '../../contract/savings.ts';
import type { ReportPage, TokenPair } from '../../report/data.ts';
import { tokensByFolder } from '../../report/sections.ts';
import { readIndex, readSavings } from '../built-index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { projectOptions } from '../options.ts';
import { loadProject } from '../project.ts';
import { alignedTable, change, count, ofOtherFiles, plural } from '../reporters/format.ts';
import { jsonText, printable } from '../terminal.ts';

/** Pages that the table of the largest names. */
const largest = 10;

/** `stats`: prints the tokens of a finished build, by folder, by rule and for the largest pages. */
export default {
  options: [...projectOptions, { flags: '--json', description: 'Print the figures as JSON.' }],
  examples: [
    { command: 'contextor stats', description: 'Tokens by folder, and what each rule saved.' },
    { command: 'contextor stats --json', description: 'The same as JSON.' },
  ],
  async run(invocation) {
    const { settings } = await loadProject(invocation);
    const pages = readIndex(settings.outRoot);
    const tokens = {
      before: sum(pages.map((page) => page.tokens.before)),
      after: sum(pages.map((page) => page.tokens.after)),
      derived: sum(pages.map((page) => (page.derivedFrom === undefined ? 0 : page.tokens.after))),
    };
    const figures: Figures = {
      schemaVersion: 1,
      documents: pages.length,
      tokens,
      folders: tokensByFolder(pages),
      savings: readSavings(settings.outRoot),
      largest: pages.toSorted((a, b) => b.tokens.after - a.tokens.after).slice(0, largest),
    };
    print(figures, invocation);
    return 0;
  },
} satisfies CommandDefinition;

interface Figures {
  schemaVersion: 1;
  documents: number;
  /** `derived` are those of `after` that belong to pages made from other files, which have no source. */
  tokens: TokenPair & { derived: number };
  folders: ReturnType<typeof tokensByFolder>;
  savings: readonly RuleSaving[];
  largest: readonly ReportPage[];
}

function print(figures: Figures, { io, options: values, terminal }: Invocation): void {
  if (values.json === true) {
    const pages = figures.largest.map(({ path, title, tokens }) => ({ path, title, tokens }));
    io.stdout.write(jsonText({ ...figures, largest: pages }));
    return;
  }
  const { bold } = terminal.colors;
  const { documents, tokens } = figures;
  const written = tokens.after - tokens.derived;
  const cells = ({ before, after }: TokenPair) => [
    count(before),
    count(after),
    change(before, after),
  ];
  io.stdout.write(
    [
      `${plural(documents, 'document')}, ${count(tokens.before)} -> ${count(written)} tokens (${change(tokens.before, written)})${ofOtherFiles(tokens)}\n`,
      bold('Tokens by folder\n'),
      alignedTable(
        ['folder', 'pages', 'before', 'after', ''],
        figures.folders.map(({ folder, pages, tokens: pair }) => [
          printable(folder),
          count(pages),
          ...cells(pair),
        ]),
      ),
      ...savingsByRule(figures, bold),
      bold('Largest pages\n'),
      alignedTable(
        ['page', 'before', 'after', ''],
        figures.largest.map(({ path, tokens: pair }) => [printable(path), ...cells(pair)]),
      ),
    ].join('\n'),
  );
}

function savingsByRule({ savings }: Figures, bold: (text: string) => string): string[] {
  if (savings.length === 0) return [];
  const rows = savings.map((saving) => [
    printable(saving.rule),
    count(saving.count),
    count(saving.characters),
  ]);
  return [bold('Left out by rule\n'), alignedTable(['rule', 'places', 'characters'], rows)];
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
