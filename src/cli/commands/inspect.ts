import { createTwoFilesPatch } from 'diff';
import type { Inspection } from '../../one-document.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { outputOptions, projectOptions } from '../options.ts';
import { documentPath } from '../print-document.ts';
import { loadProject, type Project } from '../project.ts';
import { alignedTable, duration } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';
import { jsonText, printable } from '../terminal.ts';

/** `inspect`: shows what the stages make of one document, and why. */
export default {
  arguments: [
    {
      syntax: '<file>',
      description: 'The document, relative to the current folder or to the sources.',
    },
  ],
  options: [
    ...projectOptions,
    ...outputOptions,
    { flags: '--diff', description: 'Print the differences between source and output.' },
    { flags: '--json', description: 'Print all of it as JSON.' },
  ],
  examples: [
    { command: 'contextor inspect docs/guide.mdx', description: 'Stages, context, messages.' },
    { command: 'contextor inspect docs/guide.mdx --diff', description: 'Before and after.' },
  ],
  async run(invocation) {
    const { settings, site } = await loadProject(invocation);
    const { io, terminal, options: values } = invocation;
    const path = documentPath(invocation.arguments[0]!, settings, io.cwd);
    const { inspect } = await import('../../one-document.ts');
    const known = await inspect(settings, { path });
    const inspection = { ...known, dialect: withSign(known.dialect, site) };
    if (values.json === true) {
      io.stdout.write(jsonText({ schemaVersion: 1, ...inspection }));
    } else if (values.diff === true) {
      io.stdout.write(difference(inspection, invocation));
    } else {
      io.stdout.write(overview(inspection, invocation));
    }
    const { messages, output, dropped } = inspection;
    printMessages(messages, { terminal, settings, io, quiet: false, verbose: true });
    return output === undefined && dropped === undefined ? 1 : 0;
  },
} satisfies CommandDefinition;

function overview(inspection: Inspection, { terminal }: Invocation): string {
  const { bold } = terminal.colors;
  const { dialect, syntax, times, path, out, dropped } = inspection;
  const end = dropped ? `left out by ${dropped.stage}: ${dropped.reason}` : out;
  const parts = [
    `${printable(path)} -> ${printable(end)}\n`,
    `dialect ${dialect.name}: ${dialect.why}; read as ${syntax ?? 'nothing'} in ${duration(times.parse ?? 0)}\n`,
    `\n${bold('Stages')}\n${stageTable(inspection)}`,
    `\n${bold('Context')}\n${contextTable(inspection)}`,
  ];
  return parts.join('');
}

/** What was found of the site gives the dialect where nothing sets it. */
function withSign({ name, why }: Inspection['dialect'], site: Project['site']) {
  return { name, why: site?.dialect === name ? `from the site (${site.sign})` : why };
}

function stageTable({ stages }: Inspection): string {
  const rows = stages.map(({ name, kind, status, durationMs, reason, error, data }) => [
    name,
    kind,
    status,
    duration(durationMs),
    shortened(error ?? reason ?? Object.keys(data ?? {}).join(', ')),
  ]);
  return alignedTable(['stage', 'kind', 'status', 'time', 'contribution'], rows, {
    left: ['kind', 'status', 'contribution'],
  });
}

/** Each field with its value and the stages that made it. */
function contextTable({ context, provenance }: Inspection): string {
  const rows = Object.entries(context).map(([field, value]) => [
    field,
    shortened(JSON.stringify(value) ?? ''),
    makersOf(field, provenance).join(', '),
  ]);
  return alignedTable(['field', 'value', 'from'], rows, { left: ['value', 'from'] });
}

function makersOf(field: string, provenance: Inspection['provenance']): string[] {
  const paths = Object.keys(provenance).filter(
    (path) => path === field || path.startsWith(`${field}.`),
  );
  return [...new Set(paths.flatMap((path) => provenance[path] ?? []))];
}

function shortened(text: string): string {
  const line = printable(text.replace(/\s+/g, ' '));
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}

function difference(inspection: Inspection, { terminal }: Invocation): string {
  const { path, out, source, output = '' } = inspection;
  const [from, to, before, after] = [path, out, source, output].map(printable);
  const patch = createTwoFilesPatch(from!, to!, before!, after!);
  const { green, red, cyan } = terminal.colors;
  const paints: Record<string, (line: string) => string> = { '+': green, '-': red, '@': cyan };
  return patch
    .split('\n')
    .map((line) => (paints[line[0] ?? ''] ?? String)(line))
    .join('\n');
}
