import type { Node, Program } from 'estree-jsx';
import { programOf } from './script-module.ts';

/** A component of Astro or Svelte in its two parts, the template as a fragment of JSX. */
export interface Parts {
  script: string;
  jsx: string;
}

/** Both parts as sources with their syntax trees; undefined where one of them cannot be read. */
export function readParts({ script, jsx }: Parts, path: string) {
  const front = { text: script, path, lang: 'ts' as const };
  const template = {
    text: jsx,
    path: `${path}#template`,
    lang: 'tsx' as const,
    space: 'html' as const,
  };
  const program = programOf(front);
  const root = rootOf(programOf(template));
  if (program === undefined || root === undefined) return undefined;
  return {
    front,
    template,
    /** The fragment that the template is. */
    root,
    /** The script with its imports alone, and what it does below them. */
    imports: { ...program, body: program.body.filter(isImport) },
    body: program.body.filter((node) => !isImport(node)) as Node[],
  };
}

const isImport = ({ type }: Node) => type === 'ImportDeclaration';

function rootOf(program: Program | undefined) {
  const [only] = program?.body ?? [];
  if (only?.type !== 'ExpressionStatement') return undefined;
  return only.expression.type === 'JSXFragment' ? only.expression : undefined;
}
