import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, inlineCode, text } from '../nodes.ts';
import { chosenVariants, type Variant } from './audience.ts';
import { boldLine } from './content.ts';
import { defineRendering, isSet, namesOf, type OptionsOf, type RenderEnv } from './rendering.ts';

const commandOptions = {
  packages: 'names',
  type: 'names',
  dev: 'names',
  /** What stands before the command, such as an environment variable. */
  prefix: 'names',
  args: 'names',
  comment: 'names',
  /** A command without its manager, or a map of managers to their commands. */
  command: 'names',
  exec: 'names',
  dlx: 'names',
} as const;
type CommandOptions = OptionsOf<typeof commandOptions>;

/** npm's commands by the kind that components ask for. */
const commands: Readonly<Record<string, string>> = {
  add: 'npm i',
  create: 'npm create',
  dlx: 'npx',
  exec: 'npx',
  install: 'npm install',
  remove: 'npm uninstall',
  run: 'npm run',
};

/**
 * A command that sites show for several package managers: that of npm, whole, or by its packages,
 * kind and arguments. Commands that are written for each one are shown as tabs are.
 */
export const packageCommand = defineRendering(commandOptions, (element, spec, env) => {
  // A component that is never closed holds what follows it.
  const shown = (command: string, block = command): RootContent[] =>
    env.flow ? [code(block, 'sh'), ...env.blocks(element)] : [inlineCode(command)];
  const stated = statedCommands(element, spec, env);
  if (env.flow && stated.length > 1) {
    const { kept, marker } = chosenVariants(stated, env);
    return [...kept.flatMap(({ blocks }) => blocks), ...marker, ...env.blocks(element)];
  }
  const whole = wholeCommand(element, spec, env);
  if (whole !== undefined) return shown(whole);
  const type = env.text(element, spec.type) ?? 'add';
  const args = env.text(element, spec.args);
  const parts = [
    env.text(element, spec.prefix),
    commands[type] ?? `npm ${type}`,
    ...(isSet(element, spec.dev, env) ? ['-D'] : []),
    env.text(element, spec.packages),
    ...(args && (type === 'run' || type === 'create') ? ['--'] : []),
    args,
  ];
  const command = parts.filter(Boolean).join(' ');
  const comment = env.text(element, spec.comment)?.replaceAll('{PKG}', 'npm');
  return shown(command, comment ? `# ${comment}\n${command}` : command);
});

/** The commands that are written for each package manager, under its name. */
function statedCommands(element: ElementNode, spec: CommandOptions, env: RenderEnv): Variant[] {
  const lists = namesOf(spec.command).map((name) => env.attribute(element, name));
  return lists.flatMap((list) =>
    [...(list instanceof Map ? list : [])].flatMap(([name, command]) =>
      typeof command === 'string'
        ? [{ name, blocks: [...boldLine([text(name)]), code(command, 'sh')] }]
        : [],
    ),
  );
}

function wholeCommand(
  element: ElementNode,
  spec: CommandOptions,
  env: RenderEnv,
): string | undefined {
  for (const name of namesOf(spec.command)) {
    const command = env.attribute(element, name);
    if (command instanceof Map) {
      const stated = command.get('npm') ?? [...command.values()][0];
      if (typeof stated === 'string') return stated;
    }
    if (typeof command !== 'string') continue;
    const flags = [spec.exec, spec.dlx].flatMap(namesOf);
    return `${isSet(element, flags, env) ? 'npx' : 'npm'} ${command}`;
  }
  return undefined;
}
