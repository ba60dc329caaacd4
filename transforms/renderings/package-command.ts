import type { ElementNode } from '../../src/contract/element.ts';
import { code, inlineCode } from '../nodes.ts';
import { defineRendering, type Names, namesOf, type RenderEnv } from './rendering.ts';

interface Options extends Record<string, unknown> {
  packages?: Names;
  type?: Names;
  dev?: Names;
  args?: Names;
  comment?: Names;
  /** A command without its manager, or a map of managers to their commands. */
  command?: Names;
  exec?: Names;
  dlx?: Names;
}

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
 * kind and arguments.
 */
export const packageCommand = defineRendering<Options>(
  {
    packages: 'names',
    type: 'names',
    dev: 'names',
    args: 'names',
    comment: 'names',
    command: 'names',
    exec: 'names',
    dlx: 'names',
  },
  (element, spec, env) => {
    const whole = wholeCommand(element, spec, env);
    if (whole !== undefined) return [env.flow ? code(whole, 'sh') : inlineCode(whole)];
    const type = env.text(element, spec.type) ?? 'add';
    const args = env.text(element, spec.args);
    const parts = [
      commands[type] ?? `npm ${type}`,
      ...(env.text(element, spec.dev) === 'true' ? ['-D'] : []),
      env.text(element, spec.packages),
      ...(args && (type === 'run' || type === 'create') ? ['--'] : []),
      args,
    ];
    const command = parts.filter(Boolean).join(' ');
    const comment = env.text(element, spec.comment)?.replaceAll('{PKG}', 'npm');
    const lines = comment ? [`# ${comment}`, command] : [command];
    return [env.flow ? code(lines.join('\n'), 'sh') : inlineCode(command)];
  },
);

function wholeCommand(element: ElementNode, spec: Options, env: RenderEnv): string | undefined {
  for (const name of namesOf(spec.command)) {
    const command = env.attribute(element, name);
    if (command instanceof Map) {
      const stated = command.get('npm') ?? [...command.values()][0];
      if (typeof stated === 'string') return stated;
    }
    if (typeof command !== 'string') continue;
    const flags = [spec.exec, spec.dlx].flatMap(namesOf);
    const isRun = flags.some((flag) => env.attribute(element, flag) === true);
    return `${isRun ? 'npx' : 'npm'} ${command}`;
  }
  return undefined;
}
