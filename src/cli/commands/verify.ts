import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { Finding } from '../../verify/evidence.ts';
import type { TreeInput } from '../../verify/share.ts';
import type { TreeVerification } from '../../verify/tree.ts';
import { readIndex } from '../built-index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { fitEngineToWork } from '../engine-settings.ts';
import { outputOptions, projectOptions } from '../options.ts';
import { loadProject } from '../project.ts';
import { alignedTable, count, plural } from '../reporters/format.ts';
import { jsonText, placeOf, printable } from '../terminal.ts';

/** Findings that are printed without `--verbose`. */
const shown = 50;

/** `verify`: checks that a finished build contains all content of its sources, and nothing of their syntax. */
export default {
  options: [
    ...projectOptions,
    ...outputOptions.filter(({ key }) => key === 'profile' || key === 'dialect'),
    { flags: '--json', description: 'Print findings and figures as JSON.' },
    { flags: '--verbose', description: 'Print every finding.' },
  ],
  examples: [
    { command: 'contextor verify', description: 'Check the last build against its sources.' },
    { command: 'contextor verify --json', description: 'The same as JSON.' },
  ],
  async run(invocation) {
    const { settings } = await loadProject(invocation);
    return verifyBuild(settings, invocation);
  },
} satisfies CommandDefinition;

/** What `verify` and `build --verify` do; answers the exit code. */
export async function verifyBuild(settings: Settings, invocation: Invocation): Promise<number> {
  fitEngineToWork();
  const { verifyInThreads } = await import('../../verify-in-threads.ts');
  const { sourceRoot, outRoot, parallel, maxWorkers } = settings;
  const { components, containers, macros, aliases, mayInclude } = settings;
  const { magicComments, ...shape } = shapeOf(settings, invocation);
  const input = {
    sourceRoot,
    outRoot,
    aliases,
    mayInclude,
    several: settings.sources !== undefined,
    ...shape,
    rules: { components, containers, macros, magicComments },
  };
  const result = await verifyInThreads(input, parallel ? maxWorkers : 1);
  print(result, settings, invocation);
  return result.findings.length > 0 ? 1 : 0;
}

/** Profile and dialects of the build, from its manifest; options override them. */
function shapeOf(
  { profile, dialect, outRoot }: Settings,
  { options: given }: Invocation,
): Pick<TreeInput, 'profile' | 'dialect' | 'dialects'> & Pick<Made, 'magicComments'> {
  const manifest = join(outRoot, 'manifest.json');
  const made: Made =
    (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).settings) || {};
  return {
    profile: given.profile === undefined ? (made.profile ?? profile) : profile,
    magicComments: [made, ...(made.sources ?? [])].flatMap((one) => one.magicComments ?? []),
    ...(given.dialect === undefined
      ? { dialect: made.dialect ?? dialect, dialects: made.sources }
      : { dialect }),
  };
}

interface Made {
  profile?: Settings['profile'];
  dialect?: string;
  magicComments?: readonly string[] | undefined;
  sources?: readonly { folder: string; dialect: string; magicComments?: readonly string[] }[];
}

function print(result: TreeVerification, settings: Settings, invocation: Invocation): void {
  const { io, options: values, terminal } = invocation;
  const { documents, findings, counts, components } = result;
  if (values.json === true) {
    io.stdout.write(jsonText({ schemaVersion: 1, documents, counts, components, findings }));
    return;
  }
  const { colors, line } = terminal;
  const spot = spotter(settings, io.cwd);
  for (const finding of findings.slice(0, values.verbose === true ? undefined : shown)) {
    line(`${printable(spot(finding))} ${printable(finding.what)} ${colors.dim(finding.rule)}`);
  }
  const hidden = values.verbose === true ? 0 : findings.length - shown;
  if (hidden > 0)
    line(colors.dim(`… and ${plural(hidden, 'finding')} more; --verbose prints all.`));
  const found = `${plural(findings.length, 'finding')}${byRule(findings)}`;
  line(`Verified ${plural(documents, 'document')}: ${found}.`);
  if (components.length > 0)
    line(
      `${plural(components.length, 'component')} left no trace in the output: ${named(result)}.`,
    );
  const rows = Object.entries(counts).map(([kind, { total, kept }]) => [
    kind === 'codeLines' ? 'code lines' : kind,
    count(total),
    count(kept),
  ]);
  io.stderr.write(alignedTable(['kept', 'in sources', 'in output'], rows));
}

/** `Repl (2 uses), Map`: the most used first. */
function named({ components }: TreeVerification): string {
  const most = components
    .slice(0, 5)
    .map(({ name, uses }) => (uses > 1 ? `<${name}> (${plural(uses, 'use')})` : `<${name}>`));
  const more = components.length > 5 ? `, and ${components.length - 5} more` : '';
  return printable(most.join(', ')) + more;
}

/** ` (2 word, 1 link)`. */
function byRule(findings: readonly Finding[]): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const counts = rules.map(
    (rule) => `${findings.filter((one) => one.rule === rule).length} ${rule}`,
  );
  return counts.length > 0 ? ` (${counts.join(', ')})` : '';
}

/** Rules whose findings have a line of the output; the others have one of the source. */
const outputRules: ReadonlySet<string> = new Set<string>([
  'leak',
  'fixed-point',
  'level',
  'target',
]);

function spotter({ sourceRoot, outRoot }: Settings, cwd: string): (finding: Finding) => string {
  const outs = new Map(readIndex(outRoot).map(({ path, out }) => [path, out]));
  return (finding) =>
    outputRules.has(finding.rule)
      ? placeOf({ ...finding, path: outs.get(finding.path)! }, { cwd, root: outRoot })
      : placeOf(finding, { cwd, root: sourceRoot });
}
