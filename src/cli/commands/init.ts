import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { resolveSettings } from '../../config/resolve.ts';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { configText } from '../init/config-text.ts';
import { confirmed } from '../init/confirm.ts';
import { convertFile } from '../init/convert/index.ts';
import { manifestOf, refuseSecond } from '../init/existing.ts';
import { withScripts } from '../init/npm-scripts.ts';
import { type Survey, survey } from '../init/survey.ts';
import { tellFindings, tellUnmatched } from '../init/tell.ts';
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
  if (found !== undefined) tellFindings(found, terminal);
  const converted = from === undefined ? undefined : await convertFile(from);
  const proposed: Config = { ...settled(found), ...converted?.config };
  const asks = options.yes !== true && io.stdin.isTTY === true;
  const config = asks ? await confirmed(proposed, io) : proposed;
  resolveSettings(config, { cwd: io.cwd });

  const dryRun = options.dryRun === true;
  if (dryRun) io.stdout.write(configText(config));
  else writeFileSync(join(io.cwd, configName), configText(config), { flag: 'wx' });
  terminal.line(`${dryRun ? 'Would write' : 'Wrote'} ${configName}.`);
  if (from !== undefined && !dryRun) backUp(from, invocation);
  tellUnmatched(converted?.unmatched ?? [], terminal);
  addScripts(dryRun, invocation);
  terminal.line('Next: npx contextor build');
  return 0;
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

function backUp(file: string, { io, terminal }: Invocation): void {
  const backup = `${file}.bak`;
  const kept = existsSync(backup);
  if (!kept) copyFileSync(file, backup);
  const name = printable(relative(io.cwd, backup));
  terminal.line(kept ? `Left the backup ${name} as it is.` : `Backup: ${name}.`);
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
