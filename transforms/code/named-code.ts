import type { Code } from 'mdast';
import type { FenceEnv } from './languages.ts';

const named = /\binclude\s+([\w-]+)/;
const include = /^(.*?)\/\/ @include: *(\S.*?)[ \t]*$/gm;
/** `// - key` names the lines above it: `name-key`. */
const part = /^\s*\/\/ - (\S+)/;

/**
 * Twoslash's named code: `include NAME` in a fence's meta names its lines, and `// @include: NAME`
 * stands for them in later fences of the file. True where the fence is for other fences only, which
 * its language, `twoslash`, says.
 */
export function nameCode(node: Code, env: FenceEnv): boolean {
  node.value = withNamedCode(node.value, env);
  const [, name] = named.exec(node.meta ?? '') ?? [];
  if (name === undefined) return false;
  const lines: string[] = [];
  for (const line of node.value.split('\n')) {
    const [, key] = part.exec(line) ?? [];
    if (key === undefined) lines.push(line);
    else env.namedCode.set(`${name}-${key}`, lines.join('\n'));
  }
  env.namedCode.set(name, lines.join('\n'));
  return node.lang === 'twoslash';
}

function withNamedCode(code: string, { namedCode, mayInclude }: FenceEnv): string {
  if (!code.includes('@include:')) return code;
  return code.replace(include, (line, lead: string, name: string) => {
    const found = namedCode.get(name);
    return found !== undefined && mayInclude(found.length) ? lead + found : line;
  });
}
