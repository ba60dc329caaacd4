import type { Invocation } from '../command.ts';
import type { Project } from '../project.ts';
import { plural } from '../reporters/format.ts';
import { printable } from '../terminal.ts';
import type { FoundSite } from './survey.ts';

/** The sign of a site that was found by its folder alone. */
export const noFramework = 'no framework';

/** What was found of a site, a line for each value with its place. */
export function foundLines(site: FoundSite): string[] {
  const { sign, src, title, baseUrl, repo, ref, locales, versions } = site;
  const rows: [name: string, value: string, place: string][] = [
    ['source', src.value, src.place],
    ['title', title?.value ?? 'not found', title?.place ?? ''],
    ['address', baseUrl?.value ?? 'not found', baseUrl?.place ?? ''],
    ['repository', repo?.value ?? 'not found', repo?.place ?? ''],
    ['branch', ref?.value ?? 'not found', ref?.place ?? ''],
  ];
  if (locales.length > 1) rows.push(['locales', locales.join(', '), '']);
  if (versions.length > 0) rows.push(['versions', versions.join(', '), '']);
  const [first, second] = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]!.length)));
  const width = Math.min(second!, 40);
  return [
    `Found a site (${printable(sign)}):`,
    ...rows.map(([name, value, place]) =>
      printable(`  ${name.padEnd(first!)}  ${value.padEnd(width)}  ${place}`.trimEnd()),
    ),
  ];
}

type Told = Pick<Project, 'settings' | 'site' | 'taken' | 'configFile' | 'others'>;
type To = Pick<Invocation, 'options' | 'terminal'>;

/** Prints in one line the source that a run without a configuration uses. */
export function tellSite(project: Told, to: To): void {
  const { site } = project;
  if (site !== undefined && isForPeople(to) && !isUsual(site))
    to.terminal.line(sourceLine(site, project));
}

/** Prints also whether the run builds many versions or languages. */
export async function tellSiteAndVariants(project: Told, to: To): Promise<void> {
  tellSite(project, to);
  const { site, configFile, settings, taken = [] } = project;
  if (site === undefined || configFile !== undefined || !isForPeople(to)) return;
  const { variantLines } = await import('./variants.ts');
  for (const line of variantLines(settings, site, taken)) to.terminal.line(line);
}

const isForPeople = ({ options }: To): boolean =>
  options.quiet !== true && (options.reporter === undefined || options.reporter === 'default');

function sourceLine(site: FoundSite, { taken = [], configFile, others = [] }: Told): string {
  const why = configFile === undefined ? 'No configuration' : 'The configuration names no sources';
  const next =
    others.length > 0
      ? `contextor init also offers ${inBrief(others)}`
      : 'contextor init saves this';
  return `${why}: ${foundInBrief(site, taken)}; ${next}.`;
}

function inBrief(folders: readonly string[]): string {
  const named = printable(folders.slice(0, 5).join(', '));
  return folders.length > 5 ? `${named} and ${plural(folders.length - 5, 'more source')}` : named;
}

/** The folder that is used without looking for one. */
const isUsual = ({ sign, src }: FoundSite): boolean => sign === noFramework && src.value === 'docs';

function foundInBrief({ sign, title, baseUrl }: FoundSite, taken: readonly string[]): string {
  const known = [title?.value, baseUrl?.value ?? 'address not found'].filter(Boolean).join(', ');
  return printable(`using ${taken.join(', ')} (${sign}), ${known}`);
}
