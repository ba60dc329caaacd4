import { ContextorError } from '../../errors.ts';
import { didYouMean } from '../../nearest.ts';
import type { CommandDefinition } from '../command.ts';
import { longFlag } from '../flags.ts';
import { optionChoices } from '../option-values.ts';
import { optionsOf } from '../options.ts';
import { commands } from './index.ts';

/** `completion`: prints a shell script that completes commands, options and their values. */
export default {
  arguments: [{ syntax: '<shell>', description: 'bash, zsh or fish.' }],
  options: [],
  examples: [
    { command: 'contextor completion bash >> ~/.bashrc', description: 'Complete in bash.' },
    { command: 'contextor completion zsh >> ~/.zshrc', description: 'Complete in zsh.' },
  ],
  async run({ arguments: [shell = ''], io }) {
    const write = writers[shell];
    if (write === undefined) {
      throw new ContextorError(`unknown shell "${shell}"`, {
        code: 'COMPLETION_SHELL',
        remedy: didYouMean(shell, Object.keys(writers)) ?? 'Choose bash, zsh or fish.',
      });
    }
    io.stdout.write(write(await completionTable()));
    return 0;
  },
} satisfies CommandDefinition;

/** Command -> option -> the values that it takes. */
type CompletionTable = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

async function completionTable(): Promise<CompletionTable> {
  const rows = commands.map(async ({ name, load }) => {
    const options = optionsOf(await load());
    return [name, new Map(options.map((spec) => [longFlag(spec), optionChoices(spec)]))] as const;
  });
  return new Map(await Promise.all(rows));
}

const writers: Record<string, (table: CompletionTable) => string> = {
  bash: bashScript,
  zsh: (table) => `autoload -U +X bashcompinit && bashcompinit\n${bashScript(table)}`,
  fish: fishScript,
};

function bashScript(table: CompletionTable): string {
  const names = [...table.keys()].join(' ');
  const options = [...table].map(
    ([name, flags]) => `    ${name}) options="${[...flags.keys(), '--help'].join(' ')}" ;;`,
  );
  const values = valueLines(table).map(([flag, words]) => `    ${flag}) words="${words}" ;;`);
  return [
    '_contextor() {',
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"`,
    `  local options="--help --version" words=""`,
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W "${names} $options" -- "$current")); return`,
    '  fi',
    `  case "\${COMP_WORDS[1]}" in`,
    ...options,
    '  esac',
    '  case "$previous" in',
    ...values,
    '  esac',
    '  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  elif [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))',
    '  else COMPREPLY=($(compgen -f -- "$current")); fi',
    '}',
    'complete -F _contextor contextor',
    '',
  ].join('\n');
}

function fishScript(table: CompletionTable): string {
  const lines = ['complete -c contextor -n __fish_use_subcommand -f'];
  for (const { name, summary } of commands) {
    lines.push(
      `complete -c contextor -n __fish_use_subcommand -f -a ${name} -d '${summary.replaceAll("'", "\\'")}'`,
    );
  }
  for (const [name, flags] of table) {
    for (const [flag, words] of flags) {
      const takes = words.length === 0 ? '' : ` -x -a '${words.join(' ')}'`;
      lines.push(
        `complete -c contextor -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}${takes}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Option -> its values as one line, each option once. */
function valueLines(table: CompletionTable): [string, string][] {
  const all = new Map<string, string>();
  for (const flags of table.values()) {
    for (const [flag, words] of flags) if (words.length > 0) all.set(flag, words.join(' '));
  }
  return [...all];
}
