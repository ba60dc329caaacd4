import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { configJsonSchema } from '../../config/json-schema.ts';
import { resolveSettings } from '../../config/resolve.ts';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import type { Conversion } from '../init/convert/conversion.ts';
import { convertFile } from '../init/convert/index.ts';
import { manifestOf, refuseSecond, withScripts } from '../init/existing.ts';
import {
  besideEachOther,
  type Choice,
  choicesOf,
  configOfChoices,
  usualChoices,
} from '../survey/choices.ts';
import { nothingFound } from '../survey/nothing-found.ts';
import { type Survey, surveyProject } from '../survey/survey.ts';
import { foundLines } from '../survey/tell.ts';
import { printable, type Terminal } from '../terminal.ts';

const require = createRequire(import.meta.url);

const configName = 'contextor.config.yaml';

/** `init`: looks at the repo and writes a configuration and npm scripts. */
export default {
  options: [
    { flags: '-y, --yes', description: 'Ask nothing; use what was found.' },
    { flags: '--all', description: 'Take every source that is found, as a list in "src".' },
    { flags: '--dry-run', description: 'Print what would be written.' },
    {
      flags: '--from <file>',
      description:
        'Convert the configuration of another tool: the project JSON or pyproject.toml of the Python contextor, context7.json, or a site configuration with docusaurus-plugin-llms or vitepress-plugin-llms.',
    },
    {
      flags: '--mcp',
      description:
        'Only add `contextor mcp` to the configuration files of Claude Code, Cursor, VS Code and Codex; their other content stays.',
    },
  ],
  examples: [
    { command: 'contextor init', description: 'Set up; ask for what was not found.' },
    { command: 'contextor init --yes', description: 'Set up with what was found.' },
    { command: 'contextor init --yes --all', description: 'A monorepo, or docs and blog.' },
    { command: 'contextor init --from context7.json', description: 'Take over the settings.' },
    { command: 'contextor init --mcp', description: 'Let agents ask the docs.' },
  ],
  run: runInit,
} satisfies CommandDefinition;

async function runInit(invocation: Invocation): Promise<number> {
  const { options, io, terminal } = invocation;
  if (options.mcp === true) return runInitMcp(invocation);
  refuseSecond(io.cwd);
  const survey = await surveyProject(io.cwd);
  const from = typeof options.from === 'string' ? resolve(io.cwd, options.from) : undefined;
  const converted = from === undefined ? undefined : await convertFile(from);
  const needsSources = converted === undefined || survey.sites.length > 0;
  const found = needsSources ? await proposal(survey, invocation) : {};
  const config: Config = { ...found, out: found.out ?? '.contextor', ...converted?.config };
  resolveSettings(config, { cwd: io.cwd });

  const dryRun = options.dryRun === true;
  const text = configText(config, io.cwd);
  if (dryRun) io.stdout.write(text);
  else writeFileSync(join(io.cwd, configName), text, { flag: 'wx' });
  terminal.line(`${dryRun ? 'Would write' : 'Wrote'} ${configName}.`);
  if (from !== undefined && !dryRun) backUp(from, invocation);
  tellUnmatched(converted?.unmatched ?? [], terminal);
  addScripts(invocation);
  terminal.line('Next: npx contextor build');
  return 0;
}

async function runInitMcp(invocation: Invocation): Promise<number> {
  if (invocation.options.from !== undefined) {
    throw new ContextorError('--mcp and --from cannot be used together', {
      code: 'INIT_OPTIONS',
      remedy: 'Run init twice, once with each.',
    });
  }
  const { initMcp } = await import('../init/mcp.ts');
  initMcp(invocation);
  return 0;
}

/** The settings that were found, and what a person answers to the questions about the others. */
async function proposal(survey: Survey, { options, io, terminal }: Invocation): Promise<Config> {
  const asks = options.yes !== true && io.stdin.isTTY === true;
  if (survey.sites.length === 0) {
    if (!asks || survey.candidates.length === 0)
      throw nothingFound(io.cwd, survey, { isInit: true });
    const { chooseFolder, streamsOf } = await import('../init/ask.ts');
    return { src: await chooseFolder(survey, streamsOf(io)) };
  }
  const choices = choicesOf(survey);
  const chosen = await chosenOf(choices, { options, io, asks });
  for (const site of new Set(chosen.map((choice) => choice.site))) {
    for (const line of foundLines(site)) terminal.line(line);
  }
  if (chosen.length > 1) {
    terminal.line(printable(`Takes ${chosen.map(({ src }) => src.value).join(', ')}.`));
  }
  const config = configOfChoices(chosen);
  if (asks) {
    const { askMissing, streamsOf } = await import('../init/ask.ts');
    return chosen.length > 1 ? config : askMissing(chosen[0]!.site, config, streamsOf(io));
  }
  const others = choices.filter((choice) => !chosen.includes(choice));
  for (const { part, site, src } of others) {
    const what = [part, site.sign].filter(Boolean).join(' of ');
    terminal.line(printable(`Also found ${src.value} (${what}).`));
  }
  if (others.length > 0) terminal.line('Set "src" to take others, or pass --all to take all.');
  return config;
}

/** The usual ones, all with `--all`, or those that a person chooses. */
async function chosenOf(
  choices: readonly Choice[],
  { options, io, asks }: Pick<Invocation, 'options' | 'io'> & { asks: boolean },
): Promise<readonly Choice[]> {
  if (options.all === true) return besideEachOther(choices);
  if (!asks) return usualChoices(choices);
  const { chooseSources, streamsOf } = await import('../init/ask.ts');
  return chooseSources(choices, usualChoices(choices), streamsOf(io));
}

function backUp(file: string, { io, terminal }: Invocation): void {
  const backup = `${file}.bak`;
  const kept = existsSync(backup);
  if (!kept) copyFileSync(file, backup);
  const name = printable(relative(io.cwd, backup));
  terminal.line(kept ? `Left the backup ${name} as it is.` : `Backup: ${name}.`);
}

function addScripts({ options, io, terminal }: Invocation): void {
  const dryRun = options.dryRun === true;
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

/** A configuration as YAML, each setting below its description as a comment. */
function configText(config: Config, cwd: string): string {
  const { stringify }: typeof import('yaml') = require('yaml');
  const { properties = {} } = configJsonSchema();
  const settings = Object.entries(config).map(
    ([key, value]) => `# ${properties[key]?.description ?? ''}\n${stringify({ [key]: value })}`,
  );
  return [
    '# All settings: node_modules/contextor/docs/configuration.md\n',
    // Without a package, an editor would report that the schema is missing.
    ...(existsSync(join(cwd, 'package.json'))
      ? ['$schema: ./node_modules/contextor/dist/schema.json\n']
      : []),
    ...settings.map((setting) => `\n${setting}`),
  ].join('');
}

/** Prints the keys of another tool's configuration that were not converted. */
function tellUnmatched(unmatched: Conversion['unmatched'], { line }: Terminal): void {
  if (unmatched.length === 0) return;
  line('Not converted:');
  for (const { key, note } of unmatched) line(`  ${printable(key)}: ${note}`);
}
