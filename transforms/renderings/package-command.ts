import { code, inlineCode } from '../nodes.ts';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  packages?: Names;
  type?: Names;
  dev?: Names;
  args?: Names;
  comment?: Names;
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

/** A command that sites show for several package managers: that of npm, by its packages, kind and arguments. */
export const packageCommand = defineRendering<Options>(
  { packages: 'names', type: 'names', dev: 'names', args: 'names', comment: 'names' },
  (element, spec, env) => {
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
