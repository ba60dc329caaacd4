import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { configFileNames } from '../../config/load.ts';
import { resolveSettings } from '../../config/resolve.ts';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { configText } from '../init/config-text.ts';
import { convertFile } from '../init/convert/index.ts';
import { withScripts } from '../init/npm-scripts.ts';
import { type Survey, survey } from '../init/survey.ts';
import { generalOptions } from '../options.ts';
import { printable } from '../terminal.ts';

const configName = 'contextor.config.yaml';

/** `init`: looks at the repo and writes a configuration and npm scripts. */
const init: CommandDefinition = {
  options: [
    { flags: '-y, --yes', description: 'Ask nothing.' },
    { flags: '--dry-run', description: 'Print what would be written.' },
    {
      flags: '--from <file>',
      description:
        'Convert the configuration of another tool: project JSON or pyproject.toml of the Python contextor, context7.json, a site configuration with docusaurus-plugin-llms or vitepress-plugin-llms.',
    },
    ...generalOptions,
  ],
  examples: [
    { command: 'contextor init', description: 'Set up, with a few questions.' },
    { command: 'contextor init --yes', description: 'Set up with what was found.' },
    { command: 'contextor init --from context7.json', description: 'Take settings over.' },
  ],
  run: runInit,
};

export default init;

async function runInit(invocation: Invocation): Promise<number> {
  const { options, io, terminal } = invocation;
  refuseSecond(io.cwd);
  const found = survey(io.cwd);
  const from = typeof options.from === 'string' ? resolve(io.cwd, options.from) : undefined;
  if (found === undefined && from === undefined) throw nothingFound(io.cwd);
  if (found !== undefined) tellFindings(found, invocation);
  const converted = from === undefined ? undefined : await convertFile(from);
  const proposed: Config = { ...settled(found), ...converted?.config };
  const config = await confirmed(proposed, invocation);
  resolveSettings(config, { cwd: io.cwd });

  const dryRun = options.dryRun === true;
  if (dryRun) io.stdout.write(configText(config));
  else writeFileSync(join(io.cwd, configName), configText(config), { flag: 'wx' });
  terminal.line(`${dryRun ? 'Would write' : 'Wrote'} ${configName}.`);
  if (from !== undefined) tellConversion({ from, dryRun }, converted!.unmatched, invocation);
  addScripts(dryRun, invocation);
  terminal.line('Next: npx contextor build');
  return 0;
}

function refuseSecond(cwd: string): void {
  const own = configFileNames.filter((name) => name !== 'package.json');
  const present = own.find((name) => existsSync(join(cwd, name))) ?? inPackage(cwd);
  if (present === undefined) return;
  throw new ContextorError(`${present} is there already; init overwrites nothing`, {
    code: 'INIT_EXISTS',
    remedy: 'Edit it, or remove it and run init again. To build with it: npx contextor build',
  });
}

function inPackage(cwd: string): string | undefined {
  const file = join(cwd, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestOf(file).contextor === undefined
    ? undefined
    : 'The key "contextor" of package.json';
}

function manifestOf(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ContextorError(`${file} is no valid JSON`, {
      code: 'INIT_PACKAGE_JSON',
      remedy: 'Mend it, then run init again.',
      cause,
    });
  }
}

function nothingFound(cwd: string): ContextorError {
  return new ContextorError(`no Markdown was found in ${cwd}`, {
    code: 'INIT_NOTHING',
    remedy: 'Run init in the folder of a docs repo; documents end in .md, .mdx or .markdown.',
  });
}

/** With several frameworks the dialect is stated, so that a person sees what to change. */
function settled(found: Survey | undefined): Config {
  if (found === undefined) return {};
  const [first, second] = found.frameworks;
  if (first === undefined || second === undefined) return found.config;
  return { ...found.config, dialect: first.dialect as NonNullable<Config['dialect']> };
}

function tellFindings(
  { config, frameworks, otherFolders }: Survey,
  { terminal }: Invocation,
): void {
  const { line } = terminal;
  line(`Found documents in ${printable(config.src ?? '.')}.`);
  if (otherFolders.length > 0) {
    line(`Also in ${printable(otherFolders.join(', '))}; set "src" to take another.`);
  }
  for (const { dialect, sign } of frameworks) line(`Found ${dialect} (${printable(sign)}).`);
  if (frameworks.length > 1) {
    line(`Taking ${frameworks[0]!.dialect}; set "dialect" to take another.`);
  }
}

async function confirmed(proposed: Config, { options, io }: Invocation): Promise<Config> {
  if (options.yes === true || io.stdin.isTTY !== true) return proposed;
  const prompt = createInterface({ input: io.stdin, output: io.stderr });
  const ask = async (question: string, preset: string) =>
    (await prompt.question(`${question} (${preset}): `)).trim() || preset;
  try {
    const src = await ask('Folder of the sources', proposed.src ?? 'docs');
    const out = await ask('Folder of the output', proposed.out ?? '.contextor');
    const baseUrl = await ask('URL of the site root', proposed.baseUrl ?? 'none');
    return { ...proposed, src, out, ...(baseUrl !== 'none' && { baseUrl }) };
  } finally {
    prompt.close();
  }
}

function tellConversion(
  { from, dryRun }: { from: string; dryRun: boolean },
  unmatched: readonly { key: string; note: string }[],
  { io, terminal }: Invocation,
): void {
  const backup = `${from}.bak`;
  const kept = existsSync(backup);
  if (!dryRun && !kept) copyFileSync(from, backup);
  const name = printable(relative(io.cwd, backup));
  terminal.line(kept ? `Left the backup ${name} as it is.` : `Backup: ${name}.`);
  if (unmatched.length === 0) return;
  terminal.line('Not taken over:');
  for (const { key, note } of unmatched) terminal.line(`  ${printable(key)}: ${note}`);
}

function addScripts(dryRun: boolean, { io, terminal }: Invocation): void {
  const file = join(io.cwd, 'package.json');
  if (!existsSync(file)) {
    terminal.line('There is no package.json; scripts were not added.');
    return;
  }
  manifestOf(file);
  const { text, added } = withScripts(readFileSync(file, 'utf8'));
  if (added.length === 0) return;
  if (!dryRun) writeFileSync(file, text);
  terminal.line(
    `${dryRun ? 'Would add' : 'Added'} to package.json: npm run ${added.join(', npm run ')}.`,
  );
}
