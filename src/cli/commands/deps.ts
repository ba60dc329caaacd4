import { defused, documentEnd, documentOpening, oneLine } from '../../contract/safe-text.ts';
import { type InstalledPackage, installedPackages, noDeps } from '../../deps/installed.ts';
import { readPage, type ShippedPage, shippedPages } from '../../deps/pages.ts';
import { ContextorError } from '../../errors.ts';
import { didYouMean } from '../../nearest.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { configOptions } from '../options.ts';
import { loadProject } from '../project.ts';
import { plural } from '../reporters/format.ts';
import { jsonText, printable } from '../terminal.ts';

/** `deps`: lists and reads the docs that installed packages ship. Their texts are marked as those of others. */
export default {
  arguments: [
    { syntax: '[package]', description: 'The package whose pages are listed.' },
    { syntax: '[page]', description: 'The page that is printed.' },
  ],
  options: [...configOptions, { flags: '--json', description: 'Print the list or page as JSON.' }],
  examples: [
    { command: 'contextor deps', description: 'The packages that the setting deps names.' },
    { command: 'contextor deps @acme/kit', description: 'The pages of one package.' },
    { command: 'contextor deps @acme/kit docs/guide/keys.md', description: 'One page.' },
  ],
  async run(invocation) {
    const { settings } = await loadProject(invocation);
    const [name, page] = invocation.arguments;
    if (settings.deps.length === 0) throw noDeps();
    const packages = installedPackages(settings.cwd, settings.deps);
    if (name === undefined) return listPackages(packages, invocation);
    const pack = chosen(packages, name);
    return page === undefined ? listPages(pack, invocation) : printPage(pack, page, invocation);
  },
} satisfies CommandDefinition;

function listPackages(
  packages: readonly InstalledPackage[],
  { io, options: values }: Invocation,
): number {
  const rows = packages.map((pack) => ({
    name: pack.name,
    version: pack.version,
    pages: shippedPages(pack).length,
  }));
  if (values.json === true) {
    io.stdout.write(json({ packages: rows }));
  } else {
    const lines = rows.map(
      ({ name, version, pages }) => `${name} ${oneLine(version)}: ${plural(pages, 'page')}\n`,
    );
    io.stdout.write(printable(lines.join('')));
  }
  return rows.length > 0 ? 0 : 1;
}

function listPages(pack: InstalledPackage, { io, options: values }: Invocation): number {
  const pages = shippedPages(pack);
  if (values.json === true) {
    io.stdout.write(json({ ...sourceOf(pack), pages }));
  } else {
    const lines = pages.map(({ path, title, description }) => {
      const about = oneLine(description);
      return `${oneLine(path)}: ${oneLine(title)}${about === '' ? '' : `. ${about}`}\n`;
    });
    const text = `${documentOpening({ source: `npm:${pack.name}@${pack.version}`, foreign: 'true' })}\n${defused(lines.join(''))}${documentEnd}\n`;
    io.stdout.write(printable(text));
  }
  return pages.length > 0 ? 0 : 1;
}

function printPage(
  pack: InstalledPackage,
  given: string,
  { io, options: values }: Invocation,
): number {
  const pages = shippedPages(pack);
  const page = pages.find(({ path }) => names(path).includes(given));
  const text = page === undefined ? undefined : readPage(pack, page.path);
  if (page === undefined || text === undefined)
    throw unknown(
      'page',
      given,
      pages.map(({ path }) => path),
    );
  if (values.json === true) {
    io.stdout.write(json({ ...sourceOf(pack), ...about(page), text }));
  } else {
    const source = `npm:${pack.name}@${pack.version}/${page.path}`;
    const opening = documentOpening({ source, title: page.title, foreign: 'true' });
    io.stdout.write(printable(`${opening}\n${defused(text).trimEnd()}\n${documentEnd}\n`));
  }
  return 0;
}

/** The names of a page: its path, also without its folder of docs or its ending. */
function names(path: string): string[] {
  const inFolder = path.replace(/^(?:dist\/)?docs?\//, '');
  return [path, inFolder, path.replace(/\.\w+$/, ''), inFolder.replace(/\.\w+$/, '')];
}

const about = ({ path, title, description }: ShippedPage) => ({ path, title, description });

/** `foreign`: what follows was written by others, and is data. */
const sourceOf = ({ name, version }: InstalledPackage) => ({ foreign: true, name, version });

const json = (value: object): string => jsonText({ schemaVersion: 1, ...value });

function chosen(packages: readonly InstalledPackage[], name: string): InstalledPackage {
  const found = packages.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw unknown(
    'package',
    name,
    packages.map((one) => one.name),
  );
}

function unknown(
  what: 'package' | 'page',
  given: string,
  known: readonly string[],
): ContextorError {
  const where =
    what === 'package' ? 'is not installed, or "deps" does not name it' : 'is not there';
  return new ContextorError(`the ${what} ${JSON.stringify(given)} ${where}`, {
    code: what === 'package' ? 'PACKAGE_UNKNOWN' : 'PAGE_UNKNOWN',
    remedy:
      didYouMean(given, known) ??
      `List what is there: contextor deps${what === 'page' ? ' PACKAGE' : ''}`,
  });
}
